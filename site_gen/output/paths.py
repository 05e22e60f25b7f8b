"""Which paths may stand in a published tree.

A site is copied to machines of every kind, so what one common system cannot hold is refused for
all: the rules are those of "Naming Files, Paths, and Namespaces" of the Windows documentation and
the 255 bytes that Linux file systems grant a name.
"""

import re
from collections.abc import Iterable

from site_gen.output.manifest import MANIFEST_NAME
from site_gen.problems import SiteGenError

LONGEST_NAME = 255
"""Bytes of one name in UTF-8."""

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


def _check_names(path: str, sound: set[str]) -> None:
    if path.startswith("/"):
        raise UnsafePath(f'cannot publish "{path}", which is absolute; make it relative')
    for name in path.split("/"):
        if name not in sound:
            if reason := _what_is_wrong(name):
                raise UnsafePath(
                    f"cannot publish {_quote(path)}, {reason}; choose another id or name"
                )
            sound.add(name)
    if path == MANIFEST_NAME:
        raise UnsafePath(f'cannot publish "{path}", the name of the manifest; choose another name')


def _what_is_wrong(name: str) -> str | None:
    if name in ("", ".", ".."):
        return f'where "{name}" stands for a name'
    if found := _ILLEGAL.search(name):
        return f"which has {_quote(found[0])} in it"
    if name[-1] in ". ":
        return f'where "{name}" ends in a dot or a space'
    if _RESERVED.match(name):
        return f'where "{name}" is a name that Windows reserves'
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        return "which is not valid Unicode"
    if length > LONGEST_NAME:
        return f"where a name of {length} bytes is longer than {LONGEST_NAME}"
    return None


def _quote(text: str) -> str:
    """In double quotes, with what a terminal cannot show escaped."""
    shown = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return f'"{shown}"'
