"""Calendars: judged by the icalendar package and ical.js."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.machines.ical_text import fold, text_line
from tests.conftest import JUDGES
from tests.machines.readers import plan, read_file, render
from tests.plan import timelines as t

CALENDARS = sorted(path for path in plan().artifacts if path.endswith(".ics"))


def parse(content: bytes) -> Any:
    icalendar = pytest.importorskip("icalendar")
    found = icalendar.Calendar.from_ical(content)
    assert not found.errors
    return found


def entries(*records: t.Record, **settings: Any) -> list[Any]:
    content = render(t.plan_of(*records, **settings).artifacts["calendar.ics"])
    return list(parse(content).walk("VEVENT"))


def span(edtf: str, **settings: Any) -> tuple[Any, Any] | None:
    """Start and end of the one entry, None where there is none."""
    found = entries(t.event("a", edtf), **settings)
    if not found:
        return None
    (entry,) = found
    end = entry.get("DTEND")
    return entry["DTSTART"].dt, end.dt if end else None


@pytest.mark.parametrize("path", CALENDARS)
def test_icalendar_reads_it_and_every_line_is_short_enough(path: str) -> None:
    content = read_file(path)
    calendar = parse(content)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is divided
    ids = [entry["UID"] for entry in calendar.walk("VEVENT")]
    assert len(ids) == len(set(ids))
    assert calendar.subcomponents, "RFC 5545 §3.6 allows no empty calendar"


def test_ical_js_reads_the_same_entries(tmp_path: Path) -> None:
    if not (JUDGES / "ical.js").is_dir() or not shutil.which("node"):
        pytest.skip("ical.js is not installed; run tests/install-judges")
    file = tmp_path / "calendar.ics"
    file.write_bytes(read_file("zh/calendar.ics"))
    script = tmp_path / "read.mjs"
    script.write_text(
        f"""
        import {{ readFileSync }} from "node:fs";
        import ICAL from "{(JUDGES / "ical.js/dist/ical.js").as_uri()}";
        const text = readFileSync({json.dumps(str(file))}, "utf8");
        const calendar = new ICAL.Component(ICAL.parse(text));
        const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
        console.log(JSON.stringify(events.map((e) => [e.uid, e.summary, e.startDate.toString()])));
        """,
        encoding="utf-8",
    )
    run = subprocess.run(["node", script], capture_output=True, check=True, encoding="utf-8")
    found = json.loads(run.stdout)
    ours = parse(file.read_bytes()).walk("VEVENT")
    assert [one[:2] for one in found] == [[str(e["UID"]), str(e["SUMMARY"])] for e in ours]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-03-28", (date(2024, 3, 28), date(2024, 3, 29))),
        ("2024-12-31", (date(2024, 12, 31), date(2025, 1, 1))),
        ("2024-04-25/2024-05-04", (date(2024, 4, 25), date(2024, 5, 5))),
        ("2024-03-28T19:00+08:00", (datetime(2024, 3, 28, 11, tzinfo=UTC), None)),
        ("2024-03-28T19:00Z/2024-03-28T21:30Z",
         (datetime(2024, 3, 28, 19, tzinfo=UTC), datetime(2024, 3, 28, 21, 30, tzinfo=UTC))),
    ],
)  # fmt: skip  # the dates stand together
def test_days_are_whole_and_times_are_instants(edtf: str, expected: tuple[Any, Any]) -> None:
    assert span(edtf) == expected


def test_a_time_without_a_zone_stands_in_the_site_s() -> None:
    from zoneinfo import ZoneInfo

    found = span("2024-03-28T19:00", timezone=ZoneInfo("Asia/Shanghai"))
    assert found == (datetime(2024, 3, 28, 11, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "edtf",
    [
        "2024", "2024-05", "2024-Q3", "198X", "2024-03-28~", "2024-03-28?", "2024-05-XX",
        "[2024-04-25,2024-04-26]", "{2024-01-01,2024-01-03}", "2024-05-01/..", "../2024-05-01",
        "-0043-03-15", "0000-01-01", "2024-03-01?/2024-03-04", "9999-12-31",
    ],
)  # fmt: skip  # one date a line would fill the screen
def test_what_a_calendar_cannot_say_is_left_out_and_counted(edtf: str) -> None:
    assert span(edtf) is None
    content = render(t.plan_of(t.event("a", edtf)).artifacts["calendar.ics"])
    assert b"\r\nX-LEFT-OUT:1\r\n" in content


def test_months_are_entries_only_where_the_site_asks_for_them() -> None:
    assert span("2024-02") is None
    assert span("2024-02", calendar_months=True) == (date(2024, 2, 1), date(2024, 3, 1))
    assert span("2024-02/2024-03", calendar_months=True) == (date(2024, 2, 1), date(2024, 4, 1))
    assert span("2024-02~", calendar_months=True) is None


def test_a_due_date_is_an_entry_of_its_own() -> None:
    event = t.event("a", "2024", claims=[t.claim("c1", due="2025-03-31", status="target")])
    (entry,) = entries(event, base_url="https://example.org/")
    assert entry["DTSTART"].dt == date(2025, 3, 31)
    assert entry["SUMMARY"] == "Due: Statement c1"
    assert entry["URL"] == "https://example.org/events/a/#c1"


def test_the_stamp_is_that_of_the_edit_and_names_stay() -> None:
    (first,) = entries(t.event("a", updated="2024-05-21"))
    (second,) = entries(t.event("a", updated="2024-05-22"), base_url="https://example.net/")
    assert first["DTSTAMP"].dt == datetime(2024, 5, 21, tzinfo=UTC)
    assert second["DTSTAMP"].dt == datetime(2024, 5, 22, tzinfo=UTC)
    assert first["UID"] == second["UID"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    written = text_line("SUMMARY", text)
    assert all(len(line) <= 75 for line in written.encode().split(b"\r\n"))
    unfolded = written.removesuffix("\r\n").replace("\r\n ", "")
    plain = unfolded.removeprefix("SUMMARY:").replace("\\\\", "\0")
    plain = plain.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\0", "\\")
    assert plain == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_line_holds_more_than_75_octets(text: str) -> None:
    folded = fold(text)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == text


def test_a_line_end_in_a_text_opens_no_property() -> None:
    hostile = "x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@example.org\u2028\x0b"
    (entry,) = entries(t.event("a", title=hostile))
    assert "ATTENDEE" not in entry
