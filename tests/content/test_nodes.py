"""Nodes: the same from libyaml and the pure parser, with places, within limits."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.nodes import (
    DEEPEST,
    LOADER,
    MOST_FAULTS,
    PURE_LOADER,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_nodes,
)

LETTERS = st.text(alphabet="abc XY é乐😀'\"#-:", max_size=12)
SCALARS = st.one_of(
    LETTERS,
    st.sampled_from(["no", "0044", "12:30", "2024-02-30", "null", "~", "true", "<<x", "1e3", "="]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=12,
)


def to_plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {name: to_plain(entry.node) for name, entry in node.entries.items()}
    return node


def parse_both(text: str) -> tuple[Node | None, list[tuple[int, str]]]:
    """The result of libyaml, after making sure that the pure parser's is the same."""
    fast, problems = parse_nodes(text, "f.yaml")
    pure, others = parse_nodes(text, "f.yaml", PURE_LOADER)
    assert fast == pure
    assert [p.rule for p in problems] == [p.rule for p in others]
    return fast, [(p.location.line, p.rule) for p in problems]


def test_libyaml_is_used_where_it_is_there() -> None:
    assert LOADER is getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def test_every_scalar_is_the_text_that_was_written() -> None:
    text = "a: 0044\nb: no\nc: 12:30\nd: 2024-02-30\ne: ~\nf: 0x1F\ng: =\n"
    node, problems = parse_both(text)
    assert problems == []
    assert to_plain(node) == {
        "a": "0044",
        "b": "no",
        "c": "12:30",
        "d": "2024-02-30",
        "e": "~",
        "f": "0x1F",
        "g": "=",
    }


def test_places_count_characters_from_one() -> None:
    node, _ = parse_both("标题: 😀 x\nlist:\n  - 乐道: 值\n")
    assert isinstance(node, Mapping)
    assert node.entries["标题"].node[1:3] == (1, 5)
    assert node.entries["标题"].node.length == 3
    inner = node.entries["list"].node
    assert isinstance(inner, Sequence)
    assert (inner.items[0].line, inner.items[0].column) == (3, 5)


@given(TREES)
def test_both_parsers_give_the_same_nodes_of_written_yaml(tree: object) -> None:
    for flow in (False, True):
        text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style='"')
        node, problems = parse_both(text)
        if not problems:
            assert to_plain(node) == tree


@given(st.text(alphabet="ab:- \n\t[]{},'\"|>&*!%#?@`\\\r\u2028é😀", max_size=60))
def test_no_text_is_too_strange_for_either_parser(text: str) -> None:
    for loader in (LOADER, PURE_LOADER):
        node, problems = parse_nodes(text, "f.yaml", loader)
        assert node is None or not any(p.rule == "yaml-syntax" for p in problems)
        for problem in problems:
            assert 1 <= problem.location.line <= text.count("\n") + 2


@given(st.text(max_size=80))
def test_no_unicode_text_raises(text: str) -> None:
    parse_nodes(text, "f.yaml")


@pytest.mark.parametrize("loader", [LOADER, PURE_LOADER])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "a:\n "])
def test_a_hundred_thousand_levels_are_an_error_and_no_crash(loader: object, opening: str) -> None:
    text = opening * 100_000
    if opening == "a:\n ":
        text = "".join(f"{' ' * level}a:\n" for level in range(200))
    node, problems = parse_nodes(text, "f.yaml", loader)
    assert node is None
    assert [problem.rule for problem in problems] in (["too-deep"], ["yaml-syntax"])


def test_fifty_levels_are_allowed() -> None:
    node, problems = parse_both("[" * DEEPEST + "]" * DEEPEST)
    assert problems == []
    assert node is not None
    _, problems = parse_both("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    assert problems == [(1, "too-deep")]


@pytest.mark.parametrize("loader", [LOADER, PURE_LOADER])
def test_a_merge_key_bomb_is_refused_without_being_expanded(loader: object) -> None:
    lines = ["a0: &a0 {x: y}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)]
    node, problems = parse_nodes("\n".join(lines), "f.yaml", loader)
    assert {problem.rule for problem in problems} == {"anchor"}
    assert isinstance(node, Mapping)


def test_a_file_full_of_faults_is_given_up() -> None:
    _, problems = parse_nodes("a: 1\n" * 10_000, "f.yaml")
    assert len(problems) == MOST_FAULTS


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 2),
        ("a: {b: 1, b: 2}\n", 1),
        ("- a: 1\n  a: 2\n", 2),
        ("a: 1\n'a': 2\n", 2),
    ],
)
def test_a_key_written_twice_is_an_error_wherever_it_stands(text: str, line: int) -> None:
    node, problems = parse_both(text)
    assert problems == [(line, "duplicate-key")]
    assert node is not None


def test_escapes_cannot_smuggle_in_what_no_file_may_hold() -> None:
    assert parse_both('a: "\\0"')[1] == [(1, "control-character")]
    assert parse_both('a: "\\u2028"')[1] == [(1, "control-character")]
    assert parse_both('a: "\\ud800"')[1] == [(1, "yaml-syntax")]
    assert parse_both('a: "\\U00110000"')[1] == [(1, "yaml-syntax")]
    assert parse_both('a: "\\t\\n\\u4e50"')[1] == []
