"""Bodies that an earlier build rendered: not rendered again, and never believed unseen."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from site_gen.digest import digest_value
from site_gen.output.kept_bodies import BODIES_NAME, keep_bodies, read_bodies
from site_gen.output.report import STATE_FOLDER
from site_gen.plan.contexts import Markup
from site_gen.render import bodies, markdown
from site_gen.render.bodies import BODIES, Bodies
from site_gen.render.markdown import NoteWords
from tests.building import build_well
from tests.running import read_tree
from tests.sites_in_text import write_site

SITE = """
-- site.yaml --
title: Notes
base_url: https://example.org/
-- content/events/launch.yaml --
title: The launch
date: 2024-03-28
sources: paper
body: |
  It was **shown** to [many](https://example.org/many).[^1]

  [^1]: In a hall.
-- content/sources/paper.yaml --
title: What the paper wrote
"""

PAGE = '{% extends "default/event.html" %}{% block main %}edition-2{{ super() }}{% endblock %}'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Built once; then every page is to be made again, by a process that knows no body."""
    write_site(tmp_path, SITE)
    BODIES.forget()
    build_well(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/event.html").write_text(PAGE)
    BODIES.forget()
    return tmp_path


def count_rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rendered: list[str] = []
    render_body = markdown.render_body

    def render(markup: Any, **how: Any) -> str:
        rendered.append(markup.text)
        return render_body(markup, **how)

    monkeypatch.setattr(bodies, "render_body", render)
    return rendered


def kept_in(site: Path) -> Path:
    return site / STATE_FOLDER / BODIES_NAME


def build_clean(site: Path) -> dict[str, bytes]:
    BODIES.forget()
    build_well(site, output=site / "clean", state=site / "other-state", clean=True)
    return read_tree(site / "clean")


def test_a_new_template_takes_no_new_bodies(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = count_rendered(monkeypatch)
    build_well(site)
    assert rendered == []
    page = (site / "site/events/launch/index.html").read_text()
    assert "edition-2" in page
    assert "<strong>shown</strong>" in page
    assert read_tree(site / "site") == build_clean(site)
    assert rendered, "the counting is seen to work"


def test_a_clean_build_takes_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = count_rendered(monkeypatch)
    build_well(site, clean=True)
    assert rendered


@pytest.mark.parametrize(
    "html",
    [
        "<p>It was <script>alert(1)</script></p>",
        '<p onclick="alert(1)">It was</p>',
        '<p><a href="javascript:alert(1)">It was</a></p>',
        '<p><img src="https://example.net/count.png"></p>',
        '<p id="main">It was</p>',
        "<p>It was" + "<b>" * 1_000_000,
    ],
)
def test_forged_bodies_reach_no_page(site: Path, html: str) -> None:
    stamp, *lines = kept_in(site).read_text().split("\n")
    forged = [f"{line.partition(' ')[0]} {json.dumps(html)}" for line in lines]
    kept_in(site).write_text("\n".join([stamp, *forged]))
    build_well(site)
    assert read_tree(site / "site") == build_clean(site)


def damage_json(site: Path) -> None:
    stamp, *lines = kept_in(site).read_text().split("\n")
    kept_in(site).write_text("\n".join([stamp, *[line[:40] + "[" * 20_000 for line in lines]]))


def replace_by_fifo(site: Path) -> None:
    kept_in(site).unlink()
    os.mkfifo(kept_in(site))


def replace_by_link(site: Path) -> None:
    kept_in(site).rename(site / "elsewhere")
    kept_in(site).symlink_to(site / "elsewhere")


@pytest.mark.parametrize(
    "spoil",
    [
        damage_json,
        replace_by_fifo,
        replace_by_link,
        lambda site: kept_in(site).unlink(),
        lambda site: kept_in(site).write_bytes(b""),
        lambda site: kept_in(site).write_bytes(b"\xff\xfe \n\xff \xff\n\n"),
        lambda site: kept_in(site).write_bytes(b"0" + kept_in(site).read_bytes()),
        lambda site: kept_in(site).write_bytes(kept_in(site).read_bytes()[:-9]),
    ],
)
def test_what_cannot_be_read_counts_as_absent(
    site: Path, spoil: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(site)
    rendered = count_rendered(monkeypatch)
    build_well(site)
    assert rendered
    assert read_tree(site / "site") == build_clean(site)


def test_where_raw_html_is_trusted_none_is_taken(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (site / "site.yaml").open("a") as settings:
        settings.write("markdown: {raw_html: trust}\n")
    build_well(site)
    BODIES.forget()
    rendered = count_rendered(monkeypatch)
    (site / "templates/event.html").write_text(PAGE.replace("2", "3"))
    build_well(site)
    assert rendered


def test_the_youngest_are_kept(tmp_path: Path) -> None:
    keep_bodies(tmp_path, "stamp", {"a": b'"1"', "b": b'"2"'}, most=2)
    keep_bodies(tmp_path, "stamp", {"c": b'"3"', "a": b'"4"'}, most=2)
    assert read_bodies(tmp_path, "stamp") == {"c": b'"3"', "a": b'"4"'}
    assert read_bodies(tmp_path, "another") == {}


@pytest.mark.parametrize(("surplus", "is_taken"), [(0, True), (1, False)])
def test_what_is_too_large_to_have_been_made_of_a_body_is_not_taken(
    surplus: int, *, is_taken: bool
) -> None:
    markup, words = Markup("Short.", None, {}, {}, {}, "sanitize"), NoteWords()
    quotes = 2  # those of the JSON string
    html = "a" * (bodies.MOST_GROWN * (len(markup.text) + 1000) - quotes + surplus)
    key = digest_value((markup, 2, "", words))
    known = Bodies()
    known.expect(lambda: {key: json.dumps(html).encode()})
    shown = known.render(markup, heading=2, prefix="", note_words=words, seconds=5.0)
    assert (shown == html) == is_taken
    assert is_taken or shown == "<p>Short.</p>"
