"""Addresses in a feed: what becomes of them is what the URL standard's resolution gives."""

from html import escape, unescape
from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.render.rebase import rebase

BASES = ["https://example.org/events/a/", "https://example.org/a/?x=1", "/events/a/", "/a b/", ""]

ADDRESSES = st.one_of(
    st.sampled_from(["#ref-1", "#", "../b/", "/b/#c1", "https://a.org/b", "//a.org", "mailto:a@b"]),
    st.from_regex(r"(https?://[a-z.]{1,5}(/[a-z./]{0,6})?|[#?/]|\.\.?/)?[a-z0-9;=&.#?%/-]{0,8}"),
).filter(lambda one: '"' not in one and "<" not in one and ">" not in one)


@given(ADDRESSES, st.sampled_from(BASES))
@example("https://a.org/../b", BASES[0])
@example("https://a.org/b\n", BASES[0])
@example("#ref-1", "https://example.org/a#b")
def test_addresses_become_whole(address: str, base: str) -> None:
    try:
        whole = escape(urljoin(base, unescape(address)))
    except ValueError:
        whole = address
    assert rebase(f'<a href="{address}">', base) == f'<a href="{whole}">'


@pytest.mark.parametrize("html", ['<p>href="#a"</p>', '<a title="#a">', "<code> src=x</code>"])
def test_what_is_no_address_stays(html: str) -> None:
    assert rebase(html, "https://example.org/") == html
