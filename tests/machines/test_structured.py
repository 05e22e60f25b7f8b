"""JSON-LD: taken out by extruct, read by rdflib, each term looked up in schema.org's words."""

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from site_gen.dates import parse_edtf
from site_gen.plan.machines.moments import to_iso8601
from tests.machines.readers import BASE, DATES, plan, read_file
from tests.plan import timelines as t

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = [
    "index.html", "events/full/index.html", "zh/events/full/index.html",
    "entities/lei/index.html", "entities/nio/index.html", "entities/index.html",
    "stories/thread/index.html", "stories/index.html", "tags/ev/index.html",
    "sources/paper/index.html", "sources/index.html", "targets/index.html",
    "corrections/index.html", "years/2024/index.html", "timeline/index.html",
]  # fmt: skip  # one path a line would fill the screen


def graph_of(path: str) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the judge's own libraries
        import extruct

        html = read_file(path).decode()
        (block,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert block["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = block["@graph"]
    return found


def node_of(path: str, kind: str) -> dict[str, Any]:
    (node,) = [each for each in graph_of(path) if each["@type"] == kind]
    return node


@pytest.mark.parametrize("path", PAGES)
def test_every_type_and_property_is_schema_org_s(path: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import rdflib

        own = {"@context": {"@vocab": "https://schema.org/"}, "@graph": graph_of(path)}
        graph = rdflib.Graph().parse(data=json.dumps(own), format="json-ld")
        terms = {str(term) for s, p, o in graph for term in (p, o if p == rdflib.RDF.type else p)}
        names = {term.removeprefix("https://schema.org/") for term in terms if "schema.org" in term}
        assert len(names) > 5
        assert names - set(rdflib.SDO.__annotations__) == set()


def test_an_article_is_about_an_event_with_its_sources_and_corrections() -> None:
    article = node_of("events/full/index.html", "Article")
    assert article["temporalCoverage"] == "2024-05-20"
    assert article["dateModified"] == "2024-05-22T10:00Z"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "We erred & </script> said so.",
            "datePublished": "2024-06-01",
        }
    ]
    assert [one["name"] for one in article["citation"]] == [
        "100% _sure_ {or} not\\",
        "Report vague",
    ]
    assert "datePublished" not in article["citation"][1], "1984~ is no date of ISO 8601"
    event = article["about"]
    assert event["startDate"] == "2024-05-20"
    assert event["attendee"][0]["roleName"] == "visitor"
    assert event["location"]["@type"] == "Place"
    assert event["superEvent"]["url"] == f"{BASE}events/d1/"


def test_a_claim_has_its_authors_and_where_it_appears() -> None:
    claims = [one for one in graph_of("events/full/index.html") if one["@type"] == "Claim"]
    assert claims[0]["author"][0]["name"] == "Name of lei"
    assert claims[0]["appearance"] == [{"@id": f"{BASE}events/full/#ref-1"}]
    assert claims[0]["@id"] == f"{BASE}events/full/#c1"


def test_a_person_has_offices_with_dates_and_crumbs_lead_to_the_page() -> None:
    office = node_of("entities/lei/index.html", "Person")["worksFor"][0]
    assert (office["startDate"], office["endDate"]) == ("2020", "2024-05")
    crumbs = node_of("entities/lei/index.html", "BreadcrumbList")["itemListElement"]
    assert [one["position"] for one in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == f"{BASE}entities/lei/"


@pytest.mark.parametrize("index", range(len(DATES)), ids=DATES)
def test_a_date_stands_only_where_iso_8601_says_the_same(index: int) -> None:
    article = node_of(f"events/d{index}/index.html", "Article")
    found = article.get("temporalCoverage")
    assert found == to_iso8601(parse_edtf(DATES[index]))
    if found:
        day = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{5})?)?)?)?"
        assert re.fullmatch(f"{day}(/{day})?", found)
        assert found == DATES[index]


def test_no_text_ends_the_script_that_holds_it() -> None:
    html = read_file("events/full/index.html").decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert "<" not in block
    assert "We erred \\u0026 \\u003c/script\\u003e said so." in block


def test_a_strict_policy_neither_blocks_nor_runs_it(
    page: "Page", serve_tree: Callable[..., str], tmp_path: Path
) -> None:
    block = re.findall(rb"<script type=.application/ld.*?</script>", read_file(PAGES[1]))[0]
    policy = "default-src 'none'; script-src 'self'"
    head = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}">'
    probe = b"<script>document.title = 'ran'</script>"
    (tmp_path / "index.html").write_bytes(head.encode() + block + probe)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve_tree(tmp_path))
    assert len([each for each in said if "Content Security Policy" in each]) == 1, "of the probe"
    assert page.title() == ""


def test_links_elsewhere_show_title_picture_and_languages() -> None:
    html = read_file("events/full/index.html").decode()
    properties = dict(re.findall(r'<meta property="(og:[a-z_:]+)" content="([^"]*)">', html))
    assert properties["og:locale"] == "en_US"
    assert properties["og:locale:alternate"] == "zh_CN"
    assert properties["og:image"].startswith(f"{BASE}assets/media/crowd.")
    assert properties["og:url"] == f"{BASE}events/full/"


def test_what_is_framed_names_its_oembed_answer() -> None:
    for path, story in (("stories/thread/", "thread"), ("timeline/", "all")):
        url = t.page_of(plan(), path).page.oembed_url
        assert url == f"{BASE}oembed/{story}.json"
        answer = json.loads(read_file(f"oembed/{story}.json"))
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        assert f'<iframe src="{BASE}embed/{story}/"' in answer["html"]
        assert answer["width"] > 0
        assert answer["height"] > 0
    assert t.page_of(plan(base_url=None), "timeline/").page.oembed_url is None
    assert not [path for path in plan(base_url=None).artifacts if path.startswith("oembed")]


def test_a_page_that_is_not_listed_describes_nothing() -> None:
    assert b"ld+json" not in read_file("404.html")
