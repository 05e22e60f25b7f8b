"""Word tables: what is wrong with one is told at its line, and the rest is used."""

import pytest

from site_gen.render.tables import check_against_english, read_table


def read(text: str) -> list[str]:
    table = read_table(text.encode(), "templates/words/de.toml")
    return [f"{each.location.line}: {each.message}" for each in table.problems]


def compare(english: str, other: str) -> list[str]:
    table = read_table(other.encode(), "templates/words/de.toml")
    assert table.problems == ()
    forms = read_table(english.encode(), "templates/words/en.toml").forms
    found = check_against_english(table, forms)
    return [f"{each.location.line}: {each.message}" for each in found]


AS_IN = 'write each line as in home = "Home"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", f"1: this is not TOML: Invalid value; {AS_IN}"),
        ('a = "x"\na = "y"', f"2: this is not TOML: Cannot overwrite a value; {AS_IN}"),
        ("a = 1", '1: "a" is neither a text nor a table of texts; write a text in "quotes"'),
        (
            '\n[a]\nother = ["x"]',
            '2: "a" is neither a text nor a table of texts; write a text in "quotes"',
        ),
        (
            'a = {one = "x"}',
            '1: "a" has no form "other"; add it: it is used where no other form fits',
        ),
        (
            'a = {other = "x", two_ = "y"}',
            '1: "a" has the unknown plural form "two_"; known are zero, one, two, few, many, other',
        ),
        ('a = "{"', '1: "a" has a brace without its partner; write values as "{name}"'),
        ('a = "}"', '1: "a" has a brace without its partner; write values as "{name}"'),
        ('a = "{}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
        ('a = "{0}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
        ('a = "{x.y}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
        ('a = "{x[0]}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
        ('a = "{x!r}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
        ('a = "{x:9}"', '1: "a" has a value that is not a plain name; write values as "{name}"'),
    ],
)
def test_a_wrong_wording_is_a_problem_at_its_line(text: str, message: str) -> None:
    assert read(text) == [message]


def test_what_is_right_is_used_beside_what_is_wrong() -> None:
    table = read_table(b'a = "A"\nb = 2\n', "templates/words/de.toml")
    assert table.forms == {"a": "A"}
    assert [each.location.line for each in table.problems] == [2]


def test_a_table_that_is_not_utf_8_is_a_problem() -> None:
    (problem,) = read_table(b'a = "A"\nb = "\xff"', "words/de.toml").problems
    assert (problem.location.line, problem.message) == (
        2,
        "the file is not UTF-8; save it as UTF-8",
    )


def test_the_excerpt_shows_the_line_that_cannot_be_read() -> None:
    (problem,) = read_table(b'a = "A"\nb = B\n', "words/de.toml").problems
    assert (problem.rule, problem.excerpt) == ("words-table", "b = B")


def test_translations_fill_in_what_english_does() -> None:
    unknown, missing = compare('a = "by {who}"', 'x = "x"\na = "von {wem}"')
    assert unknown == (
        '2: the wording of "a" has "{wem}", which the English one does not have; '
        "remove it, or write the name as there"
    )
    assert missing == '2: the wording of "a" lacks "{who}", which the English one has; add it'


def test_a_plural_form_need_not_repeat_the_number() -> None:
    english = 'a = {one = "one {x}", other = "{n} {x}"}'
    assert compare(english, 'a = "{n} {x}"') == []
    assert compare(english, 'a = {one = "ein {x}", other = "viele {x}"}') == []
    assert compare('a = "all"', 'a = "alle {n}"') != []


def test_words_that_english_lacks_are_the_site_s_own() -> None:
    assert compare('a = "x"', 'b = "{y}"') == []
