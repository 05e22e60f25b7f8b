"""From the target of a request to a file of the current build, by the build's own list."""

import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from site_gen.server.workshop import Exhibit

NOT_FOUND_PAGE = "404.html"

UNSENT = frozenset({"_headers", "_redirects"})
"""Files that a host reads and does not send."""

_WRONG_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f\\]")
_THEME_FOLDER = re.compile(r"assets/[0-9a-f]{10}/")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the list, by its path; `status` is 404 for the page that says so."""

    path: str
    digest: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """What is asked for stands at another address of ours, percent-encoded."""

    to: str


def decode_target(raw: bytes) -> str | None:
    """The path of a request target (RFC 9112 §3.2.1), decoded once; None where it is not one."""
    if not raw.startswith(b"/") or _WRONG_PERCENT.search(raw):
        return None
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return None
    return None if _ILLEGAL.search(path) else path


def find_file(exhibit: Exhibit, path: str) -> Found | Moved | None:
    """As a static host would: `…/` is its index.html, `…` leads there; None without a 404 page."""
    base = exhibit.base_path
    if path == "/" != base or f"{path}/" == base:
        return Moved(quote(base))
    files = exhibit.files
    if path.startswith(base):
        name = path.removeprefix(base)
        if name.endswith("/") or not name:
            name += "index.html"
        elif f"{name}/index.html" in files:
            return Moved(quote(f"{base}{name}/"))
        found = _find_sendable(files, name) or _find_sendable(files, _find_current(files, name))
        if found:
            return found
    found = _find_sendable(files, NOT_FOUND_PAGE)
    return found and Found(found.path, found.digest, 404)


def open_file(exhibit: Exhibit, found: Found) -> BinaryIO | None:
    """The file, if it is an ordinary one that lies in the folder; None if it is gone or is not."""
    place = exhibit.folder / found.path
    with suppress(OSError, ValueError):
        if not place.resolve(strict=True).is_relative_to(exhibit.folder.resolve()):
            return None
        descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return os.fdopen(descriptor, "rb")
        os.close(descriptor)
    return None


def _find_sendable(files: Mapping[str, str], name: str) -> Found | None:
    digest = files.get(name)
    if digest is None or name in UNSENT or "/." in f"/{name}":
        return None
    return Found(name, digest)


def _find_current(files: Mapping[str, str], name: str) -> str:
    """The theme's file of today, asked for by the folder that it stood in before a save.

    A page whose stylesheet was swapped has its scripts from there, and they import others.
    """
    old = _THEME_FOLDER.match(name)
    if not old:
        return name
    rest = name[old.end() :]
    now = next((one for one in files if _THEME_FOLDER.match(one)), "")
    return f"{now[: old.end()]}{rest}" if now else name
