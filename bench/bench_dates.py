"""Microseconds per parsed date: `python bench/bench_dates.py`.

The median over a list as mixed as the content of a site that uses all of EDTF.
"""

from statistics import median
from time import perf_counter_ns

from site_gen.dates import parse_edtf

MIXED = (
    "1984",
    "2004-06",
    "2024-03-28",
    "1904-02-29",
    "2024-03-28T19:00+08:00",
    "2001-02-03T09:30:01",
    "-0043-03-15",
    "1984~",
    "2004-06-11%",
    "2004-06~-11",
    "199X",
    "1985-04-XX",
    "15XX-12-25",
    "2001-21",
    "2024-Q3",
    "Y170000002",
    "Y171010000S3",
    "1984-06-02?/2004-08-08~",
    "2004-06/..",
    "2024-03-28T19:00/2024-03-28T21:00",
    "[1667,1668,1670..1672]",
    "{1960,1961-12}",
)
REPEATS = 2000
ROUNDS = 7


def measure(text: str) -> float:
    """Microseconds for one parse, the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begin = perf_counter_ns()
        for _ in range(REPEATS):
            parse_edtf(text)
        rounds.append((perf_counter_ns() - begin) / REPEATS / 1000)
    return min(rounds)


def main() -> None:
    times = {text: measure(text) for text in MIXED}
    for text, microseconds in times.items():
        print(f"{microseconds:8.1f} µs  {text}")
    print(f"{median(times.values()):8.1f} µs  median of {len(times)}")


if __name__ == "__main__":
    main()
