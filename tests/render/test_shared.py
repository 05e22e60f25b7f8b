"""Values that processes share: each finds what all have added, whole or not at all."""

import multiprocessing
import os
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.render.shared import _CHUNK, SharedFile, SharedValues

KEYS = st.text("abc123", min_size=1, max_size=3)


@given(added=st.lists(st.tuples(KEYS, st.binary())), taken=st.integers(0, 20))
def test_every_value_is_found_and_the_later_one_counts(
    tmp_path_factory: pytest.TempPathFactory, added: list[tuple[str, bytes]], taken: int
) -> None:
    shared = SharedFile(tmp_path_factory.getbasetemp())
    for key, value in added[:taken]:
        shared.add(key, value)
    before = shared.since(0).end
    for key, value in added[taken:]:
        shared.add(key, value)
    assert {key: shared.get(key) for key, _ in added} == dict(added)
    assert dict(shared.since(before)) == dict(added[taken:])
    assert shared.get("absent") is None
    shared.close()


@pytest.mark.parametrize("length", [0, 1, _CHUNK - 10, _CHUNK, 3 * _CHUNK])
def test_a_value_may_be_of_any_length(tmp_path: Path, length: int) -> None:
    shared = SharedFile(tmp_path)
    shared.add("first", b"1")
    shared.add("long", b"x\n 7\n" * (length // 5))
    shared.add("last", b"2")
    assert [shared["last"], len(shared["long"]) // 5, shared["first"]] == [b"2", length // 5, b"1"]


def test_processes_find_what_the_others_added(tmp_path: Path) -> None:
    shared = SharedFile(tmp_path)
    assert list(tmp_path.iterdir()) == []

    def add(name: str) -> None:
        for number in range(500):
            shared.add(f"{name}{number}", f"{name} {number}\n".encode() * 100)

    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=add, args=(name,)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    expected = {f"{name}{n}": f"{name} {n}\n".encode() * 100 for name in "ab" for n in range(500)}
    assert {key: shared[key] for key in expected} == expected


HEAD = b"b 40 %d\n" % crc32(b"x" * 40)


@pytest.mark.parametrize("cut", [b"", b"b", b"b 7", b"b x\n", HEAD, HEAD + b"x" * 20])
@pytest.mark.parametrize("later", [b"", b"y" * 4, b"y" * 70])
def test_of_what_a_full_disk_cut_off_no_part_is_found(
    tmp_path: Path, cut: bytes, later: bytes
) -> None:
    descriptor = os.open(tmp_path / "values", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    shared = SharedValues(descriptor)
    shared.add("a", b"value")
    os.write(descriptor, cut)
    SharedValues(descriptor).add("c", later)
    assert shared.get("a") == b"value"
    assert shared.get("b") is None
    assert shared.get("c") in ((later,) if not cut else (later, None))
    os.close(descriptor)


def test_where_nothing_can_be_added_nothing_is_found(tmp_path: Path) -> None:
    place = tmp_path / "values"
    place.touch()
    shared = SharedValues(os.open(place, os.O_RDONLY))
    shared.add("a", b"value")
    assert shared.get("a") is None
