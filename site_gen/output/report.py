"""How a site is to be built, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_gen.problems import Problem

STATE_FOLDER = ".site-gen"
"""Where a site keeps caches, ledger and locks."""

OUTPUT_FOLDER = "site"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. `now` has a zone; `output` None is `site/` in the site's folder.

    `state` is where caches, ledger and locks are kept; None is `.site-gen/` in the site's folder.
    `precompress` lays compressed forms beside the files.
    """

    site: Path
    now: datetime
    output: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    clean: bool = False
    jobs: int = 1
    state: Path | None = None
    precompress: bool = False

    @property
    def output_folder(self) -> Path:
        return self.output or self.site / OUTPUT_FOLDER

    @property
    def state_folder(self) -> Path:
        return self.state or self.site / STATE_FOLDER


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out on purpose: how many drafts, and until when the scheduled ones wait."""

    drafts: int
    scheduled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build. Where `is_published` is false the old site stands as it was.

    `pages` counts HTML pages, `written` those of them that are new or changed; `changed` names the
    files of every kind that were made, changed or removed.
    """

    problems: tuple[Problem, ...]
    is_published: bool
    pages: int = 0
    written: int = 0
    skipped: Skipped = Skipped(0, ())
    changed: frozenset[str] = frozenset()
