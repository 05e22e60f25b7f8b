"""Each format's example: the files it becomes, the report, and that a check passes."""

from pathlib import Path

import pytest

from site_gen.interchange.readers import ImportOptions
from tests.interchange.importing import FIXTURES, import_path, import_text, list_facts, list_losses
from tests.running import run_site_gen


@pytest.mark.parametrize(
    ("name", "file", "events"),
    [
        ("timelinejs", "timelinejs.json", 5),
        ("timelinejs", "timelinejs-old.json", 4),
        ("timelinejs", "sheet.csv", 3),
        ("timelinejs", "sheet-old.csv", 2),
        ("csv", "table.csv", 4),
        ("ics", "calendar.ics", 4),
        ("markwhen", "notes.mw", 8),
    ],
)
def test_what_is_imported_passes_the_check_and_a_second_time_changes_nothing(
    name: str, file: str, events: int, tmp_path: Path
) -> None:
    result, files = import_path(name, FIXTURES / file, tmp_path)
    assert result.events == events
    assert result.wrong == ()
    assert run_site_gen(tmp_path, "check").returncode == 0
    again, none = import_path(name, FIXTURES / file, tmp_path)
    assert none == {}
    refused = [loss for loss in again.lost if "was left as it is" in loss.remedy]
    assert len(refused) == events
    now = {path: (tmp_path / path).read_text(encoding="utf-8") for path in files}
    assert now == files


TAKEN_OUT = (
    'the link to "javascript:x" was taken out:'
    ' the link "javascript:x" uses a scheme that is not allowed'
)


# --- tables --------------------------------------------------------------------------------


def test_a_table_becomes_events_and_every_row_and_column_that_does_not_is_named(
    tmp_path: Path,
) -> None:
    result, files = import_path("csv", FIXTURES / "table.csv", tmp_path)
    assert files["content/events/1929-02-the-harbour-freezes.yaml"] == (
        "title: The harbour freezes\n"
        "date: 1929-02\n"
        "body: |\n"
        "  Ice from pier to pier.\n"
        "\n"
        "  Carts crossed it.\n"
        "kind: weather\n"
        "tags: [ice, winter]\n"
        "sources:\n"
        "  - title: example.org/ice\n"
        "    url: https://example.org/ice\n"
    )
    assert list_losses(result) == [
        (2, "lost-field", 'the column "Region" is not imported, and 2 rows have something in it'),
        (6, "not-imported", '"03/04/1932" may be 1932-03-04 or 1932-04-03'),
        (8, "not-imported", "a row without a title"),
        (9, "not-imported", "a row without a date"),
        (10, "changed-field", 'the picture "https://example.org/plan.png" became a link'),
        (10, "changed-field", TAKEN_OUT),
    ]


def test_columns_are_mapped_by_name_and_an_option_settles_which_number_is_the_day(
    tmp_path: Path,
) -> None:
    text = "Was;Wann;Ort\nMarkt;03/04/2024;Hafen\n"
    columns = {"title": "Was", "date": "Wann", "place": "Ort"}
    result, files = import_text("csv", text, tmp_path, ImportOptions(columns, day_first=True))
    assert result.lost == ()
    assert files["content/events/2024-04-03-markt.yaml"] == (
        "title: Markt\ndate: 2024-04-03\nplace: Hafen\n"
    )
    options = ImportOptions(columns, day_first=False)
    _, files = import_text("csv", text, tmp_path, options)
    assert "content/events/2024-03-04-markt.yaml" in files


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1984~", "1984~"),
        ("2024/3/8", "2024-03-08"),
        ("20240308", "2024-03-08"),
        ("8 March 2024", "2024-03-08"),
        ('"March 8, 2024"', "2024-03-08"),
        ("2024年3月8日", "2024-03-08"),
        ("28/03/2024", "2024-03-28"),
        ("03/28/2024", "2024-03-28"),
        ("44 BC", "-0043"),
        ("2024-03-08 7:05", "2024-03-08T07:05"),
        ("2024/3/8 19:05:10", "2024-03-08T19:05:10"),
        ("2024-03-08T19:05:10.000Z", "2024-03-08T19:05:10Z"),
        ("2024-03-08 19:05+0100", "2024-03-08T19:05+01:00"),
    ],
)
def test_a_table_may_write_dates_in_ways_that_mean_one_thing(
    text: str, date: str, tmp_path: Path
) -> None:
    result, files = import_text("csv", f"title,date\nA,{text}\n", tmp_path)
    assert result.lost == ()
    assert any(f"date: {date}\n" in file for file in files.values())


