"""A parsed EDTF date."""

from dataclasses import dataclass, field
from typing import Literal

from site_gen.dates.points import Clock, Day, Doubt, Point, Precision

Kind = Literal["date", "interval", "one_of", "all_of"]
Edge = Literal["known", "unknown", "open"]
"""An interval's end: a date, not known (nothing written), or open (`..`)."""


@dataclass(frozen=True, slots=True, repr=False)
class When:
    """When something happened, known exactly as well as its EDTF text says.

    Made by `parse_edtf`; `str()` gives the canonical text, which alone decides equality.

    `earliest` and `latest` are the first and last day that the text allows, None where that side
    is open or unknown; the days are those the author wrote, in the author's UTC offset.
    `precision`, `year`, `month`, `clock` and `offset` are those of the first end or member that
    is known. `year` and `month` are None unless known exactly, and there is no month without a
    year. `level` is the lowest EDTF level (0, 1, 2) that has everything the text uses.

    `point` holds the components of that same end or member. An "interval" has `start` and `end`
    (None unless their edge is "known"), a set ("one_of", "all_of") has `members`, each a date or
    an interval.
    """

    text: str
    kind: Kind = field(compare=False)
    precision: Precision = field(compare=False)
    earliest: Day | None = field(compare=False)
    latest: Day | None = field(compare=False)
    year: int | None = field(compare=False)
    month: int | None = field(compare=False)
    point: Point = field(compare=False)
    level: int = field(compare=False, default=0)
    doubt: Doubt = field(compare=False, default=Doubt.NONE)
    start: "When | None" = field(compare=False, default=None)
    end: "When | None" = field(compare=False, default=None)
    start_edge: Edge = field(compare=False, default="known")
    end_edge: Edge = field(compare=False, default="known")
    members: tuple["When", ...] = field(compare=False, default=())
    warnings: tuple[str, ...] = field(compare=False, default=())

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"When({self.text!r})"

    @property
    def is_uncertain(self) -> bool:
        """Some component bears `?` or `%`."""
        return bool(self.doubt & Doubt.UNCERTAIN)

    @property
    def is_approximate(self) -> bool:
        """Some component bears `~` or `%`."""
        return bool(self.doubt & Doubt.APPROXIMATE)

    @property
    def clock(self) -> Clock | None:
        return self.point.clock

    @property
    def offset(self) -> int | None:
        """Minutes from UTC; None where the author named no zone."""
        return self.point.offset
