"""What a record is known by from one build to the next, without looking at its values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """`whole` differs wherever the record does, `face` wherever more of it does than the words of
    its body.

    `names` are `kind:id` of everything that the record names, in the body too. They may be more
    than it names: all that the records of its file name.
    """

    whole: str
    face: str
    names: tuple[str, ...] = ()
