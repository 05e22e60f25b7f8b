"""Builds inside the test's own process, with a fixed clock."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from site_gen.build import build_site
from site_gen.output.report import BuildOptions, BuildReport

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def build(site: Path, **options: Any) -> BuildReport:
    """A build as of 22 November 2026; `options` are those of BuildOptions."""
    return build_site(BuildOptions(site, **{"now": NOW, **options}), _say_nothing)


def _say_nothing(done: int, total: int) -> None:
    pass


def build_well(site: Path, **options: Any) -> BuildReport:
    """A build that publishes and has nothing to say."""
    report = build(site, **options)
    assert report.problems == ()
    assert report.is_published
    return report


def read_page(site: Path, path: str, output: str = "site") -> str:
    return (site / output / path).read_text(encoding="utf-8")
