"""Our own table: the features and examples of the standard, with the bounds that they mean.

Sections are those of "Extended Date/Time Format (EDTF) Specification", Library of Congress,
4 February 2019.
"""

from typing import NamedTuple

import pytest

from site_gen.dates import Clock, Day, EdtfError, Precision, When, parse_edtf


class Row(NamedTuple):
    text: str
    level: int
    earliest: str
    latest: str
    precision: Precision


P = Precision
TABLE = [
    # Level 0. Date
    Row("1985-04-12", 0, "1985-04-12", "1985-04-12", P.DAY),
    Row("1985-04", 0, "1985-04-01", "1985-04-30", P.MONTH),
    Row("1985", 0, "1985-01-01", "1985-12-31", P.YEAR),
    Row("2000-02", 0, "2000-02-01", "2000-02-29", P.MONTH),
    Row("1900-02", 0, "1900-02-01", "1900-02-28", P.MONTH),
    Row("0000", 0, "0-01-01", "0-12-31", P.YEAR),
    # Level 0. Date and Time
    Row("1985-04-12T23:20:30", 0, "1985-04-12", "1985-04-12", P.SECOND),
    Row("1985-04-12T23:20:30Z", 0, "1985-04-12", "1985-04-12", P.SECOND),
    Row("1985-04-12T23:20:30-04", 0, "1985-04-12", "1985-04-12", P.SECOND),
    Row("1985-04-12T23:20:30+04:30", 0, "1985-04-12", "1985-04-12", P.SECOND),
    # Level 0. Time Interval
    Row("1964/2008", 0, "1964-01-01", "2008-12-31", P.YEAR),
    Row("2004-06/2006-08", 0, "2004-06-01", "2006-08-31", P.MONTH),
    Row("2004-02-01/2005-02-08", 0, "2004-02-01", "2005-02-08", P.DAY),
    Row("2005/2006-02", 0, "2005-01-01", "2006-02-28", P.YEAR),
    # Level 1. Letter-prefixed calendar year
    Row("Y170000002", 1, "170000002-01-01", "170000002-12-31", P.YEAR),
    Row("Y-170000002", 1, "-170000002-01-01", "-170000002-12-31", P.YEAR),
    # Level 1. Seasons
    Row("2001-21", 1, "2001-03-01", "2001-05-31", P.SEASON),
    Row("2001-22", 1, "2001-06-01", "2001-08-31", P.SEASON),
    Row("2001-23", 1, "2001-09-01", "2001-11-30", P.SEASON),
    Row("2003-24", 1, "2003-12-01", "2004-02-29", P.SEASON),
    # Level 1. Qualification of a date (complete)
    Row("1984?", 1, "1984-01-01", "1984-12-31", P.YEAR),
    Row("2004-06~", 1, "2004-06-01", "2004-06-30", P.MONTH),
    Row("2004-06-11%", 1, "2004-06-11", "2004-06-11", P.DAY),
    # Level 1. Unspecified digit(s) from the right
    Row("201X", 1, "2010-01-01", "2019-12-31", P.DECADE),
    Row("20XX", 1, "2000-01-01", "2099-12-31", P.CENTURY),
    Row("2004-XX", 1, "2004-01-01", "2004-12-31", P.YEAR),
    Row("1985-04-XX", 1, "1985-04-01", "1985-04-30", P.MONTH),
    Row("1985-XX-XX", 1, "1985-01-01", "1985-12-31", P.YEAR),
    # Level 1. Extended interval
    Row("1985-04-12/..", 1, "1985-04-12", "", P.DAY),
    Row("1985-04/", 1, "1985-04-01", "", P.MONTH),
    Row("../1985-04", 1, "", "1985-04-30", P.MONTH),
    Row("/1985", 1, "", "1985-12-31", P.YEAR),
    Row("1984?/2004%", 1, "1984-01-01", "2004-12-31", P.YEAR),
    # Level 1. Negative calendar year
    Row("-1985", 1, "-1985-01-01", "-1985-12-31", P.YEAR),
    Row("-0004-02-29", 1, "-4-02-29", "-4-02-29", P.DAY),
    Row("-01XX", 1, "-199-01-01", "-100-12-31", P.CENTURY),
    Row("-000X", 1, "-9-01-01", "-1-12-31", P.DECADE),
    # Level 2. Exponential year
    Row("Y-17E7", 2, "-170000000-01-01", "-170000000-12-31", P.YEAR),
    Row("Y20E2", 2, "2000-01-01", "2000-12-31", P.YEAR),
    # Level 2. Significant digits
    Row("1950S2", 2, "1900-01-01", "1999-12-31", P.CENTURY),
    Row("-1950S2", 2, "-1999-01-01", "-1900-12-31", P.CENTURY),
    Row("1950S4", 2, "1950-01-01", "1950-12-31", P.YEAR),
    Row("Y171010000S3", 2, "171000000-01-01", "171999999-12-31", P.MILLENNIUM),
    Row("Y3388E2S3", 2, "338000-01-01", "338999-12-31", P.MILLENNIUM),
    # Level 2. Sub-year groupings
    Row("2001-28", 2, "2001-12-01", "2002-02-28", P.SEASON),
    Row("2001-29", 2, "2001-09-01", "2001-11-30", P.SEASON),
    Row("2001-30", 2, "2001-12-01", "2002-02-28", P.SEASON),
    Row("2001-31", 2, "2001-03-01", "2001-05-31", P.SEASON),
    Row("2001-32", 2, "2001-06-01", "2001-08-31", P.SEASON),
    Row("2001-34", 2, "2001-04-01", "2001-06-30", P.QUARTER),
    Row("2001-37", 2, "2001-01-01", "2001-04-30", P.QUADRIMESTER),
    Row("2001-39", 2, "2001-09-01", "2001-12-31", P.QUADRIMESTER),
    Row("2001-40", 2, "2001-01-01", "2001-06-30", P.SEMESTER),
    # Level 2. Set representation
    Row("[1667,1668,1670..1672]", 2, "1667-01-01", "1672-12-31", P.YEAR),
    Row("[..1760-12-03]", 2, "", "1760-12-03", P.DAY),
    Row("[1760-12..]", 2, "1760-12-01", "", P.MONTH),
    Row("[1760-01,1760-02,1760-12..]", 2, "1760-01-01", "", P.MONTH),
    Row("{1960,1961-12}", 2, "1960-01-01", "1961-12-31", P.YEAR),
    Row("{..1984}", 2, "", "1984-12-31", P.YEAR),
    # Level 2. Qualification (group and individual component)
    Row("2004-06~-11", 2, "2004-06-11", "2004-06-11", P.DAY),
    Row("2004?-06-~11", 2, "2004-06-11", "2004-06-11", P.DAY),
    Row("2004-%06", 2, "2004-06-01", "2004-06-30", P.MONTH),
    # Level 2. Unspecified digit anywhere
    Row("156X-12-25", 2, "1560-12-25", "1569-12-25", P.DECADE),
    Row("15XX-12-25", 2, "1500-12-25", "1599-12-25", P.CENTURY),
    Row("XXXX-12-XX", 2, "0-12-01", "9999-12-31", P.UNKNOWN),
    Row("1XXX-XX", 2, "1000-01-01", "1999-12-31", P.MILLENNIUM),
    Row("1984-1X", 2, "1984-10-01", "1984-12-31", P.YEAR),
    Row("1984-02-2X", 2, "1984-02-20", "1984-02-29", P.MONTH),
    Row("19XX-02-29", 2, "1904-02-29", "1996-02-29", P.CENTURY),
    Row("XXXX-02-29", 2, "0-02-29", "9996-02-29", P.UNKNOWN),
    # Level 2. Interval, with X or with doubt in its parts
    Row("2004-06-~01/2004-06-~20", 2, "2004-06-01", "2004-06-20", P.DAY),
    Row("2004-06-XX/2004-07-03", 2, "2004-06-01", "2004-07-03", P.MONTH),
    # Our additions
    Row("2024-03-28T19:00+08:00", 0, "2024-03-28", "2024-03-28", P.MINUTE),
    Row("2024-03-28T19:00/2024-03-28T21:00", 0, "2024-03-28", "2024-03-28", P.MINUTE),
    Row("2024-03-28T19:00/..", 1, "2024-03-28", "", P.MINUTE),
    Row("2024-Q3", 2, "2024-07-01", "2024-09-30", P.QUARTER),
    Row("2018-21/2018-23", 2, "2018-03-01", "2018-11-30", P.SEASON),
]


