"""What was read before, kept in a folder between runs.

    index       what is known of each file, a line of JSON each
    00 … 3f     the records of the files, a line each: those of one path are always in the same
                of these, so that an edit rewrites one of them

Whoever may change a repository may also put a forged cache into it. Therefore JSON: reading it
runs no code and cannot bring the interpreter down, as `pickle` and `marshal` can. Every
file bears a digest of its content and the stamp of the program that wrote it; one that is cut
off, from another version or not as it should be counts as absent. Nothing follows a link.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

import yaml

import site_gen
from site_gen.digest import digest_bytes, digest_program

_FORM: Final = 1
_INDEX: Final = "index"
_BOXES: Final = 64
_LARGEST: Final = 1_000_000_000
"""Bytes of a cache file that is read: far more than any chronology needs."""

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Row(NamedTuple):
    """What the index says of one file, as JSON has it; `line` is what it said it with.

    `signature` is a list, or None where it would not show a change.
    """

    path: str
    digest: str
    signature: list[int] | None
    extract: Any
    problems: Any
    verdict: Any
    places: Any
    line: bytes


class Header(NamedTuple):
    """Under which circumstances the verdicts of an index were found.

    `terms` stands for the settings, `today` is a day counted from 1970. `media` are names,
    `loose` are `kind:id` of what has no row, because it stands in a file with errors.
    """

    terms: str
    today: int
    media: frozenset[str]
    loose: frozenset[str]


@dataclass(slots=True)
class Shelf:
    """`folder` None: nothing is written, and `rows` are what the process itself knows. `header` is
    None where there is no index, or none of use.
    """

    folder: Path | None = None
    header: Header | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    _boxes: dict[int, dict[bytes, bytes]] = field(default_factory=dict)
    _taken: set[bytes] = field(default_factory=set)

    def find_blob(self, path: str, digest: str) -> bytes | None:
        """The records of the file with that path and digest.

        Hardly anybody asks for them twice, and they are as large as the site: it costs more then.
        """
        number, key = find_box(path), digest.encode()
        if key in self._taken:
            return self.read_box(number).get(key)
        if number not in self._boxes:
            self._boxes[number] = self.read_box(number)
        blob = self._boxes[number].pop(key, None)
        if blob is not None:
            self._taken.add(key)
        return blob

    def read_box(self, number: int) -> dict[bytes, bytes]:
        """Blobs by the digests of their files, as they lie there now."""
        lines = _read_lines(self.folder, _name_box(number)) if self.folder else []
        blobs = {}
        for line in lines:
            digest, _, blob = line.partition(b" ")
            blobs[digest] = blob
        return blobs


def open_shelf(folder: Path | None) -> Shelf:
    """What lies in the folder, as far as this very program wrote it."""
    shelf = Shelf(folder)
    lines = _read_lines(folder, _INDEX) if folder else []
    try:
        plain = json.loads(b"[" + b",".join(lines) + b"]") if lines else []
        if plain:
            terms, today, media, loose = plain[0]
            header = Header(str(terms), int(today), frozenset(media), frozenset(loose))
            for line, row in zip(lines, plain, strict=True):
                row.append(line)
            shelf.rows = {row[0]: Row._make(row) for row in plain[1:]}
            shelf.header = header
    except (AttributeError, IndexError, RecursionError, TypeError, ValueError):
        return Shelf(folder)
    return shelf


class Page(NamedTuple):
    """What is to be kept of one file: `blob` is None where the shelf has it already."""

    path: str
    digest: str
    line: bytes
    blob: bytes | None


def fill_shelf(shelf: Shelf, header: Header, pages: Iterable[Page]) -> None:
    """Keep all this instead of what was there; quietly nothing where it cannot be written."""
    if shelf.folder is None:
        return
    pages = list(pages)
    lines = [_to_json([*header[:2], sorted(header.media), sorted(header.loose)])]
    lines += [page.line for page in pages]
    if shelf.header == header and lines[1:] == [row.line for row in shelf.rows.values()]:
        return
    with suppress(OSError):
        _make_folder(shelf.folder)
        _fill_boxes(shelf, shelf.folder, pages)
        _write_lines(shelf.folder, _INDEX, lines)


def _fill_boxes(shelf: Shelf, folder: Path, pages: Iterable[Page]) -> None:
    """Those in which something is new or gone."""
    boxes: dict[int, dict[bytes, bytes]] = {number: {} for number in range(_BOXES)}
    changed = set()
    gone = {path: row.digest for path, row in shelf.rows.items()}
    for page in pages:
        number = find_box(page.path)
        if gone.pop(page.path, None) != page.digest or page.blob is not None:
            changed.add(number)
        boxes[number][page.digest.encode()] = page.blob or b""
    changed.update(map(find_box, gone))
    for number in changed:
        kept = shelf.read_box(number) if any(b == b"" for b in boxes[number].values()) else {}
        lines = [
            digest + b" " + (blob or kept.get(digest, b""))
            for digest, blob in boxes[number].items()
        ]
        _write_lines(folder, _name_box(number), lines)


def find_box(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogateescape")) % _BOXES


def _name_box(number: int) -> str:
    return f"{number:02x}"


def _to_json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


# --- the stamp -----------------------------------------------------------------------------


@cache
def find_stamp() -> str:
    """What decides how files are read: form, versions, and the program's own text."""
    parts = [str(_FORM), site_gen.__version__, sys.version, yaml.__version__]
    parts.append(str(yaml.__with_libyaml__))
    parts.append(digest_program("content/*.py", "dates/*.py", "model/*.py", "*.py"))
    return digest_bytes("\n".join(parts).encode())


# --- files ---------------------------------------------------------------------------------


def _read_lines(folder: Path, name: str) -> list[bytes]:
    """The lines below the first, which has the stamp and their digest."""
    try:
        if not _is_own_folder(folder):
            return []
        content = _read_whole(f"{folder}/{name}")
    except OSError:
        return []
    first, _, rest = content.partition(b"\n")
    if first.decode("ascii", "replace") != f"{find_stamp()} {digest_bytes(rest)}":
        return []
    return rest.split(b"\n") if rest else []


def _read_whole(place: str) -> bytes:
    descriptor = os.open(place, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return b""
        return file.read()


def _is_own_folder(folder: Path) -> bool:
    """Neither the folder nor the one it lies in leads elsewhere."""
    return all(stat.S_ISDIR(place.lstat().st_mode) for place in (folder.parent, folder))


def _make_folder(folder: Path) -> None:
    for place in (folder.parent, folder):
        with suppress(FileExistsError):
            place.mkdir()
    if not _is_own_folder(folder):
        raise NotADirectoryError(folder)


def _write_lines(folder: Path, name: str, lines: Iterable[bytes]) -> None:
    """In one step: whoever reads meanwhile has the old file or the new one."""
    rest = b"\n".join(lines)
    first = f"{find_stamp()} {digest_bytes(rest)}\n".encode()
    draft = folder / f".{name}-{os.getpid()}"
    draft.unlink(missing_ok=True)
    try:
        with draft.open("xb") as file:
            file.write(first)
            file.write(rest)
        draft.replace(folder / name)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
