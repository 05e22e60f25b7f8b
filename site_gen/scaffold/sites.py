"""A new site, or an existing one with what a host needs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from site_gen.content.files import SETTINGS
from site_gen.content.schemas import Described, write_json_schema
from site_gen.content.wording import list_words, quote
from site_gen.problems import UsageError
from site_gen.scaffold.hosts import STARTER, list_ci_files
from site_gen.scaffold.placing import place_files

LANGUAGES: Final = ("en", "zh")
IGNORED: Final = ".gitignore"
SCHEMAS: Final = ".schema"
"""The folder of a site that holds the schemas for editors, to which the files' first lines lead."""


@dataclass(frozen=True, slots=True)
class Started:
    """`files` are the paths of what was written; `is_site` unless a site was there before."""

    folder: Path
    files: tuple[str, ...]
    is_site: bool


def start_site(folder: Path, host: str | None, language: str | None) -> Started:
    """A whole new site; of an existing one, only what the host needs.

    Raises UsageError where the folder is taken, EnvironmentFault where the machine refuses.
    """
    if _holds_site(folder):
        return _add_host(folder, host, language)
    _refuse_taken(folder)
    files = list_starting_files(language or LANGUAGES[0])
    if host:
        files = {**list_ci_files(host, folder), **files}
    place_files(folder, files)
    return Started(folder, tuple(files), is_site=True)


def list_starting_files(language: str) -> dict[str, str]:
    """Path to text. Raises UsageError for a language that has no starting texts.

    `site.yaml` comes last: a folder in which it is missing is no site.
    """
    if language not in LANGUAGES:
        fact = f"there are no starting texts in the language {quote(language)}"
        raise UsageError(f"{fact}; use {list_words(LANGUAGES)}, and change the language afterwards")
    files = {IGNORED: (STARTER / "gitignore").read_text(encoding="utf-8")}
    for kind in get_args(Described):
        files[f"{SCHEMAS}/{kind}.json"] = write_json_schema(kind)
    return {**files, **_read_texts(STARTER / language)}


def ignore_built(folder: Path) -> None:
    """Keep what is built out of a repository, unless the folder says itself what stays out."""
    if not os.path.lexists(folder / IGNORED):
        place_files(folder, {IGNORED: (STARTER / "gitignore").read_text(encoding="utf-8")})


def _read_texts(folder: Path) -> Mapping[str, str]:
    names = sorted((folder / "content").rglob("*.yaml"))
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in (*names, folder / SETTINGS)
    }


def _holds_site(folder: Path) -> bool:
    return os.path.lexists(folder / SETTINGS)


def _add_host(folder: Path, host: str | None, language: str | None) -> Started:
    shown = f'"{folder}"'
    if host is None:
        fact = f"{shown} holds a site already"
        raise UsageError(f"{fact}; name another folder, or a host with --ci to publish this site")
    if language is not None:
        raise UsageError(f"--lang is for a new site, and {shown} holds one already; leave it out")
    files = list_ci_files(host, folder)
    place_files(folder, files)
    return Started(folder, tuple(files), is_site=False)


def _refuse_taken(folder: Path) -> None:
    """Anything but a folder with nothing in it; a repository's own `.git` is nothing to lose."""
    shown = f'"{folder}"'
    if folder.is_symlink() and not folder.exists():
        raise UsageError(f"{shown} is a symbolic link that leads nowhere; name another place")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{shown} is a file; name a folder that is absent or empty")
    if folder.is_dir() and (found := sorted({path.name for path in folder.iterdir()} - {".git"})):
        fact = f"{shown} is not empty: it holds {quote(found[0])}"
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise UsageError(f"{fact}{more}; name a folder that is absent or empty")
