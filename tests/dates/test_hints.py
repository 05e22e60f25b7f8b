"""Every mistake says what is wrong and what to write."""

import pickle

import pytest

from site_gen.dates import EdtfError, parse_edtf


def refuse(text: str) -> EdtfError:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("199u", "199X"),
        ("20xx", "20XX"),
        ("1999-uu-uu", "1999-XX-XX"),
        ("1984?~", "1984%"),
        ("2004-(06)?-11", "2004-?06-11"),
        ("(2004-(06)~)?", "2004?-%06"),
        ("2004-06?~-01", "2004-06%-01"),
        ("2004-06-(01)~/2004-06-(20)~", "2004-06-~01/2004-06-~20"),
        ("2004/open", "2004/.."),
        ("unknown/2004-06", "/2004-06"),
        ("y170000002", "Y170000002"),
        ("y17e7", "Y17E7"),
        ("1950p2", "1950S2"),
        ("2001-21^southernHemisphere", "2001-29"),
        ("2024-q3", "2024-35"),
        ("Q3 2024", "2024-35"),
        ("Spring 2002", "2002-21"),
        ("winter, 2002", "2002-24"),
        ("March 28, 2024", "2024-03-28"),
        ("28 March 2024", "2024-03-28"),
        ("1st Sept. 2024", "2024-09-01"),
        ("Mar 2024", "2024-03"),
        ("2024年3月28日", "2024-03-28"),
        ("28/03/2024", "2024-03-28"),
        ("03/28/2024", "2024-03-28"),
        ("28.3.2024", "2024-03-28"),
        ("03/2024", "2024-03"),
        ("2024/03/28", "2024-03-28"),
        ("2024-3-28", "2024-03-28"),
        ("2024/3", "2024-03"),
        ("20240328", "2024-03-28"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 44", "0044"),
        ("c. 1984", "1984~"),
        ("circa 44 BC", "-0043~"),
        ("1980s", "198X"),
        ("19th century", "18XX"),
        ("1984-1990", "1984/1990"),
        ("1984-90", "1984/1990"),
        ("1984 - 1990", "1984/1990"),
        ("1984\N{EN DASH}1990", "1984/1990"),
        ("2024\N{EN DASH}03\N{EN DASH}28", "2024-03-28"),
        ("since 2004", "2004/.."),
        ("..2004", "../2004"),
        ("２０２４-０３", "2024-03"),
        ("2014-12-08T11:46:42\N{MINUS SIGN}02:00", "2014-12-08T11:46:42-02:00"),
        (" 1863-03-29", "1863-03-29"),
        ("2012\\2013", "2012/2013"),
        ("12345", "Y12345"),
        ("2024-03-28 19:00", "2024-03-28T19:00"),
        ("2024-03-28T9:00", "2024-03-28T09:00"),
        ("2024-03-28T19:00:00.5Z", "2024-03-28T19:00:00Z"),
        ("2024-03-28T19:00+0800", "2024-03-28T19:00+08:00"),
        ("2024-12-31T24:00", "2025-01-01T00:00"),
        ("2024-03-28\N{HORIZONTAL ELLIPSIS}", "2024-03-28"),
        ("2024-03-28.", "2024-03-28"),
        ('"2024"', "2024"),
        ("\N{LEFT DOUBLE QUOTATION MARK}2024\N{RIGHT DOUBLE QUOTATION MARK}", "2024"),
        ("Thursday, 28 March 2024", "2024-03-28"),
        ("2024-03-28 (Thursday)", "2024-03-28"),
        ("28-Mar-2024", "2024-03-28"),
        ("2024 summer", "2024-22"),
        ("28-29 March 2024", "2024-03-28/2024-03-29"),
        ("March 28-29, 2024", "2024-03-28/2024-03-29"),
        ("2024-03-28/29", "2024-03-28/2024-03-29"),
        ("1984/85", "1984/1985"),
        ("H1 2024", "2024-40"),
        ("second half of 2024", "2024-41"),
        ("2024-W01", "2024-01-01/2024-01-07"),
        ("2020-W53-7", "2021-01-03"),
        ("2024-366", "2024-12-31"),
        ("24-03-28", "2024-03-28"),
        ("1984 or 1985", "[1984,1985]"),
        ("1984 and 1985", "{1984,1985}"),
        ("between 1984 and 1990", "[1984..1990]"),
        ("from 1984 to 1990", "1984/1990"),
        ("2024-03-28 7:05 PM", "2024-03-28T19:05"),
        ("2024-03-28T12am", "2024-03-28T00:00"),
    ],
)
def test_what_was_probably_meant_is_suggested(text: str, meant: str) -> None:
    assert refuse(text).remedy == f'did you mean "{meant}"?'
    assert str(parse_edtf(meant)) == meant


