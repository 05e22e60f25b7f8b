"""A stable digest of a value."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, make_dataclass
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.digest import digest_bytes, digest_stream, digest_value, pass_digesting

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False).filter(bool)  # 0.0 and -0.0 are equal, and written apart
    | st.text()
    | st.binary()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@dataclass(frozen=True, slots=True)
class Pair:
    left: Any
    right: Any


@dataclass(frozen=True)
class Single:
    left: Any


@dataclass(frozen=True)
class Empty:
    pass


class Size(Enum):
    SMALL = 1
    LARGE = 2


class Word(StrEnum):
    SMALL = "small"


class Point(NamedTuple):
    x: int
    y: int


class Labelled(str):
    __slots__ = ()


@dataclass(frozen=True)
class Table:
    rows: dict[str, str]
    digest: str


def typed(value: Any) -> Any:
    """The value with the type of each part, since Python has `1 == True == 1.0`."""
    if isinstance(value, list | tuple):
        return type(value), [typed(item) for item in value]
    if isinstance(value, dict):
        return dict, sorted((key, typed(item)) for key, item in value.items())
    return type(value), value


@given(VALUES, VALUES)
def test_values_have_one_digest_exactly_if_they_are_the_same(one: Any, other: Any) -> None:
    assert (digest_value(one) == digest_value(other)) is (repr(typed(one)) == repr(typed(other)))


@given(VALUES)
def test_a_value_in_another_nesting_has_another_digest(value: Any) -> None:
    nestings = [value, [value], (value,), [[value]], {"": value}, Single(value), Pair(value, None)]
    assert len({digest_value(each) for each in nestings}) == len(nestings)


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_texts_side_by_side_do_not_run_into_each_other(one: list[str], other: list[str]) -> None:
    assert (digest_value(one) == digest_value(other)) is (one == other)


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=8))
def test_the_order_of_a_mapping_does_not_count(mapping: dict[str, int]) -> None:
    turned = dict(reversed(mapping.items()))
    assert digest_value(turned) == digest_value(mapping)


def test_what_looks_alike_and_is_not_the_same_differs() -> None:
    alike = [
        None, "None", "", 0, "0", False, 1, True, 1.0, "1", b"1", (), [], {}, ((),), "()", Empty(),
        Single(None), Pair(1, 2), (1, 2), [1, 2], Pair(2, 1), Pair((1,), 2), Pair(1, (2,)),
        Size.SMALL, Size.LARGE, Word.SMALL, "SMALL", "a\0", "a", b"", {"a": 1}, {"a": "1"},
        make_dataclass("Twin", ["left", "right"], frozen=True)(1, 2),
    ]  # fmt: skip  # one value a line would fill the screen
    assert len({digest_value(value) for value in alike}) == len(alike)


def test_a_named_tuple_is_a_tuple_and_a_labelled_text_a_text() -> None:
    assert digest_value(Point(1, 2)) == digest_value((1, 2))
    assert digest_value(Labelled("a")) == digest_value("a")


def test_a_value_with_a_digest_of_its_own_counts_by_it_alone() -> None:
    first, same = Table({"a": "b"}, "1"), Table({"c": "d"}, "1")
    assert digest_value(first) == digest_value(same)
    assert digest_value(first) != digest_value(Table({"a": "b"}, "2"))
    assert digest_value(first) != digest_value("1")


def test_half_characters_have_digests_too() -> None:
    assert digest_value("\ud800") != digest_value("\ud801")


@pytest.mark.parametrize(
    "value",
    [{1, 2}, frozenset(), object(), date(2024, 5, 20), lambda: 1, 1j, Pair, range(3), iter("a")],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: (1, v), Single, lambda v: {"a": v}])
def test_what_cannot_be_compared_by_value_is_refused(
    value: object, wrap: Callable[[object], object]
) -> None:
    with pytest.raises(TypeError):
        digest_value(wrap(value))


def test_the_digest_of_bytes_is_blake2b_of_sixteen_bytes() -> None:
    # RFC 7693 with a digest of 16 bytes, as `b2sum -l 128` gives it.
    assert digest_bytes(b"") == "cae66941d9efbd404e4d88758ea67670"


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_digests_are_the_same_in_every_process(seed: str, checkout: Path) -> None:
    script = (
        "from site_gen.digest import digest_value\n"
        "print(digest_value({'b': (1, None, 'x'), 'a': [True, 2.5, b'y'], 'c': {'z': '乐道'}}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=checkout,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    expected = digest_value({"c": {"z": "乐道"}, "a": [True, 2.5, b"y"], "b": (1, None, "x")})
    assert run.stdout.strip() == expected


@given(st.binary())
def test_a_stream_has_the_digest_of_its_bytes(content: bytes) -> None:
    assert digest_stream(io.BytesIO(content)) == digest_bytes(content)


@given(st.lists(st.binary()))
def test_chunks_that_pass_have_the_digest_of_all_their_bytes(chunks: list[bytes]) -> None:
    told: list[str] = []
    assert list(pass_digesting(chunks, told.append)) == chunks
    assert told == [digest_bytes(b"".join(chunks))]
