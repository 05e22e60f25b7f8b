"""docs/content-format.md says of every field and rule what the tables in the code say."""

from pathlib import Path

import pytest

from site_gen.content.citation_fields import CITATION, CLAIM_CITATION
from site_gen.content.claim_fields import CLAIM, OUTCOME, STATUS_CHANGE
from site_gen.content.entity_fields import ENTITY, PAGE, ROLE, STORY, TICKER
from site_gen.content.event_fields import CORRECTION, EVENT, MEDIUM, PARTICIPANT
from site_gen.content.fields import RecordType
from site_gen.content.nodes import parse_nodes
from site_gen.content.site_fields import CALENDAR, CHECK, FEEDS, HEADERS, KIND, MARKDOWN, SITE
from site_gen.content.source_fields import ARCHIVED, SOURCE
from site_gen.rules import ERRORS, WARNINGS

DOCS = Path(__file__).parents[2] / "docs" / "content-format.md"
RECORDS = [
    EVENT, PARTICIPANT, CITATION, MEDIUM, CORRECTION, CLAIM, CLAIM_CITATION, OUTCOME,
    STATUS_CHANGE, SOURCE, ARCHIVED, ENTITY, ROLE, TICKER, STORY, PAGE, SITE, KIND, FEEDS,
    CALENDAR, MARKDOWN, HEADERS, CHECK,
]  # fmt: skip  # names, not lines


def to_table(record: RecordType) -> str:
    """The record's table as the manual has it."""
    lines = ["| field | takes | meaning | example |", "| --- | --- | --- | --- |"]
    for field in record.fields:
        name = f"`{field.name}`, required" if field.required else f"`{field.name}`"
        example = field.example.replace("\n", "<br>").replace("|", "\\|")
        meaning = field.meaning[0].upper() + field.meaning[1:]
        lines.append(f"| {name} | {field.type.noun} | {meaning} | `{example}` |")
    return "\n".join(lines)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.noun)
def test_every_field_is_in_the_manual_with_an_example(record: RecordType) -> None:
    assert to_table(record) in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.noun)
def test_every_example_is_read_without_a_problem(record: RecordType) -> None:
    from site_gen.content.fields import Reading

    for field in record.fields:
        node, problems = parse_nodes(field.example.replace("…", "example.org"), "example")
        assert node is not None
        assert not problems
        reading = Reading("example")
        values = RecordType(record.noun, (field,)).read_values(node, reading)
        if field.name != "file":  # a file comes with `alt`
            assert reading.problems == []
        assert values is not None
        assert field.key in values.found


def test_every_rule_is_in_the_manual() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name, meaning in {**ERRORS, **WARNINGS}.items():
        assert f"| `{name}` | {meaning[0].upper()}{meaning[1:]} |" in text


def test_every_rule_of_content_has_a_site_that_breaks_it() -> None:
    folder = Path(__file__).parents[1] / "sites" / "invalid"
    reported = {
        line.rpartition("[")[2].rstrip("]")
        for path in folder.glob("*/expected.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert reported <= ERRORS.keys() | WARNINGS.keys()
    # The first need files that a repository cannot hold; tests in this folder make them. The
    # others are found after the content, and tested where they are.
    assert ERRORS.keys() - reported == {
        "not-a-file", "too-large", "unreadable",
        "broken-link", "markdown-error", "markdown-too-deep", "markdown-too-slow",
        "path-collision", "template-error", "theme-file", "words-table",
    }  # fmt: skip  # names, not lines
    assert WARNINGS.keys() - reported == {
        "dead-link", "not-archived", "silent-link",
        "card-left-out", "missing-words", "unknown-word", "unused-template",
    }  # fmt: skip  # names, not lines
