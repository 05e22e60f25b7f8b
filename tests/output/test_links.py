from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.output.links import BrokenLink, find_broken_links, scan_links

PATHS = {
    "index.html",
    "events/su7/index.html",
    "events/onvo/index.html",
    "tags/乐道/index.html",
    "assets/site.css",
    "feed.xml",
    "404.html",
}


def check(html: str, page: str = "events/su7/index.html", base: str = "/repo/") -> list[BrokenLink]:
    other = ("events/onvo/index.html", b'<h2 id="sources">x</h2><p id="\xe4\xb9\x90">y</p>')
    return find_broken_links([(page, html.encode()), other], PATHS, base)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        "#top",
        "#here",
        "?page=2",
        "../onvo/",
        "../onvo/#sources",
        "../onvo/#%E4%B9%90",
        "../onvo/#乐",
        "../onvo/index.html",
        "../..",
        "../../",
        "./../onvo/?x=1#sources",
        "/repo/",
        "/repo/assets/site.css?v=1",
        "/repo/tags/%E4%B9%90%E9%81%93/",
        "/repo/tags/乐道/",
        "/repo/feed.xml#any",
        "https://elsewhere.example/missing",
        "//elsewhere.example/missing",
        "mailto:desk@chronicle.example",
        "data:,x",
    ],
)
def test_a_link_that_leads_somewhere_is_well(href: str) -> None:
    assert check(f'<p id="here"><a href="{href}">x</a></p>') == []


@pytest.mark.parametrize(
    ("href", "fact"),
    [
        ("../xiaomi/", 'the site has no "events/xiaomi/index.html"'),
        ("missing.html", 'the site has no "events/su7/missing.html"'),
        ("../onvo", '"events/onvo" is a folder'),
        ("one; two.html", 'the site has no "events/su7/one; two.html"'),
        ("../onvo/#nothing", '"events/onvo/index.html" has no id "nothing"'),
        ("#nothing", '"events/su7/index.html" has no id "nothing"'),
        ("/events/onvo/", 'it leads out of the site, which stands under "/repo/"'),
        ("/repo", 'it leads out of the site, which stands under "/repo/"'),
        ("../../../", 'it leads out of the site, which stands under "/repo/"'),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_the_reason(href: str, fact: str) -> None:
    (broken,) = check(f"<a class=x href='{href}'>x</a>".replace("class=x", 'class="x"'))
    assert (broken.page, broken.href) == ("events/su7/index.html", href)
    assert broken.fact == fact
    assert broken.remedy


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="" src="gone">',
        '<img alt="" srcset="../../assets/site.css 1x, gone 2x">',
        '<video poster="gone"></video>',
        '<form action="gone"></form>',
        '<object data="gone"></object>',
        '<meta http-equiv="refresh" content="0; url=gone">',
        '<script src="gone">"<a href=no>"</script>',
        '<a title="a > b" href="gone">x</a>',
        '<a title="it\'s" href="gone">x</a>',
        '<a\n  class="x"\n  href="gone"\n>x</a>',
        '<svg><use xlink:href="gone"/></svg>',
    ],
)
def test_every_kind_of_link_is_seen_once(html: str) -> None:
    assert [broken.href for broken in check(html)] == ["gone"]


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="gone">x</a> -->',
        "<script>var x = '<a href=\"gone\">';</script>",
        '<style>a::after { content: " href=\\"gone\\"" }</style>',
        '<code>&lt;a href="gone"&gt;</code>',
        "<p title='<a href=\"gone\">'>x</p>".replace("<a", "&lt;a"),
        '<meta name="description" content="gone">',
        '<p data-href="gone">x</p>',
    ],
)
def test_what_only_looks_like_a_link_is_none(html: str) -> None:
    assert check(html) == []


def test_entities_in_a_link_are_resolved() -> None:
    assert scan_links(b'<a href="x?a=1&amp;b=2" id="a&amp;b">').links == ("x?a=1&b=2",)


PARTS = [
    ('<a href="one">', ["one"], []),
    ("<A class=x\n id='k' HREF='no' href = 'two'>", ["two"], ["k"]),
    ('<a id="k" title="a > b" href="one">', ["one"], ["k"]),
    ("<i title='\"' id='l' src='three'/>", ["three"], ["l"]),
    ('<img alt="<a href=no>" srcset="one 1x, four 2x">', ["one", "four"], []),
    ("<script src=\"five\">if (a < b) \"<a href='no' id='no'>\"</script>", ["five"], []),
    ('<STYLE id="m">a::after { content: "<a href=\'no\'>" }</Style >', [], ["m"]),
    ('<!-- <a href="no" id="no"> <script> -->', [], []),
    ("text \" href=\"no\" id='no' > it's \n", [], []),
    ("<a href=>", [], []),
    ("<p>", [], []),
    ("</p >", [], []),
]
"""Parts of pages with their links and ids."""


@given(st.lists(st.sampled_from(PARTS)))
def test_each_tag_is_read_for_itself_whatever_stands_around_it(
    parts: list[tuple[str, list[str], list[str]]],
) -> None:
    scanned = scan_links("".join(html for html, _, _ in parts).encode())
    links = dict.fromkeys(chain.from_iterable(links for _, links, _ in parts))
    assert scanned.links == tuple(links)
    assert scanned.ids == set(chain.from_iterable(ids for _, _, ids in parts))


def test_at_the_root_everything_is_inside() -> None:
    assert check('<a href="/events/onvo/">x</a>', base="/") == []
    assert [one.href for one in check('<a href="/gone/">x</a>', base="/")] == ["/gone/"]
