"""What is asked of a page of which only a part was made: told without reading all of its tags."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.output.inspection import _find_with_fragment, _read_links
from site_gen.output.links import has_id, scan_links

TAGS = [
    '<a href="#c1">',
    "<a href='#it&#39;s'>",
    '<a class=x href = "/a/?b=1&amp;c#d">',
    '<a title="&#39;#&#39;" href="#e">',
    "<a title='\"#\"' href='x#f'>",
    '<use xlink:href="&#35;g"/>',
    "<use xlink:href='&#x23;h'/>",
    '<p data-a="#i" id="i">',
    "<p id='j'>",
    '<p class=x id="k">',
    '<i title="id=" id="l">',
    '<script>x = \'<p id="m">\'; // "#n"</script>',
    "<STYLE>p::after { content: '<p id=\"o\">' }</STYLE>",
    '<!-- <p id="q"> <a href="#r"> -->',
    '<script type="x">{"a":"#s"}</script>',
    'it\'s 5" # " id="t" u=\'#v',
    "\n",
]
IDS = "ijklmoqt"


@given(st.lists(st.sampled_from(TAGS)))
def test_no_link_to_a_place_is_missed(tags: list[str]) -> None:
    page = "".join(tags).encode()
    found = {link for one in _find_with_fragment(page) for link in _read_links(*one)}
    assert {link for link in scan_links(page).links if "#" in link} <= found


@given(st.lists(st.sampled_from(TAGS)))
def test_an_id_that_is_told_is_there(tags: list[str]) -> None:
    page = "".join(tags).encode()
    assert {one for one in IDS if has_id(page, one)} <= scan_links(page).ids


def test_ids_as_templates_write_them_are_told() -> None:
    page = "".join(tag for tag in TAGS if "\"'" not in tag).encode()
    assert {one for one in IDS if has_id(page, one)} == {"i", "k", "l"}
