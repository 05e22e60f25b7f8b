"""What the terminal is told, and in which way: streams, colour, progress, endings."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TextIO

import click

from site_gen.problems import EnvironmentFault

PATIENCE = 0.25
"""Seconds before a progress bar appears."""


@dataclass(frozen=True, slots=True)
class Console:
    """How this run talks: `folder` is the site's, `color` None where nothing was asked for."""

    folder: Path
    quiet: bool = False
    verbose: bool = False
    color: bool | None = None

    def answer(self, text: str) -> None:
        """What the command was asked for, to stdout. Raises EnvironmentFault where that is full."""
        try:
            click.echo(text, color=self.has_color(sys.stdout))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise EnvironmentFault(
                f"the answer cannot be written ({error.strerror}); check where it is sent to"
            ) from error

    def tell(self, text: str) -> None:
        """A message, to stderr; not with `-q`."""
        if not self.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """A message that is told in any case, to stderr."""
        click.echo(text, err=True, color=self.has_color(sys.stderr))

    def has_color(self, stream: TextIO | None) -> bool:
        """The option, then NO_COLOR (no-color.org), then FORCE_COLOR, then the terminal."""
        if self.color is not None:
            return self.color
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return _is_terminal(stream)

    def progress(self, label: str) -> "Progress":
        is_shown = _is_terminal(sys.stderr) and not self.quiet
        return Progress(label, sys.stderr if is_shown else None)


def _is_terminal(stream: TextIO | None) -> bool:
    """One that understands more than text; Python has no stream for what was closed (`2>&-`)."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


class Progress:
    """A bar on a terminal once the work has taken a while; nothing elsewhere.

    Call it with how much is done and of how much; it is a context manager that takes the bar
    away at the end.
    """

    WIDTH = 24

    def __init__(self, label: str, stream: TextIO | None) -> None:
        self._label = label
        self._stream = stream
        self._started = monotonic()
        self._shown = -1

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream and self._shown >= 0:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, done: int, total: int) -> None:
        if not self._stream or not total or monotonic() - self._started < PATIENCE:
            return
        filled = self.WIDTH * done // total
        percent = 100 * done // total
        if percent != self._shown:
            self._shown = percent
            bar = "█" * filled + "░" * (self.WIDTH - filled)
            self._stream.write(f"\r{self._label} {bar} {percent:3d} %")
            self._stream.flush()
