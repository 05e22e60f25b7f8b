"""Values that are made when somebody looks into them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Late(Generic[T]):
    """A value known by its `digest`: a file that has it already need not have it made."""

    def __init__(self, digest: str, make: Callable[[], T]) -> None:
        self._digest = digest
        self._make = make

    @property  # and no mere attribute, for a Digester asks the class
    def digest(self) -> str:
        return self._digest

    @cached_property
    def made(self) -> T:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        """Templates read its fields as if it had been made."""
        if name.startswith("_"):  # such as those that copying asks for
            raise AttributeError(name)
        return getattr(self.made, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Late) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)
