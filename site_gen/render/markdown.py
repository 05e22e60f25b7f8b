"""Markdown bodies become safe HTML.

Python-Markdown with tables, footnotes, definition lists, abbreviations, fenced code and lists
that do not run into one another; no attribute lists, which would let a body set ids and classes,
and no `smarty`, which doubles the time.
"""

import threading
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from site_gen.plan.contexts import Markup
from site_gen.render.bounds import Bounds, too_deep
from site_gen.render.faults import BodyFault
from site_gen.render.footnotes import NumberedFootnotes
from site_gen.render.inline import install_skipping
from site_gen.render.references import BodySettings, ReferenceExtension
from site_gen.render.sanitize import needs_sanitizing, sanitize

BODY_SECONDS = 5.0
"""Processor time that one body may take."""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Words around footnotes: the label of their section, and of the link back to the text."""

    heading: str = "Notes"
    back: str = "Back to the text"


def render_body(
    markup: Markup,
    *,
    heading: int = 2,
    prefix: str = "",
    note_words: NoteWords | None = None,
    seconds: float = BODY_SECONDS,
) -> str:
    """HTML of a body. `heading` (1-6) is the level that its shallowest heading gets.

    The others keep their distance from it, and none goes below 6: a body that begins with `##`
    stands under the page's own heading as one that begins with `#`.

    `prefix` (letters, digits, `-`) keeps the ids of footnotes apart where a page has several
    bodies. Raises BodyFault where the body takes longer than `seconds` or is nested too deeply.
    """
    words = note_words or NoteWords()
    settings = BodySettings(markup, heading, words.heading)
    parser = _find_parser(markup.raw_html)
    html = parser.convert(settings, prefix, words.back, seconds)
    if markup.raw_html != "trust" and needs_sanitizing(markup.text):
        return sanitize(html, markup.media)
    return html


class _Parser:
    """A Python-Markdown instance with our extensions, used for one body after another."""

    def __init__(self, raw_html: str, *, is_skipping: bool = True) -> None:
        self._footnotes = NumberedFootnotes()
        self._references = ReferenceExtension()
        self._markdown = Markdown(
            output_format="html",
            extensions=[
                TableExtension(),
                DefListExtension(),
                AbbrExtension(),
                FencedCodeExtension(),
                SaneListExtension(),
                self._footnotes,
                self._references,
            ],
        )
        if raw_html == "escape":
            self._markdown.preprocessors.deregister("html_block")
            self._markdown.inlinePatterns.deregister("html")
        if is_skipping:
            install_skipping(self._markdown)
        self._bounds = Bounds(self._markdown)

    def convert(self, settings: BodySettings, prefix: str, back: str, seconds: float) -> str:
        self._markdown.reset()
        self._references.settings = settings
        self._footnotes.name_ids(prefix, back)
        try:
            with self._bounds.hold(seconds):
                return self._markdown.convert(settings.markup.text)
        except Exception as error:
            # It stopped half way: what it holds is not to be used again.
            _parsers.__dict__.clear()
            if isinstance(error, BodyFault):
                raise
            raise _to_fault(error) from error


def _to_fault(error: Exception) -> BodyFault:
    """A fault of Python-Markdown must not look like one of ours."""
    if isinstance(error, RecursionError):
        return too_deep()
    return BodyFault(
        "markdown-error",
        f"the Markdown cannot be rendered ({type(error).__name__}: {error})",
        "write it more simply",
    )


_parsers = threading.local()
"""An instance of Python-Markdown serves one body at a time, so each thread has its own."""


def _find_parser(raw_html: str) -> _Parser:
    kind = "escape" if raw_html == "escape" else "html"
    parser: _Parser | None = getattr(_parsers, kind, None)
    if parser is None:
        parser = _Parser(raw_html)
        setattr(_parsers, kind, parser)
    return parser
