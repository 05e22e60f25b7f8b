"""An import from beginning to end: read, settle, write, check."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_gen.content.files import SETTINGS, find_files
from site_gen.content.load import Loaded, load_site
from site_gen.content.places import attach_excerpts
from site_gen.interchange.input_text import read_input
from site_gen.interchange.known_records import KnownRecords, list_known
from site_gen.interchange.losses import Losses
from site_gen.interchange.readers import READERS, ImportOptions, recognize
from site_gen.interchange.settling import SiteFacts, settle
from site_gen.interchange.writing import write_files
from site_gen.model.text import Text
from site_gen.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class ImportResult:
    """`events` became files; `written` are the paths of all new files.

    `lost` says what was not kept, in the order of the file; `wrong` are the errors that a check
    of the site finds in the new files, `doubts` how many warnings.
    """

    events: int
    written: tuple[str, ...]
    lost: tuple[Problem, ...]
    wrong: tuple[Problem, ...] = ()
    doubts: int = 0

    @property
    def is_whole(self) -> bool:
        """Nothing was lost and nothing is wrong."""
        return not self.lost and not self.wrong


def import_file(
    name: str, file: Path, site: Path, now: datetime, options: ImportOptions | None = None
) -> ImportResult:
    """Bring a file of the format `name` into the folder `site`, and check what became of it.

    Raises UsageError for a file that is none, EnvironmentFault for what the machine refuses.
    """
    losses = Losses()
    path = str(file)
    text = read_input(file, losses)
    imported = None
    if text is not None:
        imported = READERS[name](text, path, options or ImportOptions(), losses)
    if imported is None or text is None:
        losses.keep_refusals()
        other = recognize(text, path, name) if text is not None else None
        if other:
            losses = Losses()
            remedy = f"import it as such: site-gen import {other} FILE"
            losses.refuse(Location(path), f"this file is not {name}, but {other}", remedy)
        return ImportResult(0, (), tuple(losses.to_problems(path, (text or "").split("\n"))))
    if not imported.events and not losses.found:
        losses.refuse(Location(path), "there is no event in this file", "check that it is whole")
    files = settle(imported, _list_facts(site, now), file.stem, losses)
    written = write_files(site, files, losses) if files else []
    wrong, doubts = _check(site, now, frozenset(written)) if written else ([], 0)
    lost = losses.to_problems(path, text.split("\n"))
    events = sum(path.startswith("content/events/") for path in written)
    return ImportResult(events, tuple(written), tuple(lost), tuple(wrong), doubts)


def _list_facts(site: Path, now: datetime) -> SiteFacts:
    loaded = load_site(site, now)
    timeline, settings = loaded.timeline, loaded.settings
    files = {file.path: file.kind for file in find_files(site).files}
    events = {_to_id(path): path for path, kind in files.items() if kind == "event"}
    stories = {_to_id(path): path for path, kind in files.items() if kind == "story"}
    if timeline is not None:
        events |= {event.id.casefold(): event.origin.path for event in timeline.events}
    titles: tuple[str, ...] | None = None
    kinds: dict[str, str] = {}
    if settings is not None:
        words = (*_words(settings.title), *_words(settings.description))
        titles = (*words, str(settings.timezone))
        for kind in settings.kinds:
            kinds |= {word.casefold(): kind.id for word in (*_words(kind.label), kind.id)}
    elif (site / SETTINGS).is_symlink() or (site / SETTINGS).exists():
        titles = ()
    known = list_known(timeline) if timeline is not None else KnownRecords()
    return SiteFacts(titles, kinds, events, stories, known)


def _to_id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml").casefold()


def _words(text: Text | None) -> tuple[str, ...]:
    return tuple(words for _, words in text.entries) if text else ()


def _check(site: Path, now: datetime, written: frozenset[str]) -> tuple[list[Problem], int]:
    """The errors in the new files with their lines, and how many warnings they have."""
    loaded: Loaded = load_site(site, now)
    ours = [problem for problem in loaded.problems if problem.location.path in written]
    errors = [problem for problem in ours if problem.severity == "error"]
    return attach_excerpts(errors, site), len(ours) - len(errors)
