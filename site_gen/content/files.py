"""Which files a site consists of, and their text, read without being led astray.

Nothing is followed or opened that is not an ordinary file: a symbolic link may lead out of the
site, and opening a FIFO would wait for ever.
"""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from site_gen.content.wording import escape, guess, quote
from site_gen.problems import EnvironmentFault, Location, Problem, UsageError

Kind = Literal["event", "entity", "source", "story", "page"]

FOLDERS: Mapping[str, Kind] = {
    "events": "event",
    "entities": "entity",
    "sources": "source",
    "stories": "story",
    "pages": "page",
}
MEDIA = "media"
SETTINGS = "site.yaml"
LARGEST: Final = 5_000_000
"""Bytes of the largest YAML or Markdown file that is read."""

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


Signature: TypeAlias = list[int]
"""What changes with a file: its size, the times of its last writing and of its last change of any
kind (nanoseconds), its number on the disk."""

RACY: Final = 2_000_000_000
"""Nanoseconds: written again so soon, a file may bear the same times (those of FAT are even)."""


class ContentFile(NamedTuple):
    """`path` is relative to the site folder, with `/` between its parts.

    `signature` is from before the file is read: what changes later shows another.
    """

    path: str
    kind: Kind
    signature: Signature | None = None


def find_site(start: Path) -> Path:
    """The folder itself if it holds site.yaml; UsageError if not."""
    try:
        (start / SETTINGS).lstat()
    except OSError:
        raise UsageError(_advise_missing(start)) from None
    return start


def _advise_missing(start: Path) -> str:
    if not start.is_dir():
        return f'there is no folder "{start}"; check the path after -C'
    for name in ("site.yml", "Site.yaml", "site.yaml.txt"):
        if (start / name).exists():
            return f'"{start}" holds {name}; rename it to {SETTINGS}'
    return (
        f'"{start}" has no {SETTINGS}; run in the folder that has one, name it with -C, or begin'
        " one: site-gen new DIR"
    )


def sign(status: os.stat_result) -> Signature:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def is_settled(signature: Signature, when: int) -> bool:
    """Whether a file that had this signature at that time (nanoseconds) shows every later change.

    Of both times the later one counts: the time of writing can be set back by anybody.
    """
    return max(signature[1], signature[2]) < when - RACY


def settle_signature(signature: Signature | None, when: int) -> Signature | None:
    """None for one that would not show a later change."""
    return signature if signature is not None and is_settled(signature, when) else None


@dataclass(slots=True)
class Found:
    """What lies in a site: files to read in the order of their paths, and media by name."""

    files: list[ContentFile] = field(default_factory=list)
    media: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, path: str, rule: str, fact: str, remedy: str, *, warning: bool = False) -> None:
        severity: Literal["error", "warning"] = "warning" if warning else "error"
        self.problems.append(Problem(severity, rule, fact, remedy, Location(escape(path))))


_LEFTOVER_ENDS = ("~", ".swp", ".tmp")


def is_leftover(name: str) -> bool:
    """What editors and systems leave behind, ignored without a word."""
    return name[0] == "." or name.endswith(_LEFTOVER_ENDS)


def find_files(root: Path) -> Found:
    """Everything below `content/`, read or reported."""
    found = Found()
    content = root / "content"
    try:
        mode = content.lstat().st_mode
    except OSError:
        return found
    if not stat.S_ISDIR(mode):
        _refuse_special("content", mode, found)
        return found
    for name, path, status in _list_folder(content, "content", found):
        mode = status.st_mode
        if not stat.S_ISDIR(mode):
            _note_stray_file(path, mode, found)
        elif name == MEDIA:
            _collect_media(content / name, path, "", found)
        elif name in FOLDERS:
            _collect(f"{content}/{name}", path, FOLDERS[name], found)
        else:
            _note_stray_folder(name, path, found)
    found.files.sort()
    return found


