"""Earliest, then coarse before fine, then latest."""

from random import Random
from zoneinfo import ZoneInfo

import pytest

from site_gen.dates import parse_edtf, sort_key

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
UTC = ZoneInfo("UTC")

IN_ORDER = [
    "Y-17E7",
    "-0043-03-15",
    "0000",
    "19XX",
    "196X",
    "1984",
    "1984-40",
    "1984-33",
    "1984-01",
    "1984-01-01",
    "1984-01-01T00:00",
    "1984-01-01T00:00:00",
    "1984-01-01T00:01",
    "1984-21",
    "1984-03",
    "1984-03/1984-05",
    "1984-03/..",
    "2024-03-28",
    "2024-03-28T19:00/2024-03-28T20:00",
    "2024-03-28T19:00/2024-03-28T21:00",
    "2024-03-29",
    "Y12024",
]


def sort_texts(texts: list[str], zone: ZoneInfo) -> list[str]:
    return sorted(texts, key=lambda text: sort_key(parse_edtf(text), zone))


def test_a_mixed_list_has_one_order() -> None:
    shuffled = IN_ORDER.copy()
    Random(7).shuffle(shuffled)
    assert sort_texts(shuffled, SHANGHAI) == IN_ORDER


@pytest.mark.parametrize(
    ("open_start", "its_end"),
    [("../1985-04", "1985-04"), ("/1985", "1985"), ("[..1760-12-03]", "1760-12-03")],
)
def test_an_unknown_start_sorts_by_the_first_day_of_its_end(open_start: str, its_end: str) -> None:
    assert sort_key(parse_edtf(open_start), UTC)[:2] == sort_key(parse_edtf(its_end), UTC)[:2]


def test_a_set_sorts_by_its_earliest_member() -> None:
    assert sort_texts(["1668", "[1670,1667]", "1666"], UTC) == ["1666", "[1670,1667]", "1668"]


def test_a_day_comes_before_a_time_on_it() -> None:
    assert sort_texts(["2024-03-28T00:00", "2024-03-28"], UTC) == ["2024-03-28", "2024-03-28T00:00"]


def test_times_with_a_zone_compare_as_instants() -> None:
    beijing, london = "2024-03-28T19:00+08:00", "2024-03-28T12:00Z"
    assert sort_texts([london, beijing], SHANGHAI) == [beijing, london]
    assert sort_texts([london, beijing], NEW_YORK) == [beijing, london]


def test_a_time_without_a_zone_stands_in_that_of_the_site() -> None:
    local, zoned = "2024-03-28T19:00", "2024-03-28T12:00Z"
    assert sort_texts([zoned, local], SHANGHAI) == [local, zoned]
    assert sort_texts([local, zoned], UTC) == [zoned, local]


def test_an_instant_is_on_the_day_that_the_site_has_then() -> None:
    late = parse_edtf("2024-03-28T20:00Z")
    assert sort_key(late, SHANGHAI)[0] == sort_key(parse_edtf("2024-03-29"), SHANGHAI)[0]
    assert sort_key(late, UTC)[0] == sort_key(parse_edtf("2024-03-28"), UTC)[0]


def test_daylight_saving_time_counts() -> None:
    summer = sort_key(parse_edtf("2024-07-01T16:00Z"), NEW_YORK)
    winter = sort_key(parse_edtf("2024-01-01T16:00Z"), NEW_YORK)
    assert (summer[1], winter[1]) == (12 * 3600, 11 * 3600)


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK, UTC])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "-9999-01-01", "0000-12-31"])
def test_times_at_the_ends_of_what_datetime_holds_have_their_place(
    day: str, zone: ZoneInfo
) -> None:
    early = sort_key(parse_edtf(f"{day}T00:00:00+14:00"), zone)
    late = sort_key(parse_edtf(f"{day}T23:59:59-12:00"), zone)
    assert early < late
