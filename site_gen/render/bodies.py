"""Bodies that need not be rendered again: this process, another one of this build, or an earlier
build has rendered the same.

What an earlier build kept is not believed, for whoever fills a cache may have forged it: it is
taken only where sanitising leaves it as it is, and never where site.yaml trusts raw HTML. What
passes is as safe as what is rendered anew.
"""

import json
from collections.abc import Callable, Mapping

from site_gen.digest import digest_value
from site_gen.plan.contexts import Markup
from site_gen.render.markdown import NoteWords, render_body
from site_gen.render.sanitize import sanitize

MOST_KNOWN = 150_000
"""Bodies that are remembered: those of a very large site, at some 2 KB each."""

MOST_GROWN = 100
"""Bytes of kept HTML for a character of the body, from which on it was surely not made of it."""

Kept = Mapping[str, bytes]
"""HTML as a JSON string in UTF-8, by a key that stands for the body and how it is shown."""


class Bodies:
    """HTML of bodies, each rendered once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._kept: Kept = {}
        self._find_kept: Callable[[], Kept] | None = None

    def expect(self, find_kept: Callable[[], Kept]) -> None:
        """`find_kept` gives what an earlier build kept; it is asked when a body is not known."""
        self._find_kept = find_kept

    def render(
        self,
        markup: Markup,
        *,
        heading: int,
        prefix: str,
        note_words: NoteWords,
        seconds: float,
    ) -> str:
        """As `render_body`. An event's page, its feeds, the next build have the same body."""
        key = digest_value((markup, heading, prefix, note_words))
        html = self._known.get(key)
        if html is None:
            html = self._recall(key, markup)
            if html is None:
                html = render_body(
                    markup, heading=heading, prefix=prefix, note_words=note_words, seconds=seconds
                )
                self._new[key] = html
            self.learn({key: html})
        return html

    def learn(self, bodies: Mapping[str, str]) -> None:
        """Bodies that this process need not render, by key."""
        if len(self._known) + len(bodies) > MOST_KNOWN:
            self._known.clear()
        self._known.update(bodies)

    def take_new(self) -> dict[str, str]:
        """What was rendered since this was last asked, by key."""
        new, self._new = self._new, {}
        return new

    def _recall(self, key: str, markup: Markup) -> str | None:
        if markup.raw_html == "trust":
            return None
        if self._find_kept is not None:
            self._kept, self._find_kept = self._find_kept(), None
        kept = self._kept.get(key)
        if kept is None or len(kept) > MOST_GROWN * (len(markup.text) + 1000):
            return None
        try:
            html = json.loads(kept)
        except (ValueError, RecursionError):
            return None
        return html if isinstance(html, str) and _is_clean(html, markup.media) else None


def _is_clean(html: str, media: Mapping[str, str]) -> bool:
    """Whether sanitising would leave it as it is; the space in footnotes has two spellings."""
    return sanitize(html, media) == html.replace("&#160;", "&nbsp;")


BODIES = Bodies()
"""Of this process: a preview builds again and again."""
