"""Whatever is in a body, reading its links costs time in proportion to its length."""

import pytest

from site_gen.model.markup import blank_code, cited_sources, find_mentions


@pytest.mark.parametrize(
    ("body", "blanked"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a ` b", "a ` b"),
        ("a ` b\n\nc ` d", "a ` b\n\nc ` d"),
        (r"a \` b ` c", r"a \` b ` c"),
        ("```\n[x](entity:y)\n```\nz", "   \n             \n   \nz"),
        ("~~~~ py\nx\n~~~\n~~~~\ny", "       \n \n   \n    \ny"),
        ("```\nnever closed", "   \n            "),
    ],
)
def test_code_becomes_spaces_and_everything_else_stays(body: str, blanked: str) -> None:
    assert blank_code(body) == blanked


def test_only_what_stands_outside_code_is_a_citation() -> None:
    body = "[@a] `[@b]` \\[@c] `` ` [@d] `` [@e, p. 3]\n```\n[@f]\n```\n[@g]"
    assert list(cited_sources(body)) == ["a", "e", "g"]


@pytest.mark.parametrize(
    "piece", ["[@", "`", "`a", "``a", "~~~\n", "```\n", "](", "![", "[[", "](a(", "[x]:"]
)
def test_a_megabyte_of_marks_is_read_to_its_end(piece: str) -> None:
    body = piece * (1_000_000 // len(piece))
    assert all(0 <= one.start <= one.end <= len(body) for one in find_mentions(body))
