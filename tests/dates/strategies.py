"""Hypothesis strategies for EDTF texts, built from the grammar of the standard."""

from calendar import monthrange

from hypothesis import strategies as st

MARKS = st.sampled_from(["", "?", "~", "%"])
SMALL_YEARS = st.integers(-9999, 9999)


def write_year(year: int) -> str:
    """A year of four digits, with its sign."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


@st.composite
def days(draw: st.DrawFn) -> str:
    year = draw(SMALL_YEARS)
    month = draw(st.integers(1, 12))
    # The Gregorian calendar repeats every 400 years; the standard library knows years from 1.
    length = monthrange(year % 400 + 400, month)[1]
    return f"{write_year(year)}-{month:02d}-{draw(st.integers(1, length)):02d}"


@st.composite
def months(draw: st.DrawFn) -> str:
    return f"{write_year(draw(SMALL_YEARS))}-{draw(st.integers(1, 12)):02d}"


@st.composite
def seasons(draw: st.DrawFn) -> str:
    return f"{write_year(draw(SMALL_YEARS))}-{draw(st.integers(21, 41))}"


@st.composite
def long_years(draw: st.DrawFn) -> str:
    year = draw(st.integers(10_000, 10**12)) * draw(st.sampled_from([-1, 1]))
    exponent = draw(st.sampled_from(["", "E3", "E20"]))
    return f"Y{year}{exponent}" + draw(st.sampled_from(["", "S1", "S3", "S12"]))


@st.composite
def unspecified(draw: st.DrawFn) -> str:
    year = draw(st.sampled_from(["19XX", "199X", "1XXX", "-01XX", "XXXX", "1XX3", "1984"]))
    return year + draw(st.sampled_from(["", "-XX", "-12", "-1X", "-04-XX", "-12-2X", "-XX-25"]))


@st.composite
def marked_dates(draw: st.DrawFn) -> str:
    year, month, day = "2004", "06", "11"
    marks = [draw(MARKS) for _ in range(6)]
    parts = [marks[0] + year + marks[1], marks[2] + month + marks[3], marks[4] + day + marks[5]]
    return "-".join(parts[: draw(st.integers(1, 3))])


@st.composite
def times(draw: st.DrawFn) -> str:
    clock = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
    seconds = draw(st.sampled_from(["", ":00", ":59"]))
    zone = draw(st.sampled_from(["", "Z", "+08:00", "-03:30", "+14:00", "-12:00", "-13:45", "+08"]))
    return f"{draw(days())}T{clock}{seconds}{zone}"


years = SMALL_YEARS.map(write_year)
untimed = st.one_of(years, months(), days(), seasons(), long_years(), unspecified(), marked_dates())
dates = st.one_of(untimed, times())
open_intervals = st.builds(
    lambda date, shape: shape.format(date),
    dates,
    st.sampled_from(["{}/", "{}/..", "/{}", "../{}"]),
)
"""Intervals with one known end; with two, most random pairs are reversed and refused."""

closed_intervals = st.tuples(dates, dates).map("/".join)


@st.composite
def sets(draw: st.DrawFn) -> str:
    members = draw(st.lists(untimed, min_size=1, max_size=4))
    first = draw(st.sampled_from(["", ".."]))
    last = draw(st.sampled_from(["", ".."]))
    opening, closing = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    text = draw(st.sampled_from([",", ", "])).join(members)
    if len(members) == 1 and first:
        last = ""
    return f"{opening}{first}{text}{last}{closing}"


valid = st.one_of(dates, open_intervals, sets())
"""Texts that are all accepted."""