def test_two_readings_are_both_suggested() -> None:
    assert refuse("03/04/2024").remedy == 'did you mean "2024-04-03" or "2024-03-04"?'
    assert refuse("19").remedy == 'did you mean "19XX" or "0019"?'


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("before 1970", "[..1969]"),
        ("before 2024-03-01", "[..2024-02-29]"),
        ("after 1999-12", "[2000-01..]"),
        ("by 2025", "[..2025]"),
        ("late 1970s", "197X"),
        ("early spring 2024", "2024-21"),
        ("end of March 2024", "2024-03"),
        ("unknown", "XXXX"),
        ("2024-03-28 in the evening", "2024-03-28"),
    ],
)
def test_words_that_edtf_has_not_may_stand_beside_the_date(text: str, meant: str) -> None:
    keep = 'An event may keep the words in "date_text"'
    assert refuse(text).remedy == f'did you mean "{meant}"? {keep}'
    assert str(parse_edtf(meant)) == meant


def test_a_zone_by_name_leaves_the_offset_to_be_written() -> None:
    error = refuse("2024-03-28 19:00 CST")
    assert error.fact == '"2024-03-28 19:00 CST" names a zone'
    assert error.remedy.startswith('did you mean "2024-03-28T19:00"? After it comes the offset')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2024-99",
            "month 99 does not exist; write 01 to 12, or 21 to 41 for a season or part of the year",
        ),
        (
            "11/07/1962",
            '"11/07/1962" can be read in two ways; did you mean "1962-07-11" or "1962-11-07"?',
        ),
        ("1984-85", '"1984-85" shortens its second year; did you mean "1984/1985"?'),
        ("2016-13-08", "month 13 does not exist; write 01 to 12"),
        ("2016-05-32", "day 32 does not exist; write 01 to 31"),
        (
            "1900-02-29",
            (
                '"1900-02-29" does not exist, 1900 was not a leap year;'
                " the last day of that month is 1900-02-28"
            ),
        ),
        (
            "2024-04-31",
            '"2024-04-31" does not exist; the last day of that month is 2024-04-30',
        ),
        ("2002/2001", '"2002/2001" ends before it begins; write the earlier date first'),
        ("199u", '"199u" is the 2012 draft of EDTF; did you mean "199X"?'),
        (
            "-0000",
            'the year "-0000" does not exist; write "0000" for 1 BC, "-0001" for 2 BC',
        ),
        (
            "2016-05-02T12:00+14:01",
            (
                'the UTC offset "+14:01" is further than any place keeps;'
                " write one from -12:00 to +14:00"
            ),
        ),
        ("2024-03-28T25:00", "hour 25 does not exist; write 00 to 23"),
        (
            "Y12024-03",
            '"Y12024-03" has a year with Y, which has no months in EDTF; did you mean "Y12024"?',
        ),
        (
            "Y2024-03",
            (
                '"Y2024-03" has a Y, which stands only before five digits or more;'
                ' did you mean "2024-03"?'
            ),
        ),
        ("[1999", 'the set is opened by "[" and not closed; end it with "]"'),
        ("[1999,]", "a set has an empty member; write a date between the commas"),
        (
            "[2024-03-28T19:00]",
            '"2024-03-28T19:00" is a time, and a set holds days or longer; leave the time out',
        ),
        (
            "2024-03-28T19:00/2024-03-29",
            (
                "one end of the interval has a time of day and the other has none;"
                " write a time at both ends or at none"
            ),
        ),
        ("../..", '"../.." has neither a start nor an end; write at least one of them'),
    ],
)
def test_the_message_says_one_fact_and_what_to_do(text: str, message: str) -> None:
    assert str(refuse(text)) == message


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("2016-13-08", "13"),
        ("2016-05-32", "32"),
        ("1984/2016-13", "13"),
        ("[1667, 2016-13]", "13"),
        ("[1667, 1670 .. 1672-13]", "13"),
        ("2024-03-28T19:61", "61"),
        ("2024-03-28T19:00+15:00", "+15:00"),
        ("1984/20xx", "20xx"),
        ("../1985-04-12T", "T"),
        ("1984/1985/1986", "/"),
    ],
)
def test_the_wrong_characters_are_underlined(text: str, underlined: str) -> None:
    error = refuse(text)
    assert text[error.offset : error.offset + error.length] == underlined


def test_the_error_survives_pickling() -> None:
    error = refuse("2016-13-08")
    again: EdtfError = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes, just written
    assert isinstance(error, ValueError)
    assert (again.fact, again.remedy, again.offset, again.length) == (
        error.fact,
        error.remedy,
        error.offset,
        error.length,
    )
