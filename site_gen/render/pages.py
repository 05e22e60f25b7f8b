"""Many artifacts at once, over several processes where that pays."""

import multiprocessing
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from site_gen.content.forks import depend_on
from site_gen.digest import digest_bytes
from site_gen.plan.artifacts import (
    Artifact,
    CardRecipe,
    CopyRecipe,
    PassageFile,
    ScriptRecipe,
    TemplateRecipe,
    TextFile,
    TextRecipe,
)
from site_gen.plan.cards import Card
from site_gen.plan.standing import NOTHING_STANDS, Patch, Recall, Standing
from site_gen.problems import EnvironmentFault
from site_gen.render.faults import RenderFault
from site_gen.render.passages import Written, join_passages
from site_gen.render.renderer import Renderer

WORTH_A_PROCESS = 300
"""Pages below which starting another process costs more than it saves."""

SLICE = 50
"""Pages that a process takes at a time."""

_COMMENT_LINES = re.compile(rb"^[ \t]*(?://[^\n]*|/\*(?s:.*?)\*/[ \t]*)?\n", re.MULTILINE)

T = TypeVar("T")
Progress = Callable[[int, int], None]
Finish = Callable[[str, Iterable[bytes], Patch | None], T]
"""Is given a path and, as in `Written`, the content and what of it is new."""


@dataclass(slots=True)
class Rendered(Generic[T]):
    """What came of it: for each path its key, for what was rendered what `finish` gave, and what
    could not be rendered; and of files in passages, as JSON, the mark and length in bytes of each.
    """

    keys: dict[str, str] = field(default_factory=dict)
    finished: dict[str, T] = field(default_factory=dict)
    faults: list[tuple[Artifact, RenderFault]] = field(default_factory=list)
    passages: dict[str, bytes] = field(default_factory=dict)

    def add(self, other: "Rendered[T]") -> None:
        self.keys.update(other.keys)
        self.finished.update(other.finished)
        self.faults.extend(other.faults)
        self.passages.update(other.passages)


class Keeping(Protocol):
    """Tells what need not be rendered: a key stands for everything that a file follows from."""

    def find_mark(self, artifact: Artifact) -> str | None:
        """As `Artifact.mark`, or known without working it out."""
        ...

    def find_key(self, artifact: Artifact) -> str: ...

    def is_current(self, path: str, key: str) -> bool: ...

    def recall(self, path: str) -> Standing: ...


@dataclass(frozen=True, slots=True)
class _Work(Generic[T]):
    """What the processes inherit by fork."""

    renderer: Renderer
    artifacts: Sequence[Artifact]
    finish: Finish[T]
    keeping: Keeping

    def run(self, first: int) -> Rendered[T]:
        done: Rendered[T] = Rendered()
        if not self.artifacts[first].path.endswith(".html"):
            self.renderer.forget_made()  # the pages, which come first, are done
        for planned in self.artifacts[first : first + SLICE]:
            # Made before the key is found where the context tells, else only if it is wanted.
            mark = self.keeping.find_mark(planned)
            artifact = planned.settle() if mark is None else planned.with_mark(mark)
            key = done.keys[artifact.path] = self.keeping.find_key(artifact)
            if self.keeping.is_current(artifact.path, key):
                continue
            # A page with a frame may need no more of its context than that.
            artifact = artifact if artifact.frame else artifact.settle()
            path = artifact.path
            try:
                written = make_file(self.renderer, artifact, self.keeping.recall)
                done.finished[path] = self.finish(path, written.chunks, written.patch)
            except RenderFault as fault:
                # Whatever else it holds is of no use to who tells the fault.
                done.faults.append((replace(artifact, given=None, basis=None, frame=None), fault))
                continue
            if written.passages:
                done.passages[path] = written.passages_json
        return done


_inherited: list[_Work[Any]] = []


def render_all(
    renderer: Renderer,
    artifacts: Sequence[Artifact],
    finish: Finish[T],
    keeping: Keeping,
    *,
    jobs: int,
    progress: Progress,
) -> Rendered[T]:
    """Render every artifact that is not current and `finish` what was written, over at most `jobs`
    processes.

    What `finish` gives comes back from the process that called it. The result does not depend on
    their number. Raises EnvironmentFault where a file to copy cannot be read or is no longer what
    it was when the site was planned.
    """
    done: Rendered[T] = Rendered()
    doubtful = list(_find_doubtful(artifacts, keeping, done.keys))
    # Feeds show the bodies of pages, which by then are rendered.
    doubtful.sort(key=lambda one: not one.path.endswith(".html"))
    work = _Work(renderer, doubtful, finish, keeping)
    # Closed at once whatever happens: no process may write after the staging folder is gone.
    with closing(_run(work, _count_processes(work, jobs))) as results:
        for result in results:
            done.add(result)
            progress(len(done.keys), len(artifacts))
    return done


