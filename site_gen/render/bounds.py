"""Time and depth that one Markdown body may take.

Python-Markdown has steps whose time grows with the square of the text (20 KB of `[`) and steps
that call themselves. Each step of its loops looks at the clock here. A signal would do the same
only in the main thread of a process; previews render in others.
"""

from collections.abc import Callable
from time import thread_time
from typing import Any

from markdown import Markdown

from site_gen.render.faults import BodyFault

MOST_BLOCK_LEVELS = 50
"""Lists and quotations inside one another. Python-Markdown's own bound depends on how deeply it
was called, so that a worker process would render other pages than the main one."""

MOST_INLINE_LEVELS = 200
"""Ancestors of a piece of text: the levels above, with two elements each, and emphasis in links."""


class Bounds:
    """Sets its checks into an instance of Python-Markdown."""

    def __init__(self, markdown: Markdown) -> None:
        self._seconds = 0.0
        self._deadline = 0.0
        self._levels = 0
        self._inline: Any = markdown.treeprocessors["inline"]
        for pattern in markdown.inlinePatterns:
            pattern.__dict__["handleMatch"] = self._check_inline(pattern.handleMatch)
        steps = (markdown.preprocessors, markdown.treeprocessors, markdown.postprocessors)
        for step in (*markdown.parser.blockprocessors, *(each for kind in steps for each in kind)):
            step.__dict__["run"] = self._check_time(step.run)
        parser = markdown.parser
        parser.__dict__["parseBlocks"] = self._check_level(parser.parseBlocks)

    def start(self, seconds: float) -> None:
        """Begin a body that may take that much of this thread's processor time."""
        self._seconds = seconds
        self._deadline = thread_time() + seconds
        self._levels = 0

    def _check_time(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            if thread_time() > self._deadline:
                raise self._too_slow()
            return step(*arguments)

        return run

    def _check_inline(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            if thread_time() > self._deadline:
                raise self._too_slow()
            if len(self._inline.ancestors) > MOST_INLINE_LEVELS:
                raise _too_deep()
            return step(*arguments)

        return run

    def _check_level(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self._levels += 1
            if self._levels > MOST_BLOCK_LEVELS:
                raise _too_deep()
            step(*arguments)
            self._levels -= 1

        return run

    def _too_slow(self) -> BodyFault:
        return BodyFault(
            "markdown-too-slow",
            f"the Markdown takes more than {self._seconds:g} s to render",
            "remove long runs of brackets and other marks, or divide the text",
        )


def _too_deep() -> BodyFault:
    return BodyFault(
        "markdown-too-deep",
        "the Markdown is nested too deeply",
        f"use fewer levels of lists, quotations and brackets ({MOST_BLOCK_LEVELS} are too many)",
    )
