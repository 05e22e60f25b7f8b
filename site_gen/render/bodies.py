"""Bodies that need not be rendered again: this process, another one of this build, or an earlier
build has rendered the same.

What an earlier build kept is not believed, for whoever fills a cache may have forged it: it is
taken only where sanitising leaves it as it is, and never where site.yaml trusts raw HTML. What
passes is as safe as what is rendered anew.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from site_gen.digest import digest_value
from site_gen.plan.contexts import Markup
from site_gen.render.markdown import NoteWords, render_body
from site_gen.render.recent import Recent
from site_gen.render.sanitize import sanitize
from site_gen.render.shared import SharedFile

MOST_KNOWN = 5_000
"""Bodies that a process remembers, at some 2 KB each; the others are read again."""

MOST_GROWN = 100
"""Bytes of kept HTML for a character of the body, from which on it was surely not made of it."""

Kept = Mapping[str, bytes]
"""HTML as a JSON string in UTF-8, by a key that stands for the body and how it is shown."""


class Bodies:
    """HTML of bodies, each rendered once."""

    def __init__(self) -> None:
        self._shared: SharedFile | None = None
        self._kept: Kept = {}
        self._find_kept: Callable[[], Kept] | None = None
        self.forget()

    def forget(self) -> None:
        """Begin anew, as a process does that has rendered nothing."""
        if self._shared is not None:
            self._shared.close()
        self._known: Recent[str, str] = Recent(MOST_KNOWN)
        self._shared = None
        self._told = 0
        self._kept, self._find_kept = {}, None

    def expect(self, find_kept: Callable[[], Kept]) -> None:
        """`find_kept` gives what an earlier build kept; it is asked when a body is not known."""
        self._find_kept = find_kept

    def share(self, folder: Path) -> None:
        """With the processes that are forked from now on, and with later builds of this one, on
        the file system of that folder. Where that cannot be, each renders for itself.
        """
        if self._shared is None:
            with suppress(OSError):
                self._shared = SharedFile(folder)

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
        html = self._known.find(key)
        if html is None:
            html = self._find_shared(key) or self._recall(key, markup)
            if html is None:
                html = render_body(
                    markup, heading=heading, prefix=prefix, note_words=note_words, seconds=seconds
                )
                if self._shared is not None:
                    self._shared.add(key, json.dumps(html).encode())
            self._known.keep(key, html)
        return html

    def take_new(self) -> Kept:
        """What was rendered since this was last asked, by all processes that share it."""
        if self._shared is None:
            return {}
        new = self._shared.since(self._told)
        self._told = new.end
        return new

    def _find_shared(self, key: str) -> str | None:
        found = None if self._shared is None else self._shared.get(key)
        return None if found is None else _read_html(found)

    def _recall(self, key: str, markup: Markup) -> str | None:
        if markup.raw_html == "trust":
            return None
        if self._find_kept is not None:
            self._kept, self._find_kept = self._find_kept(), None
        kept = self._kept.get(key)
        if kept is None or len(kept) > MOST_GROWN * (len(markup.text) + 1000):
            return None
        html = _read_html(kept)
        return html if html is not None and _is_clean(html, markup.media) else None


def _read_html(line: bytes) -> str | None:
    """None for what is no JSON string; a full disk or another hand may have cut it off."""
    try:
        html = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return html if isinstance(html, str) else None


def _is_clean(html: str, media: Mapping[str, str]) -> bool:
    """Whether sanitising would leave it as it is; the space in footnotes has two spellings."""
    return sanitize(html, media) == html.replace("&#160;", "&nbsp;")


BODIES = Bodies()
"""Of this process: a preview builds again and again."""
