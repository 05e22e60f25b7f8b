"""Importing small texts into new sites."""

from datetime import UTC, datetime
from pathlib import Path

from site_gen.interchange.readers import ImportOptions
from site_gen.interchange.run import ImportResult, import_file

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def import_text(
    name: str, text: str | bytes, folder: Path, options: ImportOptions | None = None
) -> tuple[ImportResult, dict[str, str]]:
    """Into the site `folder/site`: what is said, and the texts of the new files."""
    file = folder / "input"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_path(name, file, folder / "site", options)


def import_path(
    name: str, file: Path, site: Path, options: ImportOptions | None = None
) -> tuple[ImportResult, dict[str, str]]:
    result = import_file(name, file, site, NOW, options)
    return result, {path: (site / path).read_text(encoding="utf-8") for path in result.written}


def list_losses(result: ImportResult) -> list[tuple[int, str, str]]:
    """Line, rule and fact of each."""
    return [(loss.location.line, loss.rule, loss.fact) for loss in result.lost]


def list_facts(result: ImportResult) -> list[str]:
    return [loss.fact for loss in result.lost]
