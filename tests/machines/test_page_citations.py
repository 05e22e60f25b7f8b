"""How each page says that it is to be cited."""

import json
from typing import Any

import pytest

from site_gen.plan.contexts import PageContext
from site_gen.plan.machines.page_citations import PageCitation, cite_page
from tests.plan import timelines as t

BASE = "https://example.org/repo/"


def cite(*records: Any, path: str = "events/a/", **settings: Any) -> PageCitation:
    plan = t.plan_of(*records, **{"title": "Cars", "base_url": BASE, **settings})
    found = cite_page(t.context_of(plan, f"{path}index.html"))
    assert found
    return found


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"published": "2024-05-21", "updated": "2024-06-01"}, "Launch. Cars, 1 June 2024."),
        ({"published": "2024-05-21"}, "Launch. Cars, 21 May 2024."),
        ({}, "Launch. Cars."),
    ],
)
def test_a_page_of_an_event_is_dated_by_its_last_edit(dates: dict[str, str], expected: str) -> None:
    found = cite(t.event("a", title="Launch", **dates))
    assert found.words == f"{expected} {BASE}events/a/"


def test_without_an_address_of_the_site_a_citation_has_none() -> None:
    found = cite(t.event("a", title="{n} of {title}", published="2024"), title="{0}", base_url=None)
    assert found.words == "{n} of {title}. {0}, 2024."
    assert "url" not in found.bibtex
    assert "URL" not in json.loads(found.csl)[0]


def test_every_page_that_is_to_be_found_can_be_cited_under_a_key_of_its_own() -> None:
    entity, story = t.entity("nio"), t.story("onvo")
    source = t.source("report", has_page=True)
    event = t.event("a", entities=["nio"], stories=["onvo"], sources=["report"], tags=["EV"])
    plan = t.plan_of(
        event, entity, story, source, t.page("about"), title="Cars", languages=("en", "zh")
    )
    pages = [one.context for one in plan.artifacts.values() if isinstance(one.context, PageContext)]
    cited = [(page, cite_page(page)) for page in pages]
    assert {page.page.path for page, one in cited if one is None} == {"404.html", "zh/404.html"}
    keys = [json.loads(one.csl)[0]["id"] for _, one in cited if one]
    assert len(keys) == len(set(keys)) > 30
    assert {"chronology", "events-a", "entities-nio", "zh-years-2024", "timeline"} < set(keys)
    assert all(page.page.title in one.words for page, one in cited if one)


def test_the_whole_is_cited_by_the_name_of_the_site_alone() -> None:
    found = cite(t.event("a"), path="")
    assert found.words == f"Cars. {BASE}"
    assert "howpublished" not in found.bibtex
    assert "container-title" not in json.loads(found.csl)[0]


def test_a_date_that_is_no_day_stands_in_words() -> None:
    found = cite(t.event("a", published="2024~"))
    assert "year" not in found.bibtex
    assert "note = {c. 2024}" in found.bibtex
    assert json.loads(found.csl)[0]["issued"] == {"date-parts": [[2024]], "circa": True}


def test_nothing_in_a_title_closes_an_entry() -> None:
    found = cite(t.event("a", title="100% {done}\n}\n@book{x, \\input{y}"))
    assert (
        "title = {{100\\% \\{done\\} \\} @book\\{x, \\textbackslash{}input\\{y\\}}}" in found.bibtex
    )
