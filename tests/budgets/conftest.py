"""The sites that are weighed: the example, and one of five hundred events."""

import shutil
from pathlib import Path

import pytest

from tests.building import build_well
from tests.many_events import build_many


@pytest.fixture(scope="session")
def example(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("example")
    shutil.copy(checkout / "site.yaml", site)
    shutil.copytree(checkout / "content", site / "content")
    build_well(site)
    return site / "site"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_many(tmp_path_factory.getbasetemp(), 500)
