"""Answers as the host of the published site would give them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from site_gen.digest import digest_bytes
from tests.running import read_tree, run_site_gen
from tests.server.previewing import Answer, Preview, serving, until, write_small_site

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000
ZH = """
    -- site.yaml --
    title: {en: Cars, zh: 汽车}
    base_url: https://example.org/repo/
    languages: [en, zh]
    check: {ignore: [missing-translation]}
    -- content/stories/war.yaml --
    title: {en: The price war, zh: 价格战}
    -- content/events/ledao.yaml --
    title: {en: Ledao, zh: 乐道}
    date: 2024-05-15
    sources: paper
    stories: war
    tags: [乐道]
    aliases: [/old/place/]
    media:
      - {file: car.png, alt: A car}
      - {file: plan.svg, alt: A plan}
      - {file: plan.pdf, alt: The plan as printed}
      - {file: film.webm, alt: A film}
      - {file: odd.xyz, alt: Something odd}
      - {file: no-ending, alt: Without an ending}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small_site(tmp_path_factory.mktemp("answers") / "cars", ZH)
    media = folder / "content/media"
    media.mkdir()
    (media / "car.png").write_bytes(PICTURE)
    for name in ("plan.svg", "plan.pdf", "film.webm", "odd.xyz", "no-ending"):
        (media / name).write_bytes(b"bytes")
    return folder


@pytest.fixture(scope="module")
def preview(site: Path) -> Iterator[Preview]:
    with serving(site) as running:
        yield running


@pytest.fixture(scope="module")
def bare(site: Path) -> Iterator[Preview]:
    with serving(site, "--no-reload") as running:
        yield running


def get_picture(preview: Preview, method: str = "GET", **fields: str) -> Answer:
    digest = digest_bytes(PICTURE)[:10]
    return preview.get(f"assets/media/car.{digest}.png", method, **fields)


# --- addresses -----------------------------------------------------------------------------


def test_the_site_stands_at_its_own_base_path(preview: Preview) -> None:
    assert preview.base == "/repo/"
    assert preview.get("").status == 200
    for path in ("/", "/repo"):
        answer = preview.get(path)
        assert (answer.status, answer.fields["location"]) == (307, "/repo/")
    assert preview.get("/events/orders/").status == 404


def test_a_folders_address_without_its_slash_leads_to_the_one_with_it(preview: Preview) -> None:
    answer = preview.get("events/orders?a=b")
    assert (answer.status, answer.fields["location"]) == (307, "/repo/events/orders/?a=b")
    answer = preview.get("zh/events/ledao")
    assert answer.fields["location"] == "/repo/zh/events/ledao/"


def test_a_missing_page_is_the_sites_own_404_page(preview: Preview) -> None:
    for path in ("nothing/", "nothing.html", "/nowhere", "events/", "nothing/at/all"):
        answer = preview.get(path)
        assert answer.status == 404
        assert "Page not found" in answer.text
        assert answer.fields["content-type"] == "text/html; charset=utf-8"
    assert preview.get("nothing", "HEAD").status == 404


def test_addresses_of_every_script_are_found_encoded(preview: Preview) -> None:
    links = re.findall(r'href="(/repo/[^"]*%[^"]*)"', preview.get("events/ledao/").text)
    for link in links:
        assert preview.get(link).status == 200


def test_an_old_address_leads_on_as_it_will_when_published(preview: Preview) -> None:
    answer = preview.get("old/place/")
    assert answer.status == 200
    assert "/repo/events/ledao/" in answer.text


def test_every_link_of_every_page_is_answered(preview: Preview) -> None:
    seen, coming = set(), {"/repo/"}
    while coming:
        path = coming.pop()
        seen.add(path)
        answer = preview.get(path)
        assert answer.status == 200, path
        if answer.fields["content-type"].startswith("text/html"):
            links = re.findall(r'(?:href|src)="(/[^"#?]*)', answer.text)
            coming |= {link for link in links if link not in seen}
    assert len(seen) > 40


def test_what_a_host_reads_for_itself_is_not_sent(preview: Preview) -> None:
    for path in ("_headers", "_redirects", ".site-gen.json"):
        assert preview.get(path).status == 404


def test_a_request_waits_for_a_running_build(site: Path, tmp_path: Path) -> None:
    with serving(site, TMPDIR=str(tmp_path)) as running:
        long = "{% for number in range(20000000) %}{% endfor %}"
        template = (
            "{% extends 'default/page.html' %}{% block main %}" + long + "Slowly{% endblock %}"
        )
        running.write("templates/page.html", template)
        until(lambda: list(tmp_path.glob("site-gen-preview-*/site.staging")))
        assert "Slowly" in running.get("about/").text
        (site / "templates/page.html").unlink()


# --- types ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("events/orders/index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/atom+xml"),
        ("stories/war/feed.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("search.json", "application/json"),
        ("data/timeline.json", "application/json"),
        ("data/timeline.schema.json", "application/schema+json"),
        ("data/sources.csl.json", "application/vnd.citationstyles.csl+json"),
        ("data/sources.bib", "application/x-bibtex"),
        ("data/events.csv", "text/csv; charset=utf-8"),
        ("oembed/all.json", "application/json"),
    ],
)
def test_each_file_is_told_as_what_it_is(preview: Preview, path: str, kind: str) -> None:
    answer = preview.get(path)
    assert (answer.status, answer.fields["content-type"]) == (200, kind)


