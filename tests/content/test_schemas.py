"""The schemas for editors agree with what a check says of the same documents."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from site_gen.content.documents import read_document
from site_gen.content.fields import Reading, RecordType
from site_gen.content.files import FOLDERS, ContentFile
from site_gen.content.nodes import Mapping, Node, Scalar, Sequence, parse_nodes
from site_gen.content.schemas import TABLES, Described, to_json_schema
from site_gen.content.site_fields import read_site
from site_gen.problems import Problem
from tests.dates.strategies import valid

ROOT = Path(__file__).parents[2]
VISIBLE = {
    "conflicting-fields", "empty-file", "invalid-value", "missing-field", "no-value",
    "unknown-field", "unknown-rule", "wrong-type",
}  # fmt: skip  # names, not lines
"""What a schema can see in any document. Of ids, dates, addresses and paths it sees the form
alone; of the other rules nothing: they are about other files, or about YAML itself. Nor does it
see that the languages of site.yaml are some, and begin with the site's own."""

VALIDATORS = {name: Draft7Validator(to_json_schema(name)) for name in TABLES}

_CORE = (
    (re.compile("null|Null|NULL|~|"), lambda _: None),
    (re.compile("true|True|TRUE"), lambda _: True),
    (re.compile("false|False|FALSE"), lambda _: False),
    (re.compile("[-+]?[0-9]+"), int),
    (re.compile("0o[0-7]+"), lambda text: int(text, 0)),
    (re.compile("0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
"""YAML 1.2.2 §10.3.2, the core schema, by which editors read."""


def to_editor_value(node: Node | None) -> Any:
    """What an editor has of a node."""
    if isinstance(node, Mapping):
        return {name: to_editor_value(entry.node) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [to_editor_value(item) for item in node.items]
    if isinstance(node, Scalar):
        for pattern, convert in () if node.style else _CORE:
            if pattern.fullmatch(node.value):
                return convert(node.value)
        return node.value
    return None


def list_errors(name: Described, text: str) -> list[Problem]:
    """What a check says of the text of one file, knowing no other."""
    if name == "site":
        node, problems = parse_nodes(text, "site.yaml")
        reading = Reading("site.yaml", list(problems))
        read_site(node, reading)
        found: tuple[Problem, ...] = tuple(reading.problems)
    else:
        found = read_document(ContentFile(f"content/{name}s/x.yaml", name), text).problems
    return [problem for problem in found if problem.severity == "error"]


def is_taken_by_schema(name: Described, text: str) -> bool:
    node, _ = parse_nodes(text, "x.yaml")
    return bool(VALIDATORS[name].is_valid(to_editor_value(node)))


def assert_agreement(name: Described, text: str) -> None:
    errors = list_errors(name, text)
    taken = is_taken_by_schema(name, text)
    if not errors:
        complaints = list(VALIDATORS[name].iter_errors(to_editor_value(parse_nodes(text, "")[0])))
        assert taken, complaints
    if any(problem.rule in VISIBLE and "languages" not in problem.fact for problem in errors):
        assert not taken, [problem.message for problem in errors]


def list_files() -> list[tuple[Described, Path]]:
    """Every readable file of the example and of the sites with mistakes."""
    found: list[tuple[Described, Path]] = []
    for site in (ROOT, *(ROOT / "tests/sites/invalid").iterdir()):
        found += [("site", path) for path in site.glob("site.yaml")]
        for folder, kind in FOLDERS.items():
            if kind in TABLES:
                found += [(kind, path) for path in (site / "content" / folder).rglob("*.yaml")]
    return found


def test_schema_and_check_agree_on_every_file_of_the_example_and_of_the_wrong_sites() -> None:
    agreed = 0
    for name, path in list_files():
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        rules = {problem.rule for problem in list_errors(name, text)}
        if not rules & UNSEEN_AS_WRITTEN and parse_nodes(text, "")[0] is not None:
            assert_agreement(name, text)
            agreed += 1
    assert agreed > 100


UNSEEN_AS_WRITTEN = {"yaml-syntax", "duplicate-key", "several-documents", "anchor", "tag"}
"""Of such a file an editor has something else than we, or nothing."""


@pytest.mark.parametrize("name", get_args(Described))
def test_each_schema_is_one_by_its_own_standard_and_describes_every_field(name: Described) -> None:
    schema = to_json_schema(name)
    Draft7Validator.check_schema(schema)
    properties = schema["definitions"][name]["properties"]
    assert {
        field.name: (field.meaning.casefold() in properties[field.name]["description"].casefold())
        for field in TABLES[name].fields
    } == dict.fromkeys(properties, True)


@pytest.mark.parametrize("name", get_args(Described))
def test_the_example_of_every_field_is_taken(name: Described) -> None:
    for field in TABLES[name].fields:
        needed = [other.example for other in TABLES[name].required if other.name != field.name]
        text = "\n".join([*needed, field.example]).replace("…", "example.org")
        assert list_errors(name, text) == []
        assert_agreement(name, text)


# --- documents that nobody wrote -----------------------------------------------------------

WORDS = [
    "", " ", "x", "2024", "2024-05-20", "2024-05-20T09:00+08:00", "lei-jun", "Lei Jun!",
    "true", "0", "2", "https://example.org/a", "乐道", "met", "launch.jpg", "/a/b/", "#c33", "en",
    "UTC",
]  # fmt: skip  # words, not lines
LEAVES = st.one_of(st.sampled_from(WORDS), st.integers(-50, 99_999), st.booleans())
KEYS = sorted({field.name for table in TABLES.values() for field in table.fields} | {"en", "zh"})
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn, table: RecordType) -> dict[str, Any]:
    """The examples of some fields, one of them, or one inside it, replaced by anything."""
    chosen = draw(st.lists(st.sampled_from(table.fields), unique_by=lambda field: field.name))
    document: dict[str, Any] = {}
    for field in (*table.required, *chosen):
        node, _ = parse_nodes(field.example.replace("…", "example.org"), "")
        document |= to_editor_value(node)
    for name in draw(st.lists(st.sampled_from([*document, "titel"]), max_size=2, unique=True)):
        inner = document.get(name)
        if isinstance(inner, dict) and draw(st.booleans()):
            inner[draw(st.sampled_from([*inner, "note"]))] = draw(VALUES)
        elif draw(st.booleans()):
            document[name] = draw(VALUES)
        else:
            document.pop(name, None)
    return document


@pytest.mark.parametrize("name", get_args(Described))
def test_schema_and_check_agree_on_documents_that_nobody_wrote(name: Described) -> None:
    @given(documents(TABLES[name]))
    def agree(document: dict[str, Any]) -> None:
        # JSON is YAML: texts stay in quotes, so that both sides have the same types.
        assert_agreement(name, json.dumps(document, ensure_ascii=False))

    agree()


@given(valid)
@example("[1667,1668,1670..1672]")
@example("Y-17E7")
@example("2024-05-20T09:00:00+08:00")
@example(" 2024-05-20 ")
def test_every_date_that_is_read_is_taken(text: str) -> None:
    for field in ("date", "published", "publish_from"):
        lines = {"title": "x", "date": "2024", field: text}
        quoted = json.dumps(lines, ensure_ascii=False)
        plain = "\n".join(f"{name}: {value}" for name, value in lines.items())
        for document in (quoted, plain):
            if not list_errors("event", document):
                assert is_taken_by_schema("event", document)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("event", "date: 28 March 2024"),
        ("event", "date: next spring"),
        ("event", "id: Lei Jun!"),
        ("event", "id: -su7"),
        ("event", "published: 2024"),
        ("event", "publish_from: 2024-06-01T09:00"),
        ("event", "kind: a/b"),
        ("event", "aliases: a b"),
        ("event", "media: [{file: ../x.jpg, alt: x}]"),
        ("event", "media: [{file: x.jpg}]"),
        ("event", "title: {chinese-simplified-please: x}"),
        ("source", "url: example.org"),
        ("source", "url: 'https://example.org/a b'"),
        ("source", "lang: Chinese please"),
        ("site", "base_url: https://example.org/?x"),
        ("site", "base_url: example.org/timeline/"),
    ],
)
def test_what_by_its_form_is_no_date_id_address_path_tag_or_picture_is_refused(
    name: Described, line: str
) -> None:
    given = line.partition(":")[0]
    needed = [field.example for field in TABLES[name].required if field.name != given]
    text = "\n".join([*needed, line])
    assert list_errors(name, text)
    assert not is_taken_by_schema(name, text)


def test_a_schema_sees_no_other_file_and_no_calendar() -> None:
    """Where it is blind, it stays silent; the check does not."""
    for line in ("date: 2024-02-30", "date: 44", "importance: 0x2", "draft: True"):
        given = line.partition(":")[0]
        needed = [field.example for field in TABLES["event"].required if field.name != given]
        text = "\n".join([*needed, line])
        assert list_errors("event", text)
        assert is_taken_by_schema("event", text)


def test_a_list_of_records_wants_an_id_of_each() -> None:
    event = "- {title: x, date: 2024, id: a}\n"
    assert_agreement("event", event * 1)
    assert is_taken_by_schema("event", event)
    assert not is_taken_by_schema("event", event + "- {title: x, date: 2024}\n")
    assert not is_taken_by_schema("event", "[]")
    assert not is_taken_by_schema("site", "- {title: x}")
