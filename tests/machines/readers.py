"""A site that has something for every format, and its files as bytes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from site_gen.plan import Artifact, Assets, SitePlan, make_plan
from site_gen.render.pages import make_bytes
from site_gen.render.renderer import Renderer
from site_gen.render.theme import Theme, load_theme
from tests.plan import timelines as t

BASE = "https://example.org/repo/"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

DATES = (
    "2024-03-28", "2024-04-25/2024-05-04", "2024-05", "2024", "2024-Q3", "2024-21", "198X",
    "1984~", "1984?", "2024-03-28~", "2024-05-XX", "2024-XX-12", "[2024-04-25,2024-04-26]",
    "{2024-01-01,2024-01-03}", "2004-06/..", "/2024-02", "-0043-03-15", "0000", "Y-170000002",
    "2024-03-28T19:00+08:00", "2024-03-28T19:00", "2024-03-28T19:00/2024-03-28T21:00",
    "2024-03-28T19:00:30Z", "2024-03/2024-05", "2024-03-01?/2024-03-04", "9999-12-31", "1950S2",
    "0001-01-01", "[..2024-11-13]", "2024-12-31",
)  # fmt: skip  # one date a line would fill the screen


def records() -> list[t.Record]:
    """An event of each date, named `d0` …; `full` has everything."""
    dated: list[t.Record] = [t.event(f"d{at}", date) for at, date in enumerate(DATES)]
    full = t.event(
        "full",
        "2024-05-20",
        title={
            "en": "A <visit>, & more; a long one",
            "zh": "访问，以及更多的内容，还有一个很长很长的标题用来换行",
        },
        summary="What <b>happened</b>; in short, & so on",
        body="At [Nio](entity:nio) [@paper]. ![](x.jpg) See [it](event:d0).",
        entities=[("lei", "visitor"), "nio", "su7"],
        place="@campus",
        tags=["EV", "=cmd"],
        stories=["thread"],
        part_of="d1",
        claims=[
            t.claim("c1", "paper", by=["@lei"], due="2025-03-31", status="target"),
            t.claim("c2", by=["Somebody"], due="2025", status="retracted"),
        ],
        sources=["paper", "vague"],
        media=[t.medium("crowd.jpg", alt="A crowd")],
        corrections=[t.correction("2024-06-01", "We erred & </script> said so.")],
        published="2024-05-21",
        updated="2024-05-22T10:00Z",
    )
    return [
        *dated,
        full,
        t.event("formula", "2024-05-20", title="=HYPERLINK(1)", summary="+1", kind="era"),
        t.entity("lei", roles=[t.role("Chair", "2020", "2024-05", org="@nio"), t.role("Author")]),
        t.entity("nio", "organization", tickers=(), summary="A maker"),
        t.entity("su7", "product"),
        t.entity("campus", "place"),
        t.source(
            "paper",
            kind="article",
            published="2024-05-23",
            url="https://example.org/a?b=1&c={2}",
            author=["Ann {A} & Co", "王小明"],
            publisher="The Paper",
            title="100% _sure_ {or} not\\",
        ),
        t.source("vague", kind="book", published="1984~", accessed="2024-06", note="A note."),
        t.source("纸", kind="release", published="198X"),
        t.story("thread"),
    ]  # fmt: skip  # one field a line would fill the screen


@cache
def plan(**settings: Any) -> SitePlan:
    """With the shipped theme's own assets, so that pages can be rendered."""
    chosen = t.settings_of(**{"languages": ("en", "zh"), "base_url": BASE, **settings})
    assets = Assets(_theme().assets, t.assets_of("crowd.jpg").media)
    return make_plan(t.timeline_of(*records()), chosen, assets, t.words_of)


@cache
def _theme() -> Theme:
    return load_theme(TEMPLATES.parent / "nowhere", TEMPLATES)


@cache
def _renderer() -> Renderer:
    return Renderer(_theme())


def render(artifact: Artifact) -> bytes:
    return make_bytes(_renderer(), artifact)


@cache
def read_file(path: str, **settings: Any) -> bytes:
    return render(plan(**settings).artifacts[path])


def read_json(path: str, **settings: Any) -> Any:
    return json.loads(read_file(path, **settings))
