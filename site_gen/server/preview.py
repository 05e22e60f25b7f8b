"""The preview as a whole: build, show, wait for a save, build again."""

import gc
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from time import monotonic

from site_gen.output.report import BuildReport
from site_gen.problems import SiteGenError
from site_gen.server.app import make_app
from site_gen.server.gate import Address
from site_gen.server.listening import Listener, bind_port, open_listener
from site_gen.server.stage import Stage
from site_gen.server.watching import Watcher, open_watcher
from site_gen.server.workshop import Progress, Workshop, open_workshop


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """How to preview. `now` gives the time, with a zone, whenever something is built.

    `port` None is the first free one from 8000 on; `base_url` None is that of site.yaml.
    """

    site: Path
    now: Callable[[], datetime]
    host: str = "127.0.0.1"
    port: int | None = None
    drafts: bool = False
    reloads: bool = True
    base_url: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What came of a save: of the first build too, for which nothing was `saved`.

    `saved` are paths in the site. `report` is None where `fault` ended the build; then, and where
    nothing was published, the last good site is still shown.
    """

    saved: tuple[str, ...]
    report: BuildReport | None
    fault: Exception | None
    seconds: float


class Preview:
    """One run of the preview. Made by `open_preview`."""

    def __init__(
        self,
        options: PreviewOptions,
        *,
        address: Address,
        workshop: Workshop,
        watcher: Watcher,
        stage: Stage,
        start_listening: Callable[[], Listener],
    ) -> None:
        self.address = address
        self._options = options
        self._workshop = workshop
        self._watcher = watcher
        self._stage = stage
        self._start_listening = start_listening

    @property
    def url(self) -> str:
        """Where the home page is shown."""
        exhibit = self._workshop.exhibit
        return self.address.url + (exhibit.base_path if exhibit else "/")

    def rebuild(self, progress: Progress) -> Iterator[Rebuild]:
        """Build, show, and tell; then again after every save, without end.

        Requests are answered from the first build on. It is for the main thread. Raises what ends
        the first build; what ends a later one is told, for the next save may mend it.
        """
        first = self._build((), progress)
        if first.fault is not None:
            raise first.fault
        self._show(first)
        listener = self._start_listening()
        yield first
        while True:
            # What a build leaves behind refers to itself in circles. To look for it stops all
            # else, so that no browser should be waiting for a page just then.
            saved = self._watcher.wait(on_idle=gc.collect)
            listener.call(self._stage.close)
            rebuild = self._build(tuple(sorted(saved)), _say_nothing)
            while not _is_good(rebuild) and (more := self._watcher.wait_briefly()):
                # What cannot be used may be the first half of what is being saved.
                saved |= more
                rebuild = self._build(tuple(sorted(saved)), _say_nothing)
            self._show_in(listener, rebuild)
            yield rebuild

    def open_browser(self, on_failure: Callable[[], None]) -> None:
        """In a thread, for a browser may not come back before it is closed."""

        def run() -> None:
            if not webbrowser.open(self.url):
                on_failure()

        Thread(target=run, daemon=True).start()

    def _build(self, saved: tuple[str, ...], progress: Progress) -> Rebuild:
        started = monotonic()
        report, fault = None, None
        try:
            report = self._workshop.build(self._options.now(), progress)
        except Exception as error:  # noqa: BLE001  # raised or told by those who asked
            fault = error
        return Rebuild(saved, report, fault, monotonic() - started)

    def _show_in(self, listener: Listener, rebuild: Rebuild) -> None:
        listener.call(lambda: self._show(rebuild))

    def _show(self, rebuild: Rebuild) -> None:
        exhibit = self._workshop.exhibit
        if rebuild.report is not None:
            problems = () if rebuild.report.is_published else rebuild.report.problems
            self._stage.show(exhibit, problems)
        else:
            self._stage.show(exhibit, fault=_explain(rebuild.fault))


@contextmanager
def open_preview(
    options: PreviewOptions,
    on_polling: Callable[[str], None],
    on_fault: Callable[[Exception], None],
) -> Iterator[Preview]:
    """Takes the port and begins to watch; nothing is left of it at the end.

    `on_polling` is told the reason where the kernel does not tell of saves, `on_fault` what went
    wrong while a request was answered. Raises EnvironmentFault, OSError.
    """
    with ExitStack() as stack:
        sockets, address = bind_port(options.host, options.port)
        for one in sockets:
            stack.callback(one.close)
        workshop = stack.enter_context(
            open_workshop(
                options.site, drafts=options.drafts, base_url=options.base_url, jobs=options.jobs
            )
        )
        watcher = stack.enter_context(open_watcher(options.site, on_polling))
        stage = Stage()
        app = make_app(stage, address, reloads=options.reloads, on_fault=on_fault)
        yield Preview(
            options,
            address=address,
            workshop=workshop,
            watcher=watcher,
            stage=stage,
            start_listening=lambda: stack.enter_context(open_listener(app, sockets)),
        )


def _is_good(rebuild: Rebuild) -> bool:
    return rebuild.report is not None and rebuild.report.is_published


def _explain(fault: Exception | None) -> str:
    if isinstance(fault, SiteGenError):
        return str(fault)
    return f"{type(fault).__name__}: {fault}; the terminal tells more"


def _say_nothing(done: int, total: int) -> None:
    pass