@pytest.mark.parametrize("text", ["soon", "44", "12", "2024-13-01", "1/2/24", "2024-02-30", "??"])
def test_other_dates_are_refused(text: str, tmp_path: Path) -> None:
    result, files = import_text("csv", f"title,date\nA,{text}\n", tmp_path)
    assert files == {}
    assert [loss.rule for loss in result.lost] == ["not-imported"]


def test_rows_name_other_events_entities_and_sources_of_the_site(tmp_path: Path) -> None:
    for path, text in {
        "site.yaml": "title: A harbour\nlanguages: [en, de]\n",
        "content/entities/pilots.yaml": "type: organization\nname: {en: Pilots, de: Lotsen}\n",
        "content/entities/a.yaml": "type: person\nname: Anna\n",
        "content/entities/b.yaml": "type: person\nname: Anna\n",
        "content/sources/log.yaml": "title: The log\nurl: https://example.org/log\n",
        "content/stories/ice.yaml": "title: {en: The long winter, de: Der lange Winter}\n",
    }.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    result, files = import_text(
        "csv",
        "id,title,date,who,place,part of,follows,story,source,source title\n"
        "1,Ice,1929-02,lotsen; Anna,Pilots,2,,der lange winter,https://example.org/log,\n"
        "2,Winter,1929-01,pilots,the bay,,1; 3,,https://example.org/log,Page 4 of the log\n",
        tmp_path,
    )
    assert list_losses(result) == [
        (2, "lost-field", 'there is no entity "Anna", or more than one'),
        (3, "lost-field", '"follows" names the event "3", which is neither imported nor there'),
    ]
    assert result.wrong == ()
    assert files["content/events/1929-02-ice.yaml"] == (
        "id: 1\ntitle: Ice\ndate: 1929-02\nplace: pilots\nentities: pilots\nstories: ice\n"
        "part_of: 2\nsources: log\n"
    )
    assert files["content/events/1929-01-winter.yaml"] == (
        "id: 2\ntitle: Winter\ndate: 1929-01\nplace: the bay\nentities: pilots\nfollows: 1\n"
        "sources:\n  - title: Page 4 of the log\n    url: https://example.org/log\n"
    )


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    text = "id,title,date,follows\nice,A,1929,\nice,B,1930,ICE\n"
    result, files = import_text("csv", text, tmp_path)
    fact = 'the id "ice" is that of another event too, and became "ice-2"'
    assert list_losses(result) == [(3, "changed-field", fact)]
    assert "follows: ice\n" in files["content/events/1930-b.yaml"]


# --- calendars -----------------------------------------------------------------------------


