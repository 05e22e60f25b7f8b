"""Files compressed beforehand, for web servers that send them instead of compressing on the way.

A compressed form lies beside its file, under the file's name and `.gz` or `.br`. It is as old as
the file: made with it, kept with it, and gone with it or when nobody asks for it any more.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from site_gen.output.ledger import Entry

Encodings = tuple[str, ...]
"""Which forms to make, by the endings of their names."""

NO_ENCODINGS: Encodings = ()

WORTH_IT = 1024
"""Bytes; a smaller file goes through the network in one packet either way."""

_TEXTS = (
    ".html", ".htm", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".ics", ".bib",
)  # fmt: skip  # names, not lines


def find_encodings() -> Encodings:
    """Those that this installation can make: Brotli comes with `site-gen[brotli]`."""
    return (".br", ".gz") if find_spec("brotli") else (".gz",)


def compress(path: str, content: bytes, encodings: Encodings) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each compressed form. The same content gives the same bytes."""
    if is_worth_it(path, len(content)):
        for encoding in encodings:
            yield path + encoding, _ENCODERS[encoding](content)


def is_worth_it(path: str, size: int) -> bool:
    return size >= WORTH_IT and path.endswith(_TEXTS)


def drop_incomplete(
    kept: dict[str, Entry],
    ledger: Mapping[str, Entry],
    output: Path,
    published: Mapping[str, str],
    encodings: Encodings,
) -> dict[str, Entry]:
    """Of what is `kept`, what has its compressed forms, and those forms.

    A file that lacks one is made again.
    """
    whole: dict[str, Entry] = {}
    for path, entry in kept.items():
        forms = {path + encoding: ledger.get(path + encoding) for encoding in encodings}
        if not forms or not _is_worth_it_on_disk(output, path):
            whole[path] = entry
            continue
        sound = {
            place: form
            for place, form in forms.items()
            if form
            and form.key == _form_key(entry.key, place)
            and published.get(place) == form.digest
        }
        if len(sound) == len(forms):
            whole |= {path: entry, **sound}
    return whole


def find_key(keys: Mapping[str, str], path: str) -> str:
    """What a file follows from, by path, or a compressed form of one: that, and the compressor."""
    return keys[path] if path in keys else _form_key(keys[find_original(path)], path)


def find_original(form: str) -> str:
    """The path of the file of which this is a compressed form."""
    return form.rpartition(".")[0]


def _form_key(key: str, place: str) -> str:
    return f"{key} {_find_version(place[place.rindex('.') :])}"


@cache
def _find_version(encoding: str) -> str:
    """Another version may find another way to write the same."""
    return version("Brotli") if encoding == ".br" else zlib.ZLIB_RUNTIME_VERSION


def _is_worth_it_on_disk(output: Path, path: str) -> bool:
    return path.endswith(_TEXTS) and is_worth_it(path, (output / path).stat().st_size)


def _to_gzip(content: bytes) -> bytes:
    """RFC 1952 without name and time. `gzip.compress` has other headers in other Pythons."""
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


def _to_brotli(content: bytes) -> bytes:
    """RFC 7932. The quality above this takes twice the time for 2 % less."""
    import brotli  # noqa: PLC0415 - only those who ask for it need to have it

    compressed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=10)
    return compressed


_ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {".gz": _to_gzip, ".br": _to_brotli}
