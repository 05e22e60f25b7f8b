"""Titles in lines: where they may break, how evenly, and what is cut."""

import pytest

from site_gen.render.line_breaks import break_lines, shorten


def lines_of(text: str, width: int, most: int = 9) -> list[str]:
    """Every character is as wide as any other."""
    return break_lines(text, width, len, most)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The launch", 20, ["The launch"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("  spaces   and\nends ", 10, ["spaces", "and ends"]),
        ("aaaa bbbb cccc d", 14, ["aaaa bbbb", "cccc d"]),
        ("half price — or more", 12, ["half price\u00a0—", "or more"]),
        ("in-car", 5, ["in-", "car"]),
        ("小米汽车上市", 4, ["小米汽", "车上市"]),
        ("雷军到访，察看", 5, ["雷军到", "访，察看"]),
        ("他说（乐道）好", 4, ["他说（乐", "道）好"]),
        ("交付了2025年3月", 6, ["交付了", "2025年", "3月"]),
        ("小米SU7上市", 5, ["小米", "SU7上市"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 5, [""]),
    ],
)
def test_a_title_breaks_where_its_script_allows_it(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@pytest.mark.parametrize("width", range(1, 30))
def test_no_line_is_too_long_and_nothing_is_lost(width: int) -> None:
    text = "Lei Jun 雷军到访蔚来, looks at the extraordinarily-named L60 and “more” things"
    lines = lines_of(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= max(width, 3) for line in lines)


def test_what_has_more_lines_than_there_is_room_for_is_not_evened_out() -> None:
    assert lines_of("aaaa bbbb cccc d", 14, most=1) == ["aaaa bbbb cccc", "d"]


def test_a_cut_text_says_so_within_its_room() -> None:
    assert shorten(["one two,", "three"], 1, 8, len) == ["one two…"]
    assert shorten(["12345678", "9"], 1, 8, len) == ["1234567…"]
    assert shorten(["one", "two"], 2, 8, len) == ["one", "two"]
