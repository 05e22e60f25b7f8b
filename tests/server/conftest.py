"""Previews of small sites."""

from collections.abc import Iterator

import pytest

from tests.server.previewing import Preview, serving, write_small_site


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One for a whole module: whoever saves something there does not rely on what was there."""
    with serving(write_small_site(tmp_path_factory.mktemp("previewed") / "cars")) as running:
        yield running
