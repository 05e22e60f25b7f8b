"""What is asked of a page of which only a part was made: told without reading all of its tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.output.differences import find_difference, find_ids
from site_gen.output.links import scan_links
from site_gen.plan.standing import Patch

TAGS = [
    '<a href="/a/" id="a">',
    "<img src='b.png' title='>'>",
    '<a href="c" title="<!--">',
    "</a>",
    "<!-- ",
    " -->",
    "<script>",
    "</script>",
    "<Style x>",
    "</STYLE>",
    "<p id='i'>",
    '<p class=x id="j">',
    '<p data-a="#k"\nid = "k">',
    '<i title="id=" id="l">',
    "<i title=' id=' id=\"it's\">",
    '<p\u00a0id="&#109;&amp;n">',
    "<script>x = '<p id=\"o\">';</script>",
    "<STYLE>p::after { content: '<p id=\"p\">' }</STYLE>",
    '<!-- <p id="q"> -->',
    'it\'s 5" # " id="r" u=\'#v',
    "\n",
]


@given(st.lists(st.sampled_from(TAGS)))
def test_no_id_is_missed(tags: list[str]) -> None:
    page = "".join(tags).encode()
    assert scan_links(page).ids <= set(find_ids(page))


def test_ids_as_templates_write_them_are_told() -> None:
    assert set(find_ids("".join(TAGS[10:14]).encode())) == {"i", "j", "k", "l"}


@given(*[st.lists(st.sampled_from(TAGS)).map("".join)] * 4)
def test_what_two_pages_begin_and_end_with_is_the_same_in_both(
    start: str, one: str, other: str, end: str
) -> None:
    pages = [f"{start}{middle}{end}".encode() for middle in (one, other)]
    parts = [scan_links(part) for part in find_difference(Patch(*pages))]
    first, second = map(scan_links, pages)
    assert first.ids - parts[0].ids <= second.ids
    assert second.ids - parts[1].ids <= first.ids
    assert set(first.links) - set(parts[0].links) <= set(second.links)
    assert set(second.links) - set(parts[1].links) <= set(first.links)


@pytest.mark.parametrize(
    ("fresh", "replaced", "part", "other"),
    [
        ('<i>1<b id="x">2<u>3', '<i>1<b id="y">2<u>3', '<b id="x">2', '<b id="y">2'),
        ("<i><a href='1'><b><u>", "<i><b><u>", "<a href='1'>", ""),
        ("<i>1<u>2", "<i>1<u>2", "", ""),
        ("1<u>2", "3<u>2", "1", "3"),
        ("<!--1--><u>2", "<!--3--><u>2", "<!--1-->", "<!--3-->"),
        ("<!--1<i>2-->", "<!--1<i>3-->", "<!--1<i>2-->", "<!--1<i>3-->"),
        ("<i><script><u>", "<i><u>", "<script><u>", "<u>"),
        ("", "<i>", "", "<i>"),
    ],
)
def test_only_tags_that_differ_are_left(fresh: str, replaced: str, part: str, other: str) -> None:
    found = find_difference(Patch(fresh.encode(), replaced.encode()))
    assert found == (part.encode(), other.encode())
