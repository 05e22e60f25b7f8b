"""No file says more of a date than the record: any EDTF date, read back out of every format."""

import csv
import io
import json
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.dates import Day, EdtfError, Precision, When, parse_edtf
from site_gen.plan.artifacts import Artifact
from site_gen.plan.machines.structured import write_structured
from tests.dates.strategies import closed_intervals, valid, write_year
from tests.machines.readers import DATES, render
from tests.plan import timelines as t

Span = tuple[Day, Day]

near = st.dates(date(1, 1, 4), date(9999, 12, 20))
plain_intervals = st.builds(
    lambda start, length, shape: "/".join(
        shape.format(day.year, day.month, day.day) for day in (start, start + length)
    ),
    st.dates(date(1, 1, 4), date(9990, 1, 1)),
    st.timedeltas(timedelta(), timedelta(days=2000)),
    st.sampled_from(
        ["{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}-{2:02}", "{0:04}-{1:02}-{2:02}T09:30Z"]
    ),
)
texts = st.one_of(valid, closed_intervals, plain_intervals, near.map(str))


def is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def span_of(year: int, month: int | None = None, day: int | None = None) -> Span:
    """The days of a year, a month or a day; the calendar repeats every 400 years."""
    if month is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    if day is None:
        return Day(year, month, 1), Day(year, month, monthrange(year % 400 + 400, month)[1])
    return Day(year, month, day), Day(year, month, day)


def holds(span: Span, when: When) -> bool:
    """Whether all that the record allows lies in what the file says.

    A winter goes on into the next year; over the year that it is named after it says no more.
    """
    if not when.earliest or not when.latest:
        return False
    if when.precision is Precision.SEASON and when.kind == "date":
        return span[0].month == 1 and span[1].month == 12 and span[0].year == when.year
    return span[0] <= when.earliest and when.latest <= span[1]


def read_iso(text: str) -> Span:
    ends = [
        span_of(*(int(part) for part in end.partition("T")[0].split("-")))
        for end in text.split("/")
    ]
    return ends[0][0], ends[-1][1]


def read_parts(parts: Mapping[str, Any], *, is_deep: bool) -> Span:
    """TimelineJS has no year 0, but on the scale of the cosmos, where years are plain numbers."""
    year = parts["year"] + (1 if parts["year"] < 0 and not is_deep else 0)
    return span_of(year, parts.get("month"), parts.get("day"))


# --- the formats ---------------------------------------------------------------------------


def check_json_ld(when: When, text: str) -> None:
    (article,) = [node for node in json.loads(text)["@graph"] if node["@type"] == "Article"]
    event, said = article["about"], article.get("temporalCoverage")
    assert {event.get("startDate"), event.get("endDate")} - {None} <= set((said or "").split("/"))
    if said:
        assert not when.doubt
        assert holds(read_iso(said), when)
        if "T" in said:
            assert said == str(when)


