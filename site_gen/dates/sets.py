"""One of a set `[…]` and all of a set `{…}` (EDTF level 2, Set representation)."""

from collections.abc import Callable

from site_gen.dates.dates import parse_date
from site_gen.dates.errors import EdtfError
from site_gen.dates.intervals import join_ends
from site_gen.dates.points import Day, Doubt
from site_gen.dates.when import Edge, Kind, When

_CLOSING = {"[": "]", "{": "}"}
_KINDS: dict[str, Kind] = {"[": "one_of", "{": "all_of"}


def parse_set(text: str) -> When:
    """Read a set; spaces around its members are accepted and not kept."""
    opening, closing = text[0], _CLOSING[text[0]]
    if len(text) < 2 or text[-1] != closing:
        fact = f'the set is opened by "{opening}" and not closed'
        raise EdtfError(fact, f'end it with "{closing}"', len(text) - 1)
    members: list[When] = []
    at = 1
    for part in text[1:-1].split(","):
        member = part.strip(" ")
        members.append(_parse_member(member, at + len(part) - len(part.lstrip(" "))))
        at += len(part) + 1
    return _join_members(opening, closing, tuple(members))


def _parse_member(text: str, at: int) -> When:
    if not text:
        raise EdtfError("a set has an empty member", "write a date between the commas", at)
    start, range_sign, end = text.partition("..")
    if not range_sign:
        member = parse_date(text, at)
        _refuse_time(member, text, at)
        return member
    after = len(start) + len(range_sign)
    ends = (
        _read_end(start, at),
        _read_end(end, at + after),
    )
    if ends[0][1] is None and ends[1][1] is None:
        raise EdtfError('".." stands alone', "write a date before or after it", at, len(text))
    member = join_ends(*ends, "..", text, at)
    if member.start and member.end and member.start.precision != member.end.precision:
        fact = f'the ends of "{text}" are not equally precise'
        raise EdtfError(fact, "write both as years, as months or as days", at, len(text))
    return member


def _read_end(text: str, at: int) -> tuple[Edge, When | None]:
    date = text.strip(" ")
    if not date:
        return "open", None
    at += len(text) - len(text.lstrip(" "))
    when = parse_date(date, at)
    _refuse_time(when, date, at)
    return "known", when


def _refuse_time(when: When, text: str, at: int) -> None:
    if when.clock:
        fact = f'"{text}" is a time, and a set holds days or longer'
        raise EdtfError(fact, "leave the time out", at, len(text))


def _join_members(opening: str, closing: str, members: tuple[When, ...]) -> When:
    first = members[0]
    doubt = Doubt.NONE
    for member in members:
        doubt |= member.doubt
    return When(
        opening + ",".join(member.text for member in members) + closing,
        _KINDS[opening],
        first.precision,
        _find_bound([member.earliest for member in members], min),
        _find_bound([member.latest for member in members], max),
        first.year,
        first.month,
        first.point,
        2,
        doubt,
        members=members,
    )


def _find_bound(days: list[Day | None], choose: Callable[[list[Day]], Day]) -> Day | None:
    """None if any member is open on that side."""
    known = [day for day in days if day]
    return choose(known) if len(known) == len(days) else None
