"""Bodies: our links, citations, pictures, headings and notes."""

import threading

import pytest

from site_gen.render.markdown import NoteWords, render_body
from tests.render.bodies import SAMPLES, to_html, to_markup


def test_a_link_by_id_leads_to_the_page() -> None:
    assert to_html("[s](source:src)") == '<p><a href="/s/src/">s</a></p>'


def test_an_ampersand_in_an_address_is_escaped_once() -> None:
    link = '<p><a href="/e/lei-jun/?a=1&amp;b=2">L</a></p>'
    assert to_html("[L](entity:lei-jun)") == link
    query = '<p><a href="/x?a=1&amp;copy=2">L</a></p>'
    assert to_html("[L](/x?a=1&copy=2)") == query
    assert to_html("[L](/x?a=1&amp;copy=2)") == query


def test_a_link_to_what_is_not_there_is_its_text() -> None:
    assert to_html("[not *yet*](event:gone) out") == "<p>not <em>yet</em> out</p>"


def test_reference_links_are_resolved_too() -> None:
    assert to_html("[s][r]\n\n[r]: source:src") == '<p><a href="/s/src/">s</a></p>'


def test_a_link_to_a_file_of_the_site_leads_to_it() -> None:
    assert to_html("[crowd](crowd.jpg)") == '<p><a href="/media/crowd.jpg">crowd</a></p>'


def test_an_id_matches_in_any_normal_form() -> None:
    links = {"entity:café": "/e/café/"}
    html = render_body(to_markup("[c](entity:cafe\u0301)", links=links))
    assert html == '<p><a href="/e/café/">c</a></p>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[@src]", "[3]"),
        ("[@src, para. 3]", "[3, para. 3]"),
        ("[@ src ,  p. *4* ]", "[3, p. *4*]"),
        ("[@src,]", "[@src,]"),
    ],
)
def test_a_citation_is_a_numbered_reference(written: str, shown: str) -> None:
    html = to_html(f"Said {written}.")
    if shown.startswith("[3"):
        shown = f'<sup class="citation"><a href="#ref-3">{shown}</a></sup>'
    assert html == f"<p>Said {shown}.</p>"


def test_a_citation_of_an_unknown_source_is_its_text() -> None:
    assert to_html("Said [@gone, p. 1].") == "<p>Said [@gone, p. 1].</p>"


def test_citations_in_code_or_behind_a_backslash_are_text() -> None:
    assert to_html("`[@src]` \\[@src]") == "<p><code>[@src]</code> [@src]</p>"


def test_a_citation_inside_a_link_is_not_a_link_in_a_link() -> None:
    assert to_html("[a [@src]](source:src)") == (
        '<p><a href="/s/src/">a <sup class="citation">[3]</sup></a></p>'
    )


def test_pictures_of_the_site_are_shown_and_loaded_late() -> None:
    assert to_html('![A "crowd"](crowd.jpg)') == (
        '<p><img alt="A &quot;crowd&quot;" loading="lazy" src="/media/crowd.jpg"></p>'
    )


def test_pictures_from_elsewhere_are_links() -> None:
    assert to_html("![A](https://a.example/x.png)") == (
        '<p><a href="https://a.example/x.png">A</a></p>'
    )
    assert to_html("[![A](https://a.example/x.png)](source:src)") == (
        '<p><a href="/s/src/">A</a></p>'
    )


def test_pictures_that_are_nowhere_are_their_alternative() -> None:
    assert to_html("an ![A *crowd*](gone.png)") == "<p>an A *crowd*</p>"


@pytest.mark.parametrize(("heading", "tags"), [(1, "h1 h2 h6"), (2, "h2 h3 h6"), (4, "h4 h5 h6")])
def test_headings_stand_below_those_of_the_page(heading: int, tags: str) -> None:
    html = to_html("# a\n\nb\n---\n\n###### c", heading=heading)
    first, second, third = tags.split()
    assert html == f"<{first}>a</{first}>\n<{second}>b</{second}>\n<{third}>c</{third}>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("## a\n\n### b", "<h2>a</h2>\n<h3>b</h3>"),
        ("### a\n\n## b", "<h3>a</h3>\n<h2>b</h2>"),
        ("##### a\n\n###### b", "<h2>a</h2>\n<h3>b</h3>"),
    ],
)
def test_the_shallowest_heading_stands_right_below_the_page_s_own(body: str, shown: str) -> None:
    assert to_html(body, heading=2) == shown


def test_columns_are_aligned_by_class_not_by_style() -> None:
    html = to_html("a|b|c\n:-|:-:|-:\n1|2|3")
    assert "style" not in html
    assert [html.count(f'class="align-{side}"') for side in ("left", "center", "right")] == [2] * 3


def test_notes_are_numbered_whatever_they_are_called() -> None:
    html = to_html('A[^"x"], b[^y], again[^"x"].\n\n[^"x"]: One.\n[^y]: Two.')
    for part in ('id="fn-1"', 'id="fn-2"', 'id="fnref-1"', 'id="fnref-2"', 'id="fnref2-1"'):
        assert html.count(part) == 1
    assert '<section aria-label="Notes" class="footnotes">\n<ol>' in html
    assert html.count('class="footnote-backref"') == 3


def test_notes_of_two_bodies_on_a_page_are_kept_apart() -> None:
    html = to_html("A[^1] b[^1]\n\n[^1]: One.", prefix="b-")
    for part in ('id="fn-b-1"', 'id="fnref-b-1"', 'id="fnref2-b-1"', 'href="#fnref2-b-1"'):
        assert html.count(part) == 1
    sanitized = to_html("A[^1] b[^1] <b>c</b>\n\n[^1]: One.", prefix="b-")
    assert sanitized.replace(" <b>c</b>", "").replace("&nbsp;", "&#160;") == html


def test_words_around_notes_are_given() -> None:
    words = NoteWords("注释 {}", 'Back "{0}"')
    html = render_body(to_markup("A[^1]\n\n[^1]: One."), note_words=words)
    assert 'aria-label="注释 {}"' in html
    assert 'title="Back &quot;{0}&quot;"' in html


def test_one_body_leaves_nothing_for_the_next() -> None:
    before = [to_html(text) for text in SAMPLES]
    to_html("[r]: /leak\n\n*[ab]: leak\n\nA[^1]\n\n[^1]: leak", prefix="z")
    assert [to_html(text) for text in SAMPLES] == before
    assert to_html("[r] ab[^1]") == "<p>[r] ab[^1]</p>"


def test_threads_render_at_once_and_alike() -> None:
    expected = [to_html(text) for text in SAMPLES]
    results: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: results.append([to_html(text) for text in SAMPLES]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_no_body_has_style_or_script_of_its_own_making() -> None:
    for text in SAMPLES:
        assert " style=" not in to_html(text)
