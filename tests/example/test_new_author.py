"""Somebody new writes an event with three mistakes, reads the messages, mends them, and sees it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.running import run_site_gen
from tests.sites_in_text import write_site

FIRST_TRY = """
    -- content/events/su7-ultra.yaml --
    title: {en: Xiaomi shows the SU7 Ultra, zh: 小米发布SU7 Ultra}
    date: 2024-07-32
    sumary: {en: A prototype for the race track., zh: 赛道原型车。}
    entities:
      - lei-jum
      - xiaomi-ev
    sources: cnevpost-visit
"""


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    shutil.copytree(checkout / "content", tmp_path / "content")
    shutil.copy(checkout / "site.yaml", tmp_path)
    return tmp_path


def test_three_mistakes_are_told_at_once_and_mended_one_after_the_other(copy: Path) -> None:
    assert run_site_gen(copy, "build").returncode == 0
    write_site(copy, FIRST_TRY)
    event = copy / "content/events/su7-ultra.yaml"

    told = run_site_gen(copy, "check").stdout
    assert "content/events/su7-ultra.yaml:2:15: error: " in told
    assert "July" in told or "31" in told
    assert 'content/events/su7-ultra.yaml:3:1: error: unknown field "sumary"' in told
    assert 'did you mean "summary"?' in told
    assert "content/events/su7-ultra.yaml:5:5: " in told
    assert '"lei-jum"' in told
    assert 'did you mean "lei-jun"?' in told
    assert told.count(" error: ") == 3

    for wrong, right, left in [("07-32", "07-19", 2), ("sumary", "summary", 1), ("jum", "jun", 0)]:
        event.write_text(event.read_text(encoding="utf-8").replace(wrong, right), encoding="utf-8")
        run = run_site_gen(copy, "check", "--format", "json")
        assert (
            sum(json.loads(line)["severity"] == "error" for line in run.stdout.splitlines()) == left
        )
        assert not (copy / "site/events/su7-ultra").exists()

    assert run_site_gen(copy, "build").returncode == 0
    page = (copy / "site/events/su7-ultra/index.html").read_text(encoding="utf-8")
    assert "<h1>Xiaomi shows the SU7 Ultra</h1>" in page
    assert "19 July 2024" in page
    assert "A prototype for the race track." in page
    assert "/entities/lei-jun/" in page
    for shown_on in ("index.html", "entities/lei-jun/index.html", "years/2024/07/index.html"):
        assert "/events/su7-ultra/" in (copy / "site" / shown_on).read_text(encoding="utf-8")
    assert "2024年7月19日" in (copy / "site/zh/events/su7-ultra/index.html").read_text(
        encoding="utf-8"
    )