def _count_processes(work: _Work[T], jobs: int) -> int:
    """As many as pay; what these would all have to compile is compiled once, before."""
    processes = min(jobs, len(work.artifacts) // WORTH_A_PROCESS + 1)
    if processes > 1:
        recipes = {one.recipe for one in work.artifacts if isinstance(one.recipe, TemplateRecipe)}
        work.renderer.compile(recipe.template for recipe in recipes)
    return processes


ENOUGH_TO_TELL = 300
"""Pages: if none of so many is current, hardly any other is."""


def _find_doubtful(
    artifacts: Sequence[Artifact], keeping: Keeping, keys: dict[str, str]
) -> Iterator[Artifact]:
    """Those that may have to be made; the keys of the others are noted.

    Where the frame of all pages is another, the processes that make them had better tell which.
    """
    tried, is_hopeful = 0, False
    for one in artifacts:
        is_page = one.path.endswith(".html")
        if is_page and tried >= ENOUGH_TO_TELL and not is_hopeful:
            yield one
            continue
        is_current = _is_surely_current(one, keeping, keys)
        tried += is_page
        is_hopeful |= is_page and is_current
        if not is_current:
            yield one


def _is_surely_current(artifact: Artifact, keeping: Keeping, keys: dict[str, str]) -> bool:
    """Whether that can be told without making the context; its key is noted."""
    is_made = isinstance(artifact.recipe, TemplateRecipe | TextRecipe)
    if is_made and keeping.find_mark(artifact) is None:
        return False
    key = keeping.find_key(artifact)
    if not keeping.is_current(artifact.path, key):
        return False
    keys[artifact.path] = key
    return True


def _run(work: _Work[T], jobs: int) -> Generator[Rendered[T], None, None]:
    starts = range(0, len(work.artifacts), SLICE)
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work.run, starts)
        return
    _inherited.append(work)
    try:
        yield from _run_in_processes(starts, jobs)
    finally:
        _inherited.clear()


def _run_in_processes(starts: Sequence[int], jobs: int) -> Generator[Rendered[Any], None, None]:
    """Unlike multiprocessing's own pool, this one does not wait for a process that was killed."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(jobs, context, depend_on, (os.getpid(),))
    try:
        yield from pool.map(_run_inherited, starts)
    except BrokenProcessPool as error:
        raise EnvironmentFault(
            "a process that rendered pages was ended from outside, perhaps for lack of memory;"
            " build with -j 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _run_inherited(first: int) -> Rendered[Any]:
    return _inherited[0].run(first)


def make_file(renderer: Renderer, artifact: Artifact, recall: Recall) -> Written:
    """What the artifact's recipe makes of it; `recall` has the passages of the file that stands.

    Raises as `Renderer.render_file` does, and EnvironmentFault for a file to copy that cannot be
    read or is another by now.
    """
    recipe = artifact.recipe
    context = None if isinstance(recipe, TemplateRecipe) else artifact.context
    if isinstance(recipe, CopyRecipe):
        return Written((_copy(recipe),))
    if isinstance(recipe, ScriptRecipe):
        return Written((strip_comments(_copy(recipe)),))
    if isinstance(recipe, CardRecipe) and isinstance(context, Card):
        from site_gen.render.cards import draw_card  # noqa: PLC0415 # Pillow is an extra

        return Written((draw_card(recipe, context),))
    if isinstance(context, TextFile):
        return Written((context.text.encode(),))
    if isinstance(context, PassageFile):
        return join_passages(context, recall(artifact.path))
    return renderer.render_file(artifact, recall)


def make_bytes(renderer: Renderer, artifact: Artifact) -> bytes:
    """As `make_file`, all of it anew."""
    return make_file(renderer, artifact, lambda _: NOTHING_STANDS).content


def _copy(recipe: CopyRecipe | ScriptRecipe) -> bytes:
    try:
        content = Path(recipe.source).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(
            f'"{recipe.source}" cannot be read ({reason}); check that it exists and may be read'
        ) from error
    if digest_bytes(content) != recipe.digest:
        raise EnvironmentFault(
            f'"{recipe.source}" was changed while the site was built; build again'
        )
    return content


def strip_comments(script: bytes) -> bytes:
    """Without the comments and blank lines that have lines of their own.

    Only for scripts of which we know that no text in them has a line that looks like a comment.
    """
    return _COMMENT_LINES.sub(b"", script)