def check_calendar(when: When, entry: Mapping[str, str] | None) -> None:
    if entry is None:
        return
    assert not when.doubt
    start, end = entry.get("DTSTART;VALUE=DATE"), entry.get("DTEND;VALUE=DATE")
    if start and end:
        last = date.fromisoformat(end) - timedelta(days=1)
        first = date.fromisoformat(start)
        claimed = (Day(first.year, first.month, first.day), Day(last.year, last.month, last.day))
        assert claimed == (when.earliest, when.latest)
        assert "-" in str(when)
    else:
        clocks = [one for one in (when.start or when, when.end) if one]
        assert all(one.clock for one in clocks)
        moment = datetime.strptime(entry["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        clock = clocks[0].clock
        assert clock
        local = moment + timedelta(minutes=clocks[0].offset or 0)
        assert (local.hour * 60 + local.minute) * 60 + local.second == clock.seconds
        assert when.earliest == Day(local.year, local.month, local.day)


def check_timelinejs(when: When, slide: Mapping[str, Any], *, is_deep: bool) -> None:
    start = read_parts(slide["start_date"], is_deep=is_deep)
    first = when.start if when.kind == "interval" else when
    assert first
    assert holds(start, first)
    assert ("hour" in slide["start_date"]) <= bool(first.clock)
    if "end_date" in slide:
        assert when.end
        assert holds(read_parts(slide["end_date"], is_deep=is_deep), when.end)
    if when.doubt or "X" in str(when) or (not holds(start, when) and "end_date" not in slide):
        assert slide["display_date"]


def check_csl(when: When, shown: Mapping[str, Any]) -> None:
    assert ("literal" in shown) != ("date-parts" in shown)
    if "literal" in shown:
        return
    ends = [span_of(*parts) for parts in shown["date-parts"]]
    assert holds((ends[0][0], ends[-1][1]), when)
    assert bool(when.doubt) == ("circa" in shown)
    assert not when.is_uncertain


def check_bibtex(when: When, entry: str) -> None:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    found = re.search(r"year = \{(\d+)\}(?:,\s+month = (\w+))?(?:,\s+day = \{(\d+)\})?", entry)
    if found is None:
        assert "note = " in entry
        return
    year, month, day = found.groups()
    assert not when.doubt
    number = months.index(month) + 1 if month else None
    assert holds(span_of(int(year), number, int(day) if day else None), when)


# --- the property --------------------------------------------------------------------------


def list_entries(calendar: str) -> dict[str, dict[str, str]]:
    """By summary."""
    found = {}
    for block in calendar.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = [line.split(":", 1) for line in block.split("\r\n") if ":" in line]
        entry = dict(lines)
        found[entry["SUMMARY"]] = entry
    return found


def make_files(listed: Iterable[str]) -> dict[str, Artifact]:
    """Events and sources with the dates, titled by their number."""
    records: list[t.Record] = []
    for number, text in enumerate(listed):
        records.append(t.event(f"e{number}", text, title=f"Title {number}"))
        records.append(t.source(f"s{number}", published=text))
    return dict(t.plan_of(*records).artifacts)


@given(st.lists(texts.filter(is_date), min_size=1, max_size=20))
@example(list(DATES))
@settings(max_examples=20)
def test_no_format_says_more_than_the_record(listed: list[str]) -> None:
    files = make_files(listed)

    def read(path: str) -> str:
        return render(files[path]).decode()

    rows = list(csv.DictReader(io.StringIO(read("data/events.csv"), newline="")))
    by_id = {row["id"]: row["date"].removeprefix("'") for row in rows}
    feed = {one["title"]: one["_event"]["date"] for one in json.loads(read("feed.json"))["items"]}
    entries = list_entries(read("calendar.ics"))
    timeline = json.loads(read("data/timelinejs.json"))
    slides = {one["unique_id"]: one for one in timeline["events"]}
    items = {one["id"]: one for one in json.loads(read("data/sources.csl.json"))}
    bibtex = dict(re.findall(r"@\w+\{(s\d+),(.*?)\n\}\n", read("data/sources.bib"), re.DOTALL))
    for number, text in enumerate(listed):
        when = parse_edtf(text)
        title = f"Title {number}"
        assert by_id[f"e{number}"] == str(when)
        assert feed.get(title, str(when)) == str(when)
        page: Any = files[f"events/e{number}/index.html"].context
        check_json_ld(when, write_structured(page))
        check_calendar(when, entries.get(title))
        check_csl(when, items[f"s{number}"]["issued"])
        check_bibtex(when, bibtex[f"s{number}"])
        if f"e{number}" in slides:
            is_deep = timeline["scale"] == "cosmological"
            check_timelinejs(when, slides[f"e{number}"], is_deep=is_deep)


def test_the_reading_of_this_test_knows_its_calendar() -> None:
    assert span_of(-1, 2) == (Day(-1, 2, 1), Day(-1, 2, 28))
    assert span_of(0, 2)[1] == Day(0, 2, 29)
    assert read_parts({"year": -1}, is_deep=False) == (Day(0, 1, 1), Day(0, 12, 31))
    assert read_iso("2024-02/2024-03-01") == (Day(2024, 2, 1), Day(2024, 3, 1))
    assert write_year(-43) == "-0043"
