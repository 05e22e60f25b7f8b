"""The interface's words."""

from typing import get_args

import pytest

from site_gen.model import records
from site_gen.plan.words import Forms, Words
from tests.plan import timelines as t

TABLE: dict[str, Forms] = {
    "home": "Home",
    "by": "by {name}",
    "braces": "{{literally}}",
    "events": {"one": "{n} event", "other": "{n} events"},
}


def test_values_are_filled_in() -> None:
    words = Words("en", TABLE, "")
    assert words("by", name="{n}") == "by {n}"
    assert words("home") == "Home"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("en", 1, "1 event"), ("en", 0, "0 events"), ("en", 2, "2 events"), ("zh", 1, "1 events")],
)
def test_the_language_decides_the_plural_form(language: str, count: int, said: str) -> None:
    assert Words(language, TABLE, "")("events", count=count) == said


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("en", TABLE, "")("nowhere")
    assert not Words("en", TABLE, "").has("nowhere")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_that_the_plan_asks_for_is_in_the_shipped_tables(language: str) -> None:
    families = {
        "source_kind": records.SourceKind,
        "access": records.Access,
        "correction": records.CorrectionKind,
        "entity_type": records.EntityType,
        "entity_kind": records.EntityType,
        "status": records.ClaimStatus,
        "outcome": records.OutcomeStatus,
    }
    words = t.words_of(language)
    keys = {f"{name}_{value}" for name, kind in families.items() for value in get_args(kind)}
    assert {key for key in keys if not words.has(key)} == set()
