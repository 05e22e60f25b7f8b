"""What holds for every date."""

import pickle
from datetime import timedelta, timezone
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from site_gen.dates import EdtfError, When, parse_edtf, sort_key, to_words
from tests.dates.strategies import closed_intervals, days, valid

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [ZoneInfo("UTC"), SHANGHAI, ZoneInfo("America/New_York"), timezone(timedelta(hours=-11))]


def parse_or_skip(text: str) -> When:
    try:
        return parse_edtf(text)
    except EdtfError:
        assume(False)
        raise


def find_error(text: str) -> EdtfError | None:
    try:
        parse_edtf(text)
    except EdtfError as error:
        return error
    return None


@given(valid)
@example("2024-03-28T19:00+08")
@example("{1960 ,  1961-12}")
@example("2024-Q3")
def test_printing_and_parsing_again_gives_the_same_value(text: str) -> None:
    when = parse_edtf(text)
    again = parse_edtf(str(when))
    assert again == when
    assert hash(again) == hash(when)
    assert str(again) == str(when)
    assert (again.earliest, again.latest, again.precision, again.doubt, again.level) == (
        when.earliest,
        when.latest,
        when.precision,
        when.doubt,
        when.level,
    )


@given(st.one_of(valid, closed_intervals))
@example("2024-03-29T01:00+08:00/2024-03-28T18:00Z")
def test_the_earliest_day_is_not_after_the_latest(text: str) -> None:
    when = parse_or_skip(text)
    if when.earliest and when.latest:
        assert when.earliest <= when.latest


@given(days())
def test_a_coarse_date_holds_the_finer_ones(day: str) -> None:
    sign = "-" if day.startswith("-") else ""
    year, month, _ = day.removeprefix("-").split("-")
    assume(not (sign and year.startswith("000")))
    texts = [
        f"{sign}{year[:1]}XXX",
        f"{sign}{year[:2]}XX",
        f"{sign}{year[:3]}X",
        f"{sign}{year}",
        f"{sign}{year}-{40 if month <= '06' else 41}",
        f"{sign}{year}-{33 + (int(month) - 1) // 3}",
        f"{sign}{year}-{month}",
        day,
        f"{day}T12:00",
    ]
    whens = [parse_edtf(text) for text in texts]
    for coarse, fine in pairwise(whens):
        assert coarse.earliest is not None
        assert coarse.latest is not None
        assert fine.earliest is not None
        assert fine.latest is not None
        assert coarse.earliest <= fine.earliest <= fine.latest <= coarse.latest
        assert sort_key(coarse, SHANGHAI) < sort_key(fine, SHANGHAI)


@given(st.lists(valid, min_size=2, max_size=12), st.randoms(), st.sampled_from(ZONES))
def test_the_order_is_total_and_stable(texts: list[str], random: Random, zone: ZoneInfo) -> None:
    whens = [parse_edtf(text) for text in texts]
    keys = [sort_key(when, zone) for when in whens]
    assert all(isinstance(part, int) for key in keys for part in key)
    assert len({len(key) for key in keys}) == 1
    ordered = sorted(keys)
    random.shuffle(keys)
    assert sorted(keys) == ordered


@given(valid, st.sampled_from(["?", "~", "%"]))
def test_doubt_moves_no_event(text: str, mark: str) -> None:
    assume(not set("?~%T/[{") & set(text))
    plain, doubtful = parse_edtf(text), parse_edtf(text + mark)
    assert sort_key(plain, SHANGHAI) == sort_key(doubtful, SHANGHAI)
    assert (plain.earliest, plain.latest) == (doubtful.earliest, doubtful.latest)
    assert doubtful.is_uncertain or doubtful.is_approximate


@given(days(), st.sampled_from(ZONES))
def test_one_instant_sorts_alike_from_every_zone(day: str, zone: ZoneInfo) -> None:
    clocks = ["12:30:00+08:00", "04:30:00Z", "00:30:00-04:00", "15:00:00+10:30"]
    keys = {sort_key(parse_edtf(f"{day}T{clock}"), zone)[:2] for clock in clocks}
    assert len(keys) == 1


@given(valid)
def test_a_date_survives_pickling(text: str) -> None:
    when = parse_edtf(text)
    again = pickle.loads(pickle.dumps(when))  # noqa: S301  # our own bytes, just written
    assert again == when
    assert again.earliest == when.earliest
    assert again.members == when.members


@given(valid, st.sampled_from(["en", "zh", "de"]))
def test_every_date_has_words(text: str, language: str) -> None:
    words = to_words(parse_edtf(text), language)
    assert words.strip() == words
    assert words
    assert not set("{}") & set(words)


@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="0123456789XxuTZESY?~%-/.[]{}(), :+Qq", max_size=40),
    )
)
def test_any_text_is_a_date_or_an_edtf_error(text: str) -> None:
    error = find_error(text)
    if error:
        assert error.fact
        assert error.remedy
        assert error.length >= 1
        assert error.offset >= 0
        assert error.offset + error.length <= max(len(text), 1)


@pytest.mark.parametrize(
    "text",
    [
        "Y1E999999999",
        "Y1E99",
        "Y" + "9" * 41,
        "Y17E7S" + "9" * 300,
        "9" * 100_000,
        "[" * 100_000,
        "[" + "1984," * 99 + "1984]",
        "1984/" * 400,
        "\ud800",
        "1984\x00",
        "²⁰²⁴",
        "٢٠٢٤",
    ],
)
def test_huge_and_strange_texts_are_refused_with_a_clear_error(text: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert len(caught.value.fact) < 1000
