"""EDTF written from parts and ends, each judged by the parser that will read it."""

from site_gen.dates import EdtfError, parse_edtf


def write_year(year: int) -> str:
    """An astronomical year: 0 is 1 BC, and one of five digits has a `Y`."""
    if -9999 <= year <= 9999:
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"Y{year}"


def is_edtf(text: str) -> bool:
    return explain_edtf(text) is None


def explain_edtf(text: str) -> tuple[str, str] | None:
    """Fact and remedy for a text that is no date, None for one that is."""
    try:
        parse_edtf(text)
    except EdtfError as error:
        return error.fact, error.remedy
    return None


def drop_time(text: str) -> str:
    """`2024-03-28T19:00` → `2024-03-28`."""
    return text.partition("T")[0]


def join_dates(start: str, end: str) -> str | None:
    """`start/end`, the start alone where both are the same; None where that is no interval."""
    if start == end:
        return start
    whole = f"{start}/{end}"
    return whole if is_edtf(whole) else None
