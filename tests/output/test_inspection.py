"""What is asked of a page of which only a part was made: told without reading all of its tags."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.output.inspection import _find_ids
from site_gen.output.links import scan_links

TAGS = [
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
    assert scan_links(page).ids <= set(_find_ids(page))


def test_ids_as_templates_write_them_are_told() -> None:
    assert set(_find_ids("".join(TAGS[:4]).encode())) == {"i", "j", "k", "l"}
