"""What a date looks like: known, coarse, vague, open."""

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from site_gen.dates import EdtfError, parse_edtf
from site_gen.dates.bounds import to_ordinal
from site_gen.plan.drawing.pieces import DAY, Figure, to_figure
from tests.dates.strategies import closed_intervals, valid


def look(edtf: str) -> list[tuple[str, str, str]]:
    """Shape, start and end of each piece."""
    return [
        (piece.shape, piece.start_end, piece.end_end)
        for piece in to_figure(parse_edtf(edtf), UTC).pieces
    ]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1984-05-01", ("point", "hard", "hard")),
        ("2024-03-28T19:00+08:00", ("point", "hard", "hard")),
        ("1984-05-01?", ("point", "soft", "soft")),
        ("1984", ("whole", "hard", "hard")),
        ("2024-Q3", ("whole", "hard", "hard")),
        ("1984~", ("whole", "soft", "soft")),
        ("1985-04-XX", ("range", "hard", "hard")),
        ("198X", ("range", "hard", "hard")),
        ("1950S2", ("range", "hard", "hard")),
        ("1984/1986", ("span", "hard", "hard")),
        ("1984~/1986", ("span", "soft", "hard")),
        ("1984/1986?", ("span", "hard", "soft")),
        ("1984/..", ("span", "hard", "open")),
        ("../1984", ("span", "open", "hard")),
        ("1984/", ("span", "hard", "unknown")),
        ("[..1984]", ("range", "open", "hard")),
        ("{1984..1986}", ("span", "hard", "hard")),
        ("Y-17E7", ("whole", "hard", "hard")),
    ],
)
def test_a_date_looks_as_well_known_as_it_is(edtf: str, expected: tuple[str, str, str]) -> None:
    assert look(edtf) == [expected]


def test_about_1984_does_not_look_like_a_day_of_it() -> None:
    vague = to_figure(parse_edtf("1984~"), UTC).pieces[0]
    exact = to_figure(parse_edtf("1984-05-01"), UTC).pieces[0]
    assert vague.shape != exact.shape
    assert vague.is_soft
    assert not exact.is_soft
    assert vague.start < to_ordinal(parse_edtf("1984").point.first) * DAY, "it may be 1983"


def test_one_of_several_dates_is_joined_as_alternatives_and_all_of_them_as_one() -> None:
    assert to_figure(parse_edtf("[1667,1668]"), UTC).join == "or"
    assert to_figure(parse_edtf("{1667,1668}"), UTC).join == "and"
    assert to_figure(parse_edtf("[1667]"), UTC).join == ""


def test_a_time_with_an_offset_stands_where_the_site_lives() -> None:
    beijing = timezone(timedelta(hours=8))
    figure = to_figure(parse_edtf("2024-03-28T20:00Z"), beijing)
    assert figure.start == to_ordinal(parse_edtf("2024-03-29").point.first) * DAY + 4 * 3600
    assert figure.end - figure.start == 60


@given(st.one_of(valid, closed_intervals))
def test_every_date_is_drawn_and_no_piece_ends_before_it_begins(edtf: str) -> None:
    try:
        when = parse_edtf(edtf)
    except EdtfError:
        reject()
    figure = to_figure(when, UTC)
    assert isinstance(figure, Figure)
    assert figure.pieces
    assert all(piece.start < piece.end for piece in figure.pieces)
