"""Which paths may stand in a published tree.

A site is copied to machines of every kind, so what one common system cannot hold is refused for
all: the rules are those of "Naming Files, Paths, and Namespaces" of the Windows documentation and
the 255 bytes that Linux file systems grant a name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_gen.output.manifest import MANIFEST_NAME
from site_gen.problems import SiteGenError

LONGEST_NAME = 255
"""Bytes of one name in UTF-8."""

LONGEST_PATH = 1000
"""Bytes of a path in UTF-8. Linux takes 4096, macOS 1024, and the folder above needs some too."""

RECORDS = (".git", ".hg", ".svn", ".bzr", ".jj")
"""Folders by which a repository is known: with one of them no next build would dare to replace
the site."""

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE
)
_ILLEGAL = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class UnsafePath(SiteGenError):
    """A path that cannot be published everywhere."""


def check_paths(paths: Iterable[str]) -> None:
    """Raises UnsafePath for the first path that is unsafe, or is both a file and a folder."""
    files = set(paths)
    sound: set[str] = set()
    for path in sorted(files):
        _check_names(path, sound)
        parent = path.rpartition("/")[0]
        while parent:
            if parent in files:
                raise UnsafePath(
                    f'"{parent}" would be a page and a folder (of "{path}"); rename one'
                )
            parent = parent.rpartition("/")[0]


def check_path(path: str) -> None:
    """Raises UnsafePath, with the reason."""
    _check_names(path, set())


def find_unsafe(paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each unsafe path with what is wrong and what to do; one for all below an unsafe folder."""
    sound: set[str] = set()
    told: set[str] = set()
    for path in sorted(paths):
        wrong = _explain(path, sound)
        if wrong is not None and wrong.folder not in told:
            told.add(wrong.folder)
            yield path, wrong.fact, wrong.remedy


class _Wrong(NamedTuple):
    """`folder` is the path as far as it is to blame."""

    fact: str
    remedy: str
    folder: str


_RENAME = "choose another id or name"


def _check_names(path: str, sound: set[str]) -> None:
    wrong = _explain(path, sound)
    if wrong is not None:
        raise UnsafePath(f"{wrong.fact}; {wrong.remedy}")


def _explain(path: str, sound: set[str]) -> _Wrong | None:
    cannot = f"cannot publish {_quote(path)}"
    if path.startswith("/"):
        return _Wrong(f"{cannot}, which is absolute", "make it relative", path)
    names = path.split("/")
    for depth, name in enumerate(names):
        if name not in sound:
            if reason := _what_is_wrong(name):
                return _Wrong(f"{cannot}, {reason}", _RENAME, "/".join(names[: depth + 1]))
            sound.add(name)
    if names[0].casefold() in _OURS:
        return _Wrong(f"{cannot}, {_OURS[names[0].casefold()]}", _RENAME, names[0])
    # 4 bytes are the most that a character takes
    if len(path) * 4 > LONGEST_PATH and len(path.encode()) > LONGEST_PATH:
        return _Wrong(f"{cannot}, which is longer than {LONGEST_PATH} bytes", "shorten it", path)
    return None


_OURS = {MANIFEST_NAME: "the name of the manifest"} | dict.fromkeys(
    RECORDS, "the name of a repository's own records"
)


def _what_is_wrong(name: str) -> str | None:
    if name in ("", ".", ".."):
        return f'where "{name}" stands for a name'
    if found := _ILLEGAL.search(name):
        return f"which has {_quote(found[0])} in it"
    if name[-1] in ". ":
        return f"where {_quote(name)} ends in a dot or a space"
    if _RESERVED.match(name):
        return f'where "{name}" is a name that Windows reserves'
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        return "which is not valid Unicode"
    if length > LONGEST_NAME:
        return f"where a name of {length} bytes is longer than {LONGEST_NAME}"
    return None


_LONGEST_QUOTE = 120


def _quote(text: str) -> str:
    """In double quotes, with what a terminal cannot show escaped."""
    shown = text.encode("unicode_escape").decode() if not text.isprintable() else text
    if len(shown) > _LONGEST_QUOTE:
        shown = f"{shown[:_LONGEST_QUOTE]}…"
    return f'"{shown}"'
