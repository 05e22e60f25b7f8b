"""The tables of the interface's words."""

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from site_gen.model import records
from site_gen.plan.statements import SIGNS
from site_gen.plan.words import Forms
from site_gen.render.theme import Theme

Table = dict[str, Forms]


@pytest.fixture(scope="session")
def tables(checkout: Path) -> dict[str, Table]:
    folder = checkout / "templates/words"
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}


def test_the_tables_are_read_without_a_problem(theme: Theme) -> None:
    assert theme.problems == ()
    assert {"en", "zh"} <= set(theme.words)


def test_every_language_has_the_same_keys_in_the_same_order(tables: dict[str, Table]) -> None:
    for table in tables.values():
        assert list(table) == list(tables["en"])


def test_every_language_fills_in_the_same_values(tables: dict[str, Table]) -> None:
    for table in tables.values():
        for key, forms in table.items():
            assert placeholders(forms) == placeholders(tables["en"][key]), key


def test_every_wording_says_something(tables: dict[str, Table]) -> None:
    for table in tables.values():
        for forms in table.values():
            assert all(wording.strip(" ") for wording in wordings(forms))


def test_every_value_of_the_content_format_has_a_word(tables: dict[str, Table]) -> None:
    families = {
        "status_": get_args(records.ClaimStatus),
        "outcome_": (*get_args(records.OutcomeStatus), "open"),
        "correction_": get_args(records.CorrectionKind),
        "entity_type_": get_args(records.EntityType),
        "entity_kind_": get_args(records.EntityType),
        "source_kind_": get_args(records.SourceKind),
        "access_": get_args(records.Access),
        "sign_": ("disputed", "corrected", "retracted", "draft"),
    }
    wanted = {prefix + value for prefix, values in families.items() for value in values}
    wanted |= {f"{key}_explained" for key in wanted if key.startswith(("status_", "outcome_"))}
    assert wanted <= set(tables["en"])
    assert {f"{prefix}{value}" for prefix in ("status_", "outcome_") for value in SIGNS} & set(
        tables["en"]
    )


def test_no_key_is_without_use(checkout: Path, tables: dict[str, Table]) -> None:
    sources = [
        path.read_text("utf-8")
        for folder, pattern in (("templates", "*.html"), ("site_gen", "*.py"))
        for path in (checkout / folder).rglob(pattern)
    ]
    literals = {word for text in sources for word in re.findall(r'"([a-z_0-9]+)"', text)}
    beginnings = tuple(begin for text in sources for begin in _find_beginnings(text))
    idle = [key for key in tables["en"] if key not in literals and not key.startswith(beginnings)]
    assert idle == []


def _find_beginnings(text: str) -> list[str]:
    """How keys begin that are put together while running: `words("sign_" ~ id)`, `f"access_{…}"`.

    `show_status(edition, "outcome", …)` names the family alone.
    """
    joined = re.findall(r'words\("([a-z_]+_)" ~|words\(f"([a-z_]+_)\{', text)
    families = re.findall(r'show_status\([^"()]*"([a-z]+)"', text)
    return ["".join(pair) for pair in joined] + [f"{family}_" for family in families]


def wordings(forms: Forms) -> list[str]:
    return [forms] if isinstance(forms, str) else list(forms.values())


def placeholders(forms: Forms) -> set[str | None]:
    return {
        name
        for wording in wordings(forms)
        for _, name, _, _ in Formatter().parse(wording)
        if name is not None
    }