def read_day(text: str) -> Day | None:
    if not text:
        return None
    year, month, day = text[:-6], text[-5:-3], text[-2:]
    return Day(int(year), int(month), int(day))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.text)
def test_the_standard_is_read_as_it_says(row: Row) -> None:
    when = parse_edtf(row.text)
    assert when.earliest == read_day(row.earliest)
    assert when.latest == read_day(row.latest)
    assert when.precision == row.precision
    assert when.level == row.level


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2024-Q1", "2024-33"),
        ("2024-Q4?", "2024-36?"),
        ("1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04:00"),
        ("{1960 ,  1961-12}", "{1960,1961-12}"),
        ("[ 1667, 1670 .. 1672 ]", "[1667,1670..1672]"),
        ("[.. 1984]", "[..1984]"),
    ],
)
def test_spellings_of_our_own_become_the_standard_one(text: str, canonical: str) -> None:
    assert str(parse_edtf(text)) == canonical
    assert parse_edtf(text) == parse_edtf(canonical)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2024-03-28", 2024, 3),
        ("1984~", 1984, None),
        ("2024-35", 2024, None),
        ("199X", None, None),
        ("199X-05", None, None),
        ("1985-XX-25", 1985, None),
        ("1950S2", None, None),
        ("1950S4", 1950, None),
        ("-0043-03-15", -43, 3),
        ("Y17E7", 170_000_000, None),
        ("2004-06/2006", 2004, 6),
        ("../2006-05", 2006, 5),
        ("/2006-05", 2006, 5),
        ("199X/2006-05", None, None),
        ("[1667,1668]", 1667, None),
        ("[..1760-12-03]", 1760, 12),
    ],
)
def test_year_and_month_are_those_of_the_first_known_end(
    text: str, year: int | None, month: int | None
) -> None:
    when = parse_edtf(text)
    assert (when.year, when.month) == (year, month)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1984", False, False),
        ("1984?", True, False),
        ("1984~", False, True),
        ("1984%", True, True),
        ("?2004-06-~11", True, True),
        ("1984?/2004~", True, True),
        ("1984/2004~", False, True),
        ("[1984,1985?]", True, False),
    ],
)
def test_doubt_of_any_part_is_doubt(text: str, uncertain: bool, approximate: bool) -> None:
    when = parse_edtf(text)
    assert (when.is_uncertain, when.is_approximate) == (uncertain, approximate)


