"""Problems as a terminal, a program or GitHub reads them."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.cli.messages import (
    LONGEST_LINE,
    count,
    count_problems,
    printable,
    to_github,
    to_json,
    to_text,
    write_problems,
)
from site_gen.problems import Location, Problem

PATH = "content/events/su7-launch.yaml"
MISSPELT = Problem(
    "error",
    "unknown-field",
    'unknown field "titel"',
    'did you mean "title"?',
    Location(PATH, 4, 1, 5),
    "titel: Xiaomi launches the SU7",
)


def shown(problem: Problem) -> list[str]:
    return click.unstyle(to_text(problem)).split("\n")


def caret(excerpt: str, column: int, length: int = 1, line: int = 4) -> tuple[str, str]:
    """The source line and the line below it, without their gutter."""
    place = Location(PATH, line, column, length)
    _, text, marks = shown(replace(MISSPELT, location=place, excerpt=excerpt))
    gutter = len(f"  {line} |")
    return text[gutter:], marks[gutter:]


# --- for people ----------------------------------------------------------------------------


def test_a_problem_is_told_as_the_contract_shows_it() -> None:
    assert "\n".join(shown(MISSPELT)) == (
        'content/events/su7-launch.yaml:4:1: error: unknown field "titel";'
        ' did you mean "title"? [unknown-field]\n'
        "  4 | titel: Xiaomi launches the SU7\n"
        "    | ^^^^^"
    )


def test_a_problem_of_a_whole_file_has_neither_line_nor_excerpt() -> None:
    whole = Problem("warning", "r", "it rains", "take a coat", Location("site.yaml"), "ignored")
    assert shown(whole) == ["site.yaml: warning: it rains; take a coat [r]"]


def test_a_place_without_an_excerpt_is_one_line() -> None:
    assert len(shown(replace(MISSPELT, excerpt=None))) == 1


def test_a_gutter_is_as_wide_as_the_number_of_the_line() -> None:
    lines = shown(replace(MISSPELT, location=Location(PATH, 12345, 1)))
    assert lines[1:] == ["  12345 | titel: Xiaomi launches the SU7", "        | ^"]


def test_an_empty_line_has_a_caret_and_no_blank_at_its_end() -> None:
    assert shown(replace(MISSPELT, location=Location(PATH, 4, 1), excerpt=""))[1:] == [
        "  4 |",
        "    | ^",
    ]


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "text", "marks"),
    [
        ("a: bc", 4, 2, " a: bc", "    ^^"),
        ("a: bc", 6, 1, " a: bc", "      ^"),  # after the end
        ("标题: 发布", 5, 2, " 标题: 发布", "       ^^^^"),  # two columns each
        ("a: ＡＢ", 4, 1, " a: ＡＢ", "    ^^"),
        ("\ta: b", 2, 1, "  a: b", "  ^"),
        ("Cafe\u0301: x", 7, 1, " Cafe\u0301: x", "      ^"),
        ("हिन्दी: x", 9, 1, " हिन्दी: x", "        ^"),
        ("a\x1b[31mb: c", 7, 1, " a\\x1b[31mb: c", "          ^"),
        ("a\u202eb: c", 3, 1, " a\\u202eb: c", "        ^"),
    ],
)
def test_the_caret_stands_under_what_is_meant(
    excerpt: str, column: int, length: int, text: str, marks: str
) -> None:
    assert caret(excerpt, column, length) == (text, marks)


def test_marks_that_take_no_column_of_their_own_move_no_caret() -> None:
    # U+0941 and U+0947 stand below and above a letter, and have no combining class.
    assert caret("कुके: x", 5)[1] == "   ^"


@pytest.mark.parametrize("column", [1, 10, 80, 81, 250, 499, 500])
def test_of_a_long_line_the_part_around_the_caret_is_shown(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(500))
    text, marks = caret(line, column)
    assert len(text) <= 1 + LONGEST_LINE + 2
    assert text[len(marks) - 1] == line[column - 1]
    assert text.startswith(" …") is (column > 80)
    assert text.endswith("…") is (column < 420)


def test_a_line_that_just_fits_is_shown_whole() -> None:
    assert caret("x" * LONGEST_LINE, 1)[0] == " " + "x" * LONGEST_LINE


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("plain", "plain"),
        ("发布 – é", "发布 – é"),
        ("a\tb", "a b"),
        ("a\nb\r", "a\\nb\\r"),
        ("\x1b[2J\x07\x00", "\\x1b[2J\\x07\\x00"),
        ("\x9b31m\x7f", "\\x9b31m\\x7f"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\u2028\u2029\ufeff\u200b", "\\u2028\\u2029\\ufeff\\u200b"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_a_terminal_would_obey_is_spelt_out(text: str, spelt: str) -> None:
    assert printable(text) == spelt


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_ever_left(text: str) -> None:
    place = Location(text, 1, 1)
    problem = Problem("error", "r", text, text, place, text.split("\n", maxsplit=1)[0])
    for line in shown(problem):
        assert not {unicodedata.category(c) for c in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


# --- how many ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "last"),
    [
        (0, None),
        (200, None),
        (201, "… and 1 more problem"),
        (1200, "… and 1000 more problems"),
    ],
)
@pytest.mark.parametrize("style", ["text", "github"])
def test_two_hundred_problems_are_told_and_the_rest_counted(
    number: int, last: str | None, style: str
) -> None:
    told = list(write_problems([MISSPELT] * number, style))  # type: ignore[arg-type]  # one of the formats
    assert len(told) == min(number, 200) + (last is not None)
    if last is not None:
        assert told[-1] == last


def test_programs_are_told_all_of_them() -> None:
    assert len(list(write_problems([MISSPELT] * 1200, "json"))) == 1200


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 0, "0 errors, 0 warnings"),
        (1, 2, "1 error, 2 warnings"),
        (2, 1, "2 errors, 1 warning"),
    ],
)
def test_errors_and_warnings_are_counted(errors: int, warnings: int, said: str) -> None:
    warned = replace(MISSPELT, severity="warning")
    assert count_problems([MISSPELT] * errors + [warned] * warnings) == said


def test_nouns_have_their_plural() -> None:
    assert [count(1, "entity"), count(2, "entity"), count(0, "event")] == [
        "1 entity",
        "2 entities",
        "0 events",
    ]


# --- for programs --------------------------------------------------------------------------


def test_json_has_the_same_fields_on_one_line() -> None:
    line = to_json(MISSPELT)
    assert "\n" not in line
    assert json.loads(line) == {
        "path": PATH,
        "line": 4,
        "column": 1,
        "severity": "error",
        "message": 'unknown field "titel"; did you mean "title"?',
        "fact": 'unknown field "titel"',
        "remedy": 'did you mean "title"?',
        "rule": "unknown-field",
        "excerpt": "titel: Xiaomi launches the SU7",
    }


def test_json_leaves_letters_of_every_script_readable() -> None:
    assert '"发布"' in to_json(replace(MISSPELT, excerpt="发布"))


@given(st.text())
def test_json_brings_every_text_through_and_nothing_to_obey(text: str) -> None:
    line = to_json(replace(MISSPELT, fact=text, excerpt=text))
    assert json.loads(line)["excerpt"] == text
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_github_is_given_a_workflow_command() -> None:
    assert to_github(MISSPELT) == (
        "::error file=content/events/su7-launch.yaml,line=4,col=1,title=unknown-field"
        '::unknown field "titel"; did you mean "title"?'
    )


def test_github_is_given_no_line_where_a_whole_file_is_meant() -> None:
    whole = Problem("warning", "r", "it rains", "", Location("site.yaml"))
    assert to_github(whole) == "::warning file=site.yaml,title=r::it rains"


def test_github_is_given_paths_from_where_the_program_was_started() -> None:
    (command,) = write_problems([MISSPELT], "github", Path("docs/record"))
    assert command.startswith("::error file=docs/record/content/events/su7-launch.yaml,line=4")
    (text,) = write_problems([MISSPELT], "text", Path("docs/record"))
    assert "docs/record" not in text


def test_nothing_in_a_message_can_end_a_workflow_command() -> None:
    place = Location("a,b:c%d\ne.yaml", 1, 1)
    command = to_github(Problem("error", "r", "100 %\n::error::x\r", "", place))
    assert command == (
        "::error file=a%2Cb%3Ac%25d\\ne.yaml,line=1,col=1,title=r::100 %25\\n::error::x\\r"
    )
