"""A site with every look of a date, and one with many events, each built once."""

from pathlib import Path

import pytest

from tests.building import build
from tests.sites_in_text import write_site

SITE = """
    -- site.yaml --
    title: {en: Looks, zh: 样子}
    base_url: https://example.org/
    languages: [en, zh]
    kinds:
      war: {label: {en: War, zh: 战争}}
      peace: {label: {en: Peace, zh: 和平}}
    -- content/sources/paper.yaml --
    title: What the paper wrote
    -- content/stories/long.yaml --
    title: {en: A long story, zh: 长篇}
"""
DATES = {
    "about": "1984~", "day": "1984-05-01", "vague-day": "1984-03-03?", "year": "1985",
    "unknown-day": "1985-04-XX", "decade": "198X", "span": "1982-03/1983-06",
    "open": "1986-06/..", "lost": "1984-06/", "before": "[..1984-12]",
    "choice": "[1982-01,1984-07,1985-02]", "all": "{1982-05,1983-05}", "season": "1983-21",
    "caesar": "-0043-03-15", "evening": "1984-05-01T19:00/1984-05-01T21:30",
}  # fmt: skip  # one date a line would fill the screen
"""Ids of events, with their dates; `Event <id>` is the title."""


def write_event(id: str, date: str, more: str = "") -> str:
    return f"""
    -- content/events/{id}.yaml --
    title: {{en: Event {id}, zh: 事件{id}}}
    date: "{date}"
    sources: paper
    kind: {"war" if len(id) % 2 else "peace"}
    {more}
    """


TARGET = """
    -- content/events/target.yaml --
    title: {en: Event target, zh: 目标}
    date: 1983-01-05
    sources: paper
    importance: 1
    stories: long
    claims:
      - text: We will be first.
        sources: paper
        status: target
        due: 1986
        outcome: {status: missed, date: 1987}
"""


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written site."""
    site = tmp_path_factory.mktemp("looks")
    texts = [write_event(id, date, "stories: long") for id, date in DATES.items()]
    write_site(site, SITE, TARGET, *texts)
    report = build(site)
    assert report.is_published, report.problems
    return site / "site"


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written site of 1,500 events in one file."""
    site = tmp_path_factory.mktemp("crowd")
    write_site(site, SITE)
    events = "".join(
        f"- {{id: e{index}, title: Event {index}, sources: paper, importance: {1 + index % 3},"
        f" date: {1900 + index % 120}-{1 + index % 12:02}-{1 + index % 28:02}}}\n"
        for index in range(1500)
    )
    folder = site / "content/events"
    folder.mkdir()
    (folder / "all.yaml").write_text(events, encoding="utf-8")
    report = build(site)
    assert report.is_published, report.problems
    return site / "site"