def test_a_mark_after_covers_the_left_and_a_mark_before_only_its_own() -> None:
    year, month, day = parse_edtf("2004-06~-?11").point.doubts
    assert (year, month, day) == (2, 2, 1)
    assert parse_edtf("2004-~06-11").point.doubts == (0, 2, 0)
    assert parse_edtf("2004?-06-11~").point.doubts == (3, 2, 2)


def test_an_interval_has_its_ends_and_a_set_its_members() -> None:
    interval = parse_edtf("../2004-06")
    assert (interval.kind, interval.start, str(interval.end)) == ("interval", None, "2004-06")
    assert (interval.start_edge, interval.end_edge) == ("open", "known")
    assert parse_edtf("/2004").start_edge == "unknown"
    some = parse_edtf("[1667,1670..1672]")
    assert (some.kind, [str(member) for member in some.members]) == (
        "one_of",
        ["1667", "1670..1672"],
    )
    assert parse_edtf("{1667}").kind == "all_of"


def test_a_time_has_its_clock_and_offset() -> None:
    when = parse_edtf("2024-03-28T19:05-03:30")
    assert when.clock == Clock(19, 5)
    assert when.offset == -210
    assert parse_edtf("2024-03-28T19:05:00Z").offset == 0
    assert parse_edtf("2024-03-28T19:05").offset is None
    assert parse_edtf("2024-03-28").clock is None


def test_an_offset_that_no_place_keeps_is_a_warning() -> None:
    assert parse_edtf("2016-05-02T12:00:00-12:00").warnings == ()
    assert parse_edtf("2016-05-02T12:00:00+14:00").warnings == ()
    (warning,) = parse_edtf("2016-05-02T12:00:00-13").warnings
    assert '"-13:00"' in warning
    assert parse_edtf("2016-05-02T12:00-13:00/2016-05-02T13:00-13:00").warnings == (warning,) * 2


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-28T19:00/2024-03-28T18:59",
        "2024-03-28T19:00Z/2024-03-28T20:00+08:00",
        "2024-03-28T19:00+14:00/2024-03-26T10:00",
        "2012-24/2012-21",
        "2001/2000-XX",
        "[2002..2001]",
    ],
)
def test_an_interval_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(EdtfError, match="ends before it begins"):
        parse_edtf(text)


def test_times_in_two_zones_are_compared_as_instants() -> None:
    flight = parse_edtf("2024-03-29T01:00+08:00/2024-03-28T18:00Z")
    assert flight.earliest == flight.latest == Day(2024, 3, 29)


def test_equal_texts_are_equal_dates_and_others_are_not() -> None:
    assert parse_edtf("1984") == parse_edtf("1984")
    assert parse_edtf("1984") != parse_edtf("1984?")
    assert len({parse_edtf("2024-Q3"), parse_edtf("2024-35")}) == 1


def test_a_date_cannot_be_changed() -> None:
    when: When = parse_edtf("1984")
    with pytest.raises(AttributeError):
        when.year = 1985  # type: ignore[misc]  # the point of the test
