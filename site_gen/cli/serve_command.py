"""`site-gen serve`."""

import gc
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, NoReturn

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.exit_codes import INTERRUPTED, TERMINATED
from site_gen.cli.messages import count, count_problems, printable, write_fault, write_problems

if TYPE_CHECKING:
    from site_gen.problems import Problem
    from site_gen.server import Preview, PreviewOptions, Rebuild

PATIENCE = 2.0
"""Seconds for tidying up, within which a further signal is not heard."""

LISTED = 3
"""Saved files that are named; the rest is counted."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", metavar="HOST", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Default: 8000, or the next one that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--no-reload", is_flag=True, help="Send pages as they are, without reloading them.")
@click.pass_obj
def command(
    console: Console, *, host: str, port: int | None, opens: bool, drafts: bool, no_reload: bool
) -> None:
    """Show the site in a browser as it will be published, and follow every save."""
    if not host.strip():
        raise click.UsageError("--host is empty; leave it out, or name an address of this machine")
    from site_gen.content.files import find_site
    from site_gen.server import PreviewOptions

    options = PreviewOptions(
        site=find_site(console.folder),
        now=lambda: read_now(None),
        host=host,
        port=port,
        drafts=drafts,
        reloads=not no_reload,
        base_url=os.environ.get("SITE_GEN_BASE_URL") or None,
        jobs=len(os.sched_getaffinity(0)),
    )
    options.now()  # a wrong SOURCE_DATE_EPOCH is wrong usage, told before anything is begun
    try:
        with _ended_by_signals():
            _serve(console, options, opens=opens)
    except _Ended as end:
        console.tell("the preview has ended")
        gc.freeze()  # as `build` does at its end
        raise click.exceptions.Exit(end.code) from None


def _serve(console: Console, options: "PreviewOptions", *, opens: bool) -> NoReturn:
    from site_gen.server import open_preview

    def tell_polling(reason: str) -> None:
        note = f"the kernel does not tell of saves here ({reason}); looking every second instead"
        console.warn(printable(note))

    def tell_fault(error: Exception) -> None:
        _tell_fault(console, error)

    with open_preview(options, tell_polling, tell_fault) as preview:
        if not preview.address.is_closed:
            console.warn(
                f'warning: "{options.host}" can be reached by others, who can then read all that'
                " the preview shows; leave out --host to keep it to this machine"
            )
        narrator = _Narrator(console)
        with console.progress("building") as progress:
            rebuilds = preview.rebuild(progress)
            first = next(rebuilds)
        narrator.tell(first)
        narrator.tell_url(preview)
        if opens:
            preview.open_browser(lambda: console.warn("no browser was found; open it yourself"))
        for rebuild in rebuilds:
            narrator.tell(rebuild)
            narrator.tell_url(preview)
    raise AssertionError("the preview goes on until it is ended")


class _Narrator:
    """Tells each rebuild; of warnings and the address only what is new."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: frozenset[Problem] = frozenset()
        self._url = ""
        self._what_stays = "there is nothing to show yet"

    def tell(self, rebuild: "Rebuild") -> None:
        saved = _name(rebuild.saved)
        if rebuild.report is None:
            if rebuild.fault is not None:
                _tell_fault(self._console, rebuild.fault)
            self._console.warn(f"{saved}not shown; {self._what_stays}")
            return
        problems = rebuild.report.problems
        fresh = [one for one in problems if one.severity == "error" or one not in self._told]
        self._told = frozenset(problems)
        for text in write_problems(fresh, "text"):
            self._console.warn(text)
        if not rebuild.report.is_published:
            counted = count_problems(problems)
            self._console.warn(f"{saved}not shown: {counted}; {self._what_stays}")
            return
        self._what_stays = "the last good site stays"
        pages = f"{rebuild.report.written} of {count(rebuild.report.pages, 'page')}"
        self._console.tell(f"{saved}{pages} made in {rebuild.seconds:.2f} s")

    def tell_url(self, preview: "Preview") -> None:
        if preview.url != self._url:
            self._url = preview.url
            self._console.answer(f"serving {self._url} until Ctrl-C")


def _name(saved: tuple[str, ...]) -> str:
    """`content/events/a.yaml: `; empty for the first build."""
    if not saved:
        return ""
    above = {path.rpartition("/")[0] for path in saved}
    files = [path for path in saved if path not in above]
    named = ", ".join(map(printable, files[:LISTED]))
    left = len(files) - LISTED
    return f"{named} and {left} more: " if left > 0 else f"{named}: "


def _tell_fault(console: Console, error: Exception) -> None:
    from site_gen.problems import SiteGenError

    if isinstance(error, SiteGenError):
        lines = f"error: {error}".splitlines()
    else:
        lines = [write_fault(error)]
        if console.verbose:
            lines = [*"".join(traceback.format_exception(error)).splitlines(), *lines]
    for line in lines:
        console.warn(printable(line))


class _Ended(BaseException):
    """Ctrl-C, a closed terminal or `kill`: no `except Exception` holds it up."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Raises _Ended; again only a while later: impatience must not disturb the tidying up."""
    codes = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED, signal.SIGHUP: TERMINATED}
    last = -PATIENCE

    def end(number: int, _: object) -> None:
        nonlocal last
        if monotonic() - last >= PATIENCE:
            last = monotonic()
            raise _Ended(codes[signal.Signals(number)])

    # What is ignored already stays so: `nohup`, or a shell's `&`.
    heard = [one for one in codes if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, end) for one in heard}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