def _list_folder(
    folder: Path | str, path: str, found: Found
) -> Iterator[tuple[str, str, os.stat_result]]:
    """Names, paths and statuses in the order of names; what cannot be read is reported."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=_name_of)
    except OSError as error:
        found.note(path, "unreadable", f"this folder cannot be read ({error.strerror})", _ALLOW)
        return
    for entry in entries:
        if is_leftover(entry.name):
            continue
        inner = f"{path}/{entry.name}"
        if not _is_utf8(entry.name):
            _refuse_encoding(entry.name, path, found)
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            found.note(inner, "unreadable", f"cannot be read ({error.strerror})", _ALLOW)
            continue
        yield entry.name, inner, status


_name_of = attrgetter("name")

_ALLOW = "allow it to be read, and run again"


def _refuse_encoding(name: str, path: str, found: Found) -> None:
    """Raises EnvironmentFault where it is not the name that is wrong, but how we are to read it."""
    encoding = sys.getfilesystemencoding()
    if encoding != "utf-8":
        with suppress(UnicodeDecodeError):
            shown = quote(os.fsencode(name).decode())
            raise EnvironmentFault(
                f"{shown} in {path} cannot be read, because the environment asks for file names in"
                f" {encoding}; set LC_ALL=C.UTF-8, and unset PYTHONUTF8"
            )
    fact = f"a file name here is not UTF-8: {quote(name)}"
    found.note(path, "not-utf-8", fact, "rename it")


def _is_utf8(name: str) -> bool:
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _collect(folder: str, path: str, kind: Kind, found: Found) -> None:
    suffix = ".md" if kind == "page" else ".yaml"
    for name, inner, status in _list_folder(folder, path, found):
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            _collect(f"{folder}/{name}", inner, kind, found)
        elif not stat.S_ISREG(mode):
            _refuse_special(inner, mode, found)
        elif name.endswith(suffix):
            found.files.append(ContentFile(inner, kind, sign(status)))
        else:
            found.note(
                inner,
                "unexpected-file",
                "this file is not read",
                _advise_name(name, suffix),
                warning=True,
            )


def _advise_name(name: str, suffix: str) -> str:
    stem, dot, ending = name.rpartition(".")
    endings = ("yml", "yaml") if suffix == ".yaml" else ("md", "markdown", "mdown")
    if dot and ending.lower() in endings:
        return f"rename it to {quote(stem + suffix)}"
    return f"move it elsewhere; here only {suffix} files are read"


def _collect_media(folder: Path, path: str, prefix: str, found: Found) -> None:
    for name, inner, status in _list_folder(folder, path, found):
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            _collect_media(folder / name, inner, f"{prefix}{name}/", found)
        elif not stat.S_ISREG(mode):
            _refuse_special(inner, mode, found)
        else:
            key = unicodedata.normalize("NFC", prefix + name)
            if key in found.media:
                found.note(
                    inner,
                    "duplicate-id",
                    "two files have this name, in two Unicode forms",
                    "rename one of them",
                )
            found.media[key] = folder / name


def _refuse_special(path: str, mode: int, found: Found) -> None:
    name = "a symbolic link" if stat.S_ISLNK(mode) else "not an ordinary file"
    found.note(path, "not-a-file", f"this is {name}, which is never read", _PUT_FILE)


_PUT_FILE = "put the file itself here"


def _note_stray_file(path: str, mode: int, found: Found) -> None:
    if stat.S_ISREG(mode):
        found.note(
            path,
            "unexpected-file",
            "this file is not read",
            "move it into content/events/, content/entities/, content/sources/,"
            " content/stories/, content/pages/ or content/media/",
            warning=True,
        )
    else:
        _refuse_special(path, mode, found)


def _note_stray_folder(name: str, path: str, found: Found) -> None:
    meant = guess(name, (*FOLDERS, MEDIA))
    remedy = (
        f"did you mean {quote('content/' + meant)}?"
        if meant
        else "move it elsewhere; content/ has events, entities, sources, stories, pages and media"
    )
    found.note(path, "unexpected-file", "nothing in this folder is read", remedy, warning=True)


def read_text(root: Path, path: str) -> str | Problem:
    """The file's text with LF for every line end and without a BOM, or why there is none."""
    data = read_bytes(root, path)
    return data if isinstance(data, Problem) else decode_text(data, path)


def decode_text(data: bytes, path: str) -> str | Problem:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _explain_encoding(data, error, path)
    return normalize_text(text)


def normalize_text(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_bytes(root: Path, path: str) -> bytes | Problem:
    try:
        descriptor = os.open(f"{root}/{path}", _OPEN_FLAGS)
    except OSError as error:
        return _explain_fault(path, error)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _problem(path, "not-a-file", "this is not an ordinary file", _PUT_FILE)
        return _read_all(descriptor, status.st_size, path)
    except OSError as error:
        return _explain_fault(path, error)
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, size: int, path: str) -> bytes | Problem:
    """To the end, also of a file that grows; one byte more than expected tells that it ended."""
    data = os.read(descriptor, min(size, LARGEST) + 1)
    while len(data) > size and len(data) <= LARGEST:
        more = os.read(descriptor, LARGEST + 1 - len(data))
        if not more:
            break
        data += more
    return data if len(data) <= LARGEST else _refuse_size(path)


def _explain_fault(path: str, error: OSError) -> Problem:
    if (Path(error.filename) if error.filename else Path()).is_symlink():
        return _problem(
            path, "not-a-file", "this is a symbolic link, which is never read", _PUT_FILE
        )
    return _problem(path, "unreadable", f"this file cannot be read ({error.strerror})", _ALLOW)


def _refuse_size(path: str) -> Problem:
    return _problem(
        path,
        "too-large",
        "this file has more than 5 MB",
        "split it into several files; pictures go into content/media/",
    )


def _explain_encoding(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:1000]:
        return _explain_binary(data, path)
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode()) + 1
    return Problem(
        "error",
        "not-utf-8",
        f"the byte 0x{data[error.start]:02X} is not UTF-8",
        'save the file in the encoding "UTF-8"',
        Location(escape(path), line, column),
    )


def _explain_binary(data: bytes, path: str) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _problem(path, "not-utf-8", "this file is UTF-16", 'save it in the encoding "UTF-8"')
    remedy = "put a text here; pictures and other files go into content/media/"
    return _problem(path, "not-utf-8", "this file is not a text", remedy)


def _problem(path: str, rule: str, fact: str, remedy: str) -> Problem:
    return Problem("error", rule, fact, remedy, Location(escape(path)))
