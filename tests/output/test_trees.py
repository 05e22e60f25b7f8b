"""What is done for many files at once."""

import time
from collections.abc import Sequence

import pytest

from site_gen.output.trees import for_each


@pytest.mark.parametrize("number", [0, 3, 2000])
def test_it_is_done_for_each_path_once(number: int) -> None:
    paths = [f"p{at}" for at in range(number)]
    done: list[str] = []
    for_each(paths, done.append)
    assert sorted(done) == sorted(paths)


@pytest.mark.parametrize("paths", [["a", "bad", "c"], ["bad", *map(str, range(2000))]])
def test_where_one_fails_the_rest_is_left(paths: Sequence[str]) -> None:
    done: list[str] = []

    def act(path: str) -> None:
        if path == "bad":
            raise OSError(path)
        time.sleep(0.002)
        done.append(path)

    with pytest.raises(OSError, match="bad"):
        for_each(paths, act)
    assert len(done) < len(paths) / 2
