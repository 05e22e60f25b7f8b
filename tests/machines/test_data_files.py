"""The files below /data/: judged by jsonschema, csv, a CSL processor and a BibTeX parser."""

import csv
import io
import json
import warnings
from typing import Any

import jsonschema
import pytest

from site_gen.dates import parse_edtf
from site_gen.digest import digest_value
from site_gen.plan.machines.csl import show_date
from site_gen.plan.machines.timelinejs import show_parts
from tests.machines.readers import BASE, DATES, read_file, read_json, render
from tests.plan import timelines as t


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def slides(*records: t.Record, **settings: Any) -> list[dict[str, Any]]:
    content = render(t.plan_of(*records, **settings).artifacts["data/timelinejs.json"])
    found: list[dict[str, Any]] = json.loads(content)["events"]
    return found


def test_the_whole_content_is_what_its_schema_says() -> None:
    schema, whole = read_json("data/timeline.schema.json"), read_json("data/timeline.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(whole)) == []
    assert schema["$id"] == whole["$schema"] == f"{BASE}data/timeline.schema.json"
    assert [one["date"] for one in whole["events"] if one["id"].startswith("d")].sort() == list(
        DATES
    ).sort()
    assert whole["events"][-1]["title"]


def test_the_schema_changes_with_its_version_alone() -> None:
    """Where this fails, give the format another version (docs/data.md) and then this digest."""
    schema = read_json("data/timeline.schema.json", base_url=None)
    assert schema["properties"]["version"] == {"const": "1.0"}
    assert digest_value(json.dumps(schema, sort_keys=True)) == ("1ae9533980235037ff8ef3f9e2cabfc3")


def test_a_cell_that_begins_like_a_formula_is_defused() -> None:
    found = {row["id"]: row for row in rows(read_file("data/events.csv"))}
    assert found["formula"]["title"] == "'=HYPERLINK(1)"
    assert found["formula"]["summary"] == "'+1"
    assert found["full"]["tags"] == "EV; =cmd"
    cells = [cell for row in found.values() for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'-0043-03-15" in [row["date"] for row in found.values()]
    assert read_file("data/events.csv").count(b"\r\n") >= len(found) + 1


def test_every_slide_has_a_unique_id_whatever_the_script_of_its_title() -> None:
    found = read_json("zh/data/timelinejs.json")
    ids = [one["unique_id"] for one in found["events"]]
    assert len(ids) == len(set(ids)) > 15
    assert "full" in ids
    assert found["scale"] == "cosmological"  # for the date of 170 million years ago


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1945", {"year": 1945}),
        ("1945-05-08", {"year": 1945, "month": 5, "day": 8}),
        ("-0499", {"year": -500}),
        ("0000", {"year": -1}),
        ("2024-03-28T00:30", {"year": 2024, "month": 3, "day": 28, "hour": "0", "minute": "30"}),
        ("1984~", {"year": 1984}),
        ("2024-Q3", {"year": 2024}),
        ("2024-XX-12", {"year": 2024}),
        ("2024-05-XX", {"year": 2024, "month": 5}),
        ("[2024-04-25,2024-04-26]", {"year": 2024, "month": 4}),
        ("[2024-04-25,2024-06-26]", {"year": 2024}),
        ("[2023-04-25,2024-06-26]", None),
        ("[..2024-11-13]", None),
        ("198X", None),
        ("XXXX-12-25", None),
    ],
)
def test_timelinejs_is_told_no_more_than_is_known(edtf: str, expected: object) -> None:
    assert show_parts(parse_edtf(edtf)) == expected


def test_a_date_that_its_parts_do_not_tell_keeps_its_words() -> None:
    (slide,) = slides(t.event("a", "1984~"))
    assert slide["display_date"] == "c. 1984"
    (plain,) = slides(t.event("a", "1984-05-06"))
    assert "display_date" not in plain
    (since,) = slides(t.event("a", "2004-06/.."))
    assert since["start_date"] == {"year": 2004, "month": 6}
    assert "end_date" not in since
    assert since["display_date"] == "since June 2004"
    assert slides(t.event("a", "/2004-06")) == []


def test_a_slide_has_the_summary_or_else_the_body_as_html() -> None:
    body, summary = slides(
        t.event("a", "2001", body="Two *words*."), t.event("b", "2002", summary="1 < 2", body="x")
    )
    assert body["text"]["text"] == "<p>Two <em>words</em>.</p>"
    assert summary["text"]["text"] == "<p>1 &lt; 2</p>"


def test_a_csl_processor_cites_every_source() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the judge's own libraries
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        items = read_json("data/sources.csl.json")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        told = [str(each) for each in bibliography.bibliography()]
    assert len(told) == len(items) == 3
    assert any("2024" in each and "sure" in each for each in told)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-05-20", {"date-parts": [[2024, 5, 20]]}),
        ("2024-05", {"date-parts": [[2024, 5]]}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024-21", {"date-parts": [[2024]], "season": 1}),
        ("2024-05-01/2024-06", {"date-parts": [[2024, 5, 1], [2024, 6]]}),
        ("2024?", {"literal": "2024 (uncertain)"}),
        ("198X", {"literal": "1980s"}),
        ("-0043", {"literal": "44 BC"}),
        ("2024-05-XX", {"literal": "May 2024, day unknown"}),
        ("2004-06/..", {"literal": "since June 2004"}),
    ],
)
def test_a_csl_date_has_parts_only_as_far_as_they_are_known(edtf: str, expected: object) -> None:
    assert show_date(parse_edtf(edtf), "en") == expected


def test_bibtex_is_read_back_whatever_the_texts() -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    text = read_file("data/sources.bib").decode()
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    entries = {entry.key: entry.fields_dict for entry in library.entries}
    assert len(entries) == 3
    assert all(key.isascii() for key in entries)
    paper = entries["paper"]
    assert paper["title"].value == r"{100\% \_sure\_ \{or\} not\textbackslash{}}"
    assert paper["author"].value == r"{Ann \{A\} \& Co} and {王小明}"
    assert (paper["year"].value, paper["day"].value) == ("2024", "23")
    assert paper["url"].value == "https://example.org/a?b=1&c=%7B2%7D"
    assert "year" not in entries["vague"]
    assert "c. 1984" in entries["vague"]["note"].value


def test_a_page_says_how_to_cite_it_in_three_ways() -> None:
    html = read_file("events/full/index.html").decode()
    assert "@misc{events-full," in html
    assert "&#34;type&#34;:&#34;webpage&#34;" in html
