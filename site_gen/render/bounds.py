"""Time and depth that one Markdown body may take.

Python-Markdown has steps whose time grows with the square of the text (20 KB of `[`) and steps
that call themselves. Each turn of its loops looks at the clock here, in whatever thread it runs.
A single regular expression can take long too; only a signal stops that, and signals reach only
the main thread of a process. There, which is where builds and their workers render, a timer
looks at the clock as well.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from signal import ITIMER_VIRTUAL, SIGVTALRM, setitimer, signal
from time import monotonic, thread_time
from typing import Any

from markdown import Markdown
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import Preprocessor

from site_gen.render.faults import BodyFault

MOST_BLOCK_LEVELS = 50
"""Lists and quotations inside one another. Python-Markdown's own bound depends on how deeply it
was called, so that a worker process would render other pages than the main one."""

MOST_INLINE_LEVELS = 200
"""Ancestors of a piece of text: those levels, of up to two elements each, and marks in marks."""

_TIMER_STEP = 0.25
"""Seconds between the timer's looks at the clock once the time is up."""


class Bounds:
    """Sets its checks into an instance of Python-Markdown, after all that extensions add."""

    def __init__(self, markdown: Markdown) -> None:
        self._seconds = 0.0
        self._deadline = 0.0
        self._earliest = 0.0
        self._levels = 0
        self._inline: Any = markdown.treeprocessors["inline"]
        if "html_block" in markdown.preprocessors:
            markdown.preprocessors.register(_BoundedHtml(self, markdown), "html_block", 20)
        for pattern in markdown.inlinePatterns:
            pattern.__dict__["handleMatch"] = self._bound_match(pattern.handleMatch)
        steps = (markdown.preprocessors, markdown.treeprocessors, markdown.postprocessors)
        for step in (*markdown.parser.blockprocessors, *(each for kind in steps for each in kind)):
            step.__dict__["run"] = self._bound_step(step.run)
        parser = markdown.parser
        parser.__dict__["parseBlocks"] = self._bound_level(parser.parseBlocks)

    @contextmanager
    def hold(self, seconds: float) -> Iterator[None]:
        """Within, a body may take that much processor time of this thread, or BodyFault."""
        self._seconds = seconds
        self._deadline = thread_time() + seconds
        self._earliest = monotonic() + seconds
        self._levels = 0
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        previous = signal(SIGVTALRM, lambda *_: self.check_time())
        # What the timer raises while garbage is collected would be lost.
        was_collecting = gc.isenabled()
        gc.disable()
        setitimer(ITIMER_VIRTUAL, seconds, _TIMER_STEP)
        try:
            yield
        finally:
            setitimer(ITIMER_VIRTUAL, 0)
            signal(SIGVTALRM, previous)
            if was_collecting:
                gc.enable()

    def check_time(self) -> None:
        # No thread uses more processor time than passes, and to ask for that alone is far cheaper.
        if monotonic() > self._earliest and thread_time() > self._deadline:
            raise BodyFault(
                "markdown-too-slow",
                f"the Markdown takes more than {self._seconds:g} s to render",
                "remove long runs of brackets and other marks, or divide the text",
            )

    def _bound_step(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self.check_time()
            return step(*arguments)

        return run

    def _bound_match(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self.check_time()
            if len(self._inline.ancestors) > MOST_INLINE_LEVELS:
                raise too_deep()
            return step(*arguments)

        return run

    def _bound_level(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self._levels += 1
            if self._levels > MOST_BLOCK_LEVELS:
                raise too_deep()
            step(*arguments)
            self._levels -= 1

        return run


def too_deep() -> BodyFault:
    return BodyFault(
        "markdown-too-deep",
        "the Markdown is nested too deeply",
        "use fewer levels of lists, quotations, brackets and other marks",
    )


class _BoundedHtml(Preprocessor):
    """Python-Markdown's `html_block`, with a look at the clock at each tag."""

    def __init__(self, bounds: Bounds, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._bounds = bounds
        self._markdown = markdown

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<" not in source and "&" not in source:
            return lines
        extractor = _BoundedExtractor(self._bounds, self._markdown)
        extractor.feed(source)
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class _BoundedExtractor(HTMLExtractor):
    def __init__(self, bounds: Bounds, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._bounds = bounds

    def parse_starttag(self, i: int) -> int:
        self._bounds.check_time()
        return int(super().parse_starttag(i))