def test_a_calendar_becomes_events_and_every_field_that_does_not_is_named(tmp_path: Path) -> None:
    result, files = import_path("ics", FIXTURES / "calendar.ics", tmp_path)
    assert files["content/events/2024-04-25-a-fair-with-boats.yaml"] == (
        "title: A fair, with boats\n"
        "date: 2024-04-25/2024-05-04\n"
        "body: |\n"
        "  Ten days of it.  \n"
        "  See <https://example.org/fair_one>.\n"
        "\n"
        "  Not \\* starred nor \\[linked\\].\n"
        "place: Pier 3; North\n"
        "tags: [Fairs, Boats]\n"
        "sources:\n"
        "  - title: example.org/fair\n"
        "    url: https://www.example.org/fair?x=1\n"
        "published: 2024-01-10T08:00Z\n"
        "updated: 2024-01-11T09:30:15Z\n"
    )
    assert files["content/events/2024-03-28-a-talk.yaml"] == (
        "title: A talk\ndate: 2024-03-28T19:00+08:00/2024-03-28T21:00+08:00\n"
    )
    assert files["site.yaml"] == "title: Harbour days\ntimezone: Europe/Berlin\n"
    assert list_losses(result) == [
        (30, "lost-field", "RRULE: it repeats; only the date given was kept"),
        (31, "lost-field", 'ORGANIZER "mailto:office@example.org"'),
        (32, "lost-field", '"VALARM" of an entry'),
        (39, "lost-field", "the end lies before the start"),
        (41, "changed-field", "this entry is private; it became a draft"),
        (42, "lost-field", 'the status "TENTATIVE"'),
        (
            45,
            "changed-field",
            "an entry without SUMMARY; the beginning of its description became its title",
        ),
        (46, "lost-field", 'the time zone "Nowhere/Land" is not known'),
        (49, "not-imported", "this entry was cancelled"),
        (54, "not-imported", "an entry without DTSTART"),
        (57, "not-imported", '"VTODO" is no entry of a chronology'),
        (60, "lost-field", 'this line is none of a calendar: "nonsense"'),
    ]


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("DTSTART;VALUE=DATE:20240425", "2024-04-25"),
        ("DTSTART:20240425\nDTEND:20240426", "2024-04-25"),
        ("DTSTART:20240425\nDTEND:20240425", "2024-04-25"),
        ("DTSTART:20240425\nDURATION:P3D", "2024-04-25/2024-04-27"),
        ("DTSTART:20240425\nDURATION:P1W", "2024-04-25/2024-05-01"),
        ("DTSTART:20240425T070000", "2024-04-25T07:00"),
        ("DTSTART:20240425T070005Z", "2024-04-25T07:00:05Z"),
        ("DTSTART:20240425T070000Z\nDURATION:PT0S", "2024-04-25T07:00Z"),
        ("DTSTART;TZID=Europe/Berlin:20240331T013000", "2024-03-31T01:30+01:00"),
        (
            "DTSTART;TZID=Europe/Berlin:20240331T013000\nDURATION:PT1H",
            "2024-03-31T01:30+01:00/2024-03-31T03:30+02:00",
        ),
        ("DTSTART;TZID=/example.org/1/Asia/Kathmandu:20240101T000000", "2024-01-01T00:00+05:45"),
    ],
)
def test_a_calendars_dates_keep_their_precision_and_their_zone(
    lines: str, date: str, tmp_path: Path
) -> None:
    entry = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    result, files = import_text("ics", entry, tmp_path)
    assert [
        fact for fact in list_facts(result) if "DURATION" not in fact and "PT0S" not in fact
    ] == []
    assert any(f"date: {date}\n" in text for text in files.values())


