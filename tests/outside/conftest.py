from collections.abc import Iterator

import pytest

from tests.outside.misbehaving import Host, serve_badly


@pytest.fixture
def host() -> Iterator[Host]:
    with serve_badly() as host:
        yield host