def test_every_file_of_the_tree_has_a_type_and_is_sent_whole(bare: Preview, tmp_path: Path) -> None:
    run = run_site_gen(bare.site, "build", "-o", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    kinds = {}
    for path, content in read_tree(tmp_path / "out").items():
        if path.startswith(("_", ".")):
            continue
        answer = bare.get(quote(path))
        assert (answer.status, answer.body) == (200, content), path
        kinds[path.rpartition(".")[2]] = answer.fields["content-type"]
    assert kinds["css"] == "text/css; charset=utf-8"
    assert kinds["js"] == "text/javascript; charset=utf-8"
    assert kinds["svg"] == "image/svg+xml"
    assert kinds["png"] == "image/png"
    assert kinds["pdf"] == "application/pdf"
    assert kinds["webm"] == "video/webm"
    unknown = {end for end, kind in kinds.items() if kind == "application/octet-stream"}
    assert unknown == {"xyz", digest_bytes(b"bytes")[:10]}


# --- the script ----------------------------------------------------------------------------


def test_the_script_is_in_pages_alone_and_in_no_file(preview: Preview) -> None:
    assert preview.get("").text.count('src="/.site-gen/preview.js"') == 1
    assert preview.get("nothing").text.count('src="/.site-gen/preview.js"') == 1
    for path in ("feed.xml", "data/timeline.json", "robots.txt"):
        assert ".site-gen" not in preview.get(path).text
    assert list(preview.site.rglob("*.html")) == []


def test_without_reload_pages_are_sent_as_they_are_and_still_follow_saves(bare: Preview) -> None:
    assert ".site-gen" not in bare.get("").text
    for name in ("preview.js", "changes", "state"):
        assert bare.get(f"/.site-gen/{name}").status == 404
    bare.replace("content/pages/about.md", "What this is.", "What this is to be.")
    bare.await_text("about/", "What this is to be.")


def test_the_state_of_a_page_is_what_was_told_to_the_page(preview: Preview) -> None:
    for path in ("/repo/", "/repo/zh/events/ledao/", "/repo/nothing", "/elsewhere"):
        told = re.search(r'data-page="(\w+)"', preview.get(path).text)
        state = json.loads(preview.get(f"/.site-gen/state?path={path}").body)
        assert told
        assert state["page"] == told[1]
        assert state["problems"] == []
    for asked in ("", "?path=", "?path=%", "?path=%00", "?path=/%25", "?other=1", "?path=a&path=b"):
        assert preview.get(f"/.site-gen/state{asked}").status == 200


# --- validators and ranges -----------------------------------------------------------------


def test_an_entity_tag_spares_sending_again(preview: Preview) -> None:
    for path in ("", "feed.xml", "/.site-gen/preview.js"):
        first = preview.get(path)
        tag = first.fields["etag"]
        assert re.fullmatch(r'"[^"]+"', tag)
        for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = preview.get(path, If_None_Match=given)
            assert (again.status, again.body, again.fields["etag"]) == (304, b"", tag)
        assert preview.get(path, If_None_Match='"other"').body == first.body


def test_head_tells_what_get_would(preview: Preview) -> None:
    for path in ("", "feed.xml", "nothing", "events/orders", "/.site-gen/preview.js"):
        got, told = preview.get(path), preview.get(path, "HEAD")
        assert (told.status, told.body) == (got.status, b"")
        ignored = {"date"}
        assert {n: v for n, v in told.fields.items() if n not in ignored} == {
            n: v for n, v in got.fields.items() if n not in ignored
        }


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=5-5", slice(5, 6)),
        ("bytes=256000-999999999", slice(256000, None)),
        ("bytes=-999999999", slice(0, None)),
    ],
)
def test_a_part_can_be_asked_for(preview: Preview, asked: str, part: slice) -> None:
    answer = get_picture(preview, Range=asked)
    assert (answer.status, answer.body) == (206, PICTURE[part])
    numbers = range(len(PICTURE))[part]
    told = f"bytes {numbers[0]}-{numbers[-1]}/{len(PICTURE)}"
    assert answer.fields["content-range"] == told
    assert answer.fields["content-length"] == str(len(numbers))


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-1", "bytes=a-b", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=" + "9" * 99 + "-"],
)
def test_of_a_part_that_is_not_understood_the_whole_is_sent(preview: Preview, asked: str) -> None:
    answer = get_picture(preview, Range=asked)
    assert (answer.status, answer.body) == (200, PICTURE)
    assert answer.fields["accept-ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={len(PICTURE)}-", "bytes=-0"])
def test_a_part_outside_is_refused_with_the_size(preview: Preview, asked: str) -> None:
    answer = get_picture(preview, Range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.fields["content-range"] == f"bytes */{len(PICTURE)}"


def test_a_part_of_another_version_is_not_sent(preview: Preview) -> None:
    tag = get_picture(preview).fields["etag"]
    assert get_picture(preview, Range="bytes=0-0", If_Range=tag).status == 206
    assert get_picture(preview, Range="bytes=0-0", If_Range='"other"').status == 200
    assert get_picture(preview, Range="bytes=0-0", If_Range=f"W/{tag}").status == 200
    assert get_picture(preview, "HEAD", Range="bytes=0-0").status == 200


def test_a_part_of_a_page_is_a_part_of_what_is_sent(preview: Preview) -> None:
    whole = preview.get("").body
    assert preview.get("", Range="bytes=100-2000").body == whole[100:2001]