def test_a_calendar_written_by_a_library_is_read_as_that_library_reads_it(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    calendar = icalendar.Calendar()
    event = icalendar.Event()
    event.add("summary", "Ä long; title, with \\ signs and 乐道 " * 4)
    event.add("dtstart", datetime(2024, 3, 28, 19, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
    event.add("description", "one\ntwo; three, four")
    event.add("categories", ["a, b", "c"])
    calendar.add_component(event)
    days = icalendar.Event()
    days.add("summary", "Days")
    days.add("dtstart", date(2024, 4, 25))
    days.add("dtend", date(2024, 5, 5))
    calendar.add_component(days)
    result, files = import_text("ics", calendar.to_ical(), tmp_path)
    assert result.lost == ()
    talk, fair = (text for path, text in files.items() if path.startswith("content/events/"))
    assert "date: 2024-03-28T19:00+08:00\n" in talk
    assert "body: |\n  one  \n  two; three, four\n" in talk
    assert "tags:\n  - a, b\n  - c\n" in talk
    assert "title: >-\n  Ä long; title, with \\ signs and 乐道 Ä long;" in talk
    assert fair == "title: Days\ndate: 2024-04-25/2024-05-04\n"


# --- Markwhen ------------------------------------------------------------------------------


def test_notes_become_events_and_every_line_that_does_not_is_named(tmp_path: Path) -> None:
    result, files = import_path("markwhen", FIXTURES / "notes.mw", tmp_path)
    assert files["content/events/1820-the-canal-is-dug.yaml"] == (
        "title: The canal is dug\n"
        "date: 1820/1824-05\n"
        "body: |\n"
        "  With [a map](https://example.org/map) and [a view](https://example.org/view.png).\n"
        "\n"
        "  - first lock\n"
        "  - second lock\n"
        "tags: [works, digging]\n"
    )
    assert files["content/events/2019-01-01-still-flowing.yaml"] == (
        "id: still-flowing\n"
        "title: Still flowing\n"
        "date: 2019-01-01/..\n"
        "place: Lock 2\n"
        "tags: north\n"
        "stories: north-branch\n"
    )
    assert files["content/stories/north-branch.yaml"] == "title: North branch\n"
    assert list_losses(result) == [
        (5, "lost-field", '"#works: blue" in the header'),
        (8, "changed-field", 'the picture "https://example.org/view.png" became a link'),
        (16, "lost-field", '"owner" of the section "North branch"'),
        (22, "lost-field", 'the property "fee": "4"'),
        (24, "lost-field", 'the box "[x]" before the title'),
        (26, "not-imported", 'the date "after !still-flowing 5 days" counts from another one'),
        (27, "not-imported", 'the date "5 months" counts from another one'),
        (28, "not-imported", '"2020-02-30" is no date that stands for itself'),
        (30, "lost-field", 'it repeats ("every 12 months x30"); only the first date was kept'),
        (35, "lost-field", '"endGroup", where no section is open'),
    ]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("1981", "1981"),
        ("2012-05", "2012-05"),
        ("1964/2008", "1964/2008"),
        ("2004-02-01 /2005-02", "2004-02-01/2005-02"),
        ("04/1776", "1776-04"),
        ("11/12/2024-12/11/2024", "2024-11-12/2024-12-11"),
        ("January 3 2001 - Apr 6 2002", "2001-01-03/2002-04-06"),
        ("2031-11-19T01:35:10Z-2099-08-04T18:22:48Z", "2031-11-19T01:35:10Z/2099-08-04T18:22:48Z"),
        ("2025-08-03 10am", "2025-08-03T10:00"),
        ("12/25/2024 7:30 pm to 9pm", "2024-12-25T19:30/2024-12-25T21:00"),
        ("2005/now", "2005/.."),
        ("500 BCE", "-0499"),
    ],
)
def test_markwhens_dates_become_edtf(head: str, date: str, tmp_path: Path) -> None:
    result, files = import_text("markwhen", f"{head}: A title\n", tmp_path)
    assert list_facts(result) == []
    assert any(f"date: {date}\n" in text for text in files.values())


def test_a_title_is_plain_and_its_links_become_sources(tmp_path: Path) -> None:
    text = "2012: **Opened** [here](https://example.org/a) and [there](mailto:a@example.org)\n"
    result, files = import_text("markwhen", text, tmp_path)
    assert list_facts(result) == ['the link "mailto:a@example.org" in the title']
    assert files["content/events/2012-opened-here-and-there.yaml"] == (
        "title: Opened here and there\ndate: 2012\n"
        "sources:\n  - title: here\n    url: https://example.org/a\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("csv", "title,date\nA\0B,2024\n", 2),
        ("markwhen", "2024: A\0B\n", 1),
        ("ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:A\0B\nEND:VEVENT\n", 4),
    ],
)
def test_an_invisible_character_that_is_left_out_is_named(
    name: str, text: str, line: int, tmp_path: Path
) -> None:
    result, files = import_text(name, text, tmp_path)
    fact = "the invisible character U+0000, which no file of a site may have"
    assert (line, "changed-field", fact) in list_losses(result)
    assert any("title: AB\n" in file for file in files.values())
