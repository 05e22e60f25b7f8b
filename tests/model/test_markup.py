"""The links and citations that Markdown bodies carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model.markup import (
    blank_code,
    cited_sources,
    find_mentions,
    media_name,
    split_target,
)


def mentions(body: str) -> list[tuple[str, str]]:
    return [(one.role, one.target) for one in find_mentions(body)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[Lei Jun](entity:lei-jun)", [("link", "entity:lei-jun")]),
        ("[it](  <event:su7>)", [("link", "event:su7")]),
        ('[it](https://a.org/x_(y) "title")', [("link", "https://a.org/x_(y)")]),
        ("[@paper]", [("citation", "paper")]),
        ("[@paper, para. 3]", [("citation", "paper")]),
        ("[@ paper , p. 3]", [("citation", "paper")]),
        ("![A crowd](crowd.jpg)", [("image", "crowd.jpg")]),
        ("[it][x]\n\n[x]: event:su7", [("link", "event:su7")]),
        ("[乐道](entity:乐道)", [("link", "entity:乐道")]),
        ("no [link] (here) @paper", []),
    ],
)
def test_links_citations_and_pictures_are_found(body: str, found: list[tuple[str, str]]) -> None:
    assert mentions(body) == found


@pytest.mark.parametrize(
    "body",
    [
        r"\[@paper]",
        "`[@paper]`",
        "``a ` [@paper]``",
        "```\n[@paper](x)\n```",
        "~~~ text\n[@paper]\n~~~",
        "```\n[@paper] without an end",
        "`a\n[@paper]`",
    ],
)
def test_what_is_escaped_or_code_is_no_citation(body: str) -> None:
    assert list(cited_sources(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "a ` alone, [@paper]",
        "a ` alone\n\n[@paper] and another ` alone",
        "```\ncode\n```\n[@paper]",
        "`a` [@paper] `b`",
        "`` a ` [@paper]",
    ],
)
def test_what_is_not_code_is_cited(body: str) -> None:
    assert list(cited_sources(body)) == ["paper"]


def test_citations_come_in_the_order_of_the_text_with_repeats() -> None:
    assert list(cited_sources("[@b] then [@a, p. 1] then [@b]")) == ["b", "a", "b"]


@given(st.text("`~[]()@a\n\\ ", max_size=60))
def test_a_mention_stands_where_it_says(body: str) -> None:
    for mention in find_mentions(body):
        assert body[mention.start : mention.end].strip() == mention.target


@given(st.text("`~ab\n ", max_size=60))
def test_blanking_code_keeps_length_and_lines(body: str) -> None:
    blanked = blank_code(body)
    assert len(blanked) == len(body)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in body.split("\n")]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("entity:lei-jun", ("entity", "lei-jun")),
        ("event:a", ("event", "a")),
        ("story:a", ("story", "a")),
        ("source:a:b", ("source", "a:b")),
        ("https://a.org", None),
        ("entity", None),
        ("Entity:a", None),
        ("page:about", None),
    ],
)
def test_a_link_by_id_names_its_kind(href: str, found: tuple[str, str] | None) -> None:
    assert split_target(href) == found


def test_a_destination_may_be_encoded_or_decomposed() -> None:
    assert media_name("a%20crowd.jpg") == "a crowd.jpg"
    assert media_name("cafe\u0301.jpg") == media_name("caf%C3%A9.jpg") == "caf\u00e9.jpg"
