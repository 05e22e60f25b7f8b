"""The fonts that pictures are drawn with: the site's own, those of the machine, or Pillow's.

Pictures are the same wherever the same fonts are found; a site that wants them the same everywhere
brings its own.
"""

import os
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_gen.digest import digest_bytes
from site_gen.plan.artifacts import AssetFile, FontFile, FontSet, Ranges

SUFFIXES = (".ttf", ".otf", ".ttc")

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)

KNOWN = (
    # Serifs first, as on the pages; families with the letters of many scripts before others.
    ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc"),
    ("SourceHanSerifSC-Bold.otf", "SourceHanSerifSC-Regular.otf"),
    ("NotoSerif-Bold.ttf", "NotoSerif-Regular.ttf"),
    ("DejaVuSerif-Bold.ttf", "DejaVuSerif.ttf"),
    ("LiberationSerif-Bold.ttf", "LiberationSerif-Regular.ttf"),
    ("Georgia Bold.ttf", "Georgia.ttf"),
    ("georgiab.ttf", "georgia.ttf"),
    ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
    ("msyhbd.ttc", "msyh.ttc"),
    ("Hiragino Sans GB.ttc", "Hiragino Sans GB.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("NotoNaskhArabic-Bold.ttf", "NotoNaskhArabic-Regular.ttf"),
    ("NotoSerifHebrew-Bold.ttf", "NotoSerifHebrew-Regular.ttf"),
    ("NotoSerifDevanagari-Bold.ttf", "NotoSerifDevanagari-Regular.ttf"),
    ("NotoSerifThai-Bold.ttf", "NotoSerifThai-Regular.ttf"),
    ("DejaVuSans-Bold.ttf", "DejaVuSans.ttf"),
    ("Arial Unicode.ttf", "Arial Unicode.ttf"),
)
"""Files by what they are called everywhere, the bold one and the regular one."""

BUILT_IN = FontFile("", "Aileron in Pillow", has_regions=False)
BUILT_IN_RANGES: Ranges = ((0x20, 0x7E), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026))


def find_fonts(assets: Mapping[str, AssetFile], folders: Iterable[str] = FOLDERS) -> FontSet:
    """Those among the site's own assets go first; the last is always there."""
    own = [asset.source for name, asset in assets.items() if name.endswith(SUFFIXES)]
    bold = [path for path in own if "bold" in path.lower()] or list(own)
    regular = [path for path in own if "bold" not in path.lower()] or list(own)
    files = _list_fonts(tuple(folders))
    for heavy, plain in KNOWN:
        if heavy in files and plain in files:
            bold.append(files[heavy])
            regular.append(files[plain])
    heavy_fonts, plain_fonts = _open_all(bold), _open_all(regular)
    return FontSet(
        bold=tuple(each.file for each in heavy_fonts),
        regular=tuple(each.file for each in plain_fonts),
        characters=_intersect(
            _merge(each.ranges for each in heavy_fonts), _merge(each.ranges for each in plain_fonts)
        ),
    )


def choose_index(file: FontFile, language: str) -> int:
    """Which font of a collection draws Chinese characters as the language writes them."""
    if not file.has_regions:
        return 0
    parts = language.lower().split("-")
    if parts[0] in ("ja", "ko"):
        return ("ja", "ko").index(parts[0])
    if "hk" in parts or "mo" in parts:
        return 4
    return 3 if "hant" in parts or "tw" in parts else 2


def read_font_ranges(file: FontFile) -> Ranges:
    """The characters that a font of `find_fonts` has."""
    opened = _open(file.source) if file.source else None
    return opened.ranges if opened else BUILT_IN_RANGES


@dataclass(frozen=True, slots=True)
class _Opened:
    file: FontFile
    ranges: Ranges


def _open_all(paths: Sequence[str]) -> list[_Opened]:
    found = [opened for path in dict.fromkeys(paths) if (opened := _open(path))]
    return [*found, _Opened(BUILT_IN, BUILT_IN_RANGES)]


def _open(path: str) -> _Opened | None:
    """None for what cannot be read as a font: there are others."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return _open_as_it_is(path, status.st_mtime_ns, status.st_size)


@cache
def _open_as_it_is(path: str, changed: int, size: int) -> _Opened | None:  # noqa: ARG001  # the key
    from PIL import ImageFont  # noqa: PLC0415 # Pillow is an extra

    try:
        content = Path(path).read_bytes()
        ranges = read_characters(content)
        ImageFont.truetype(path, 16)
    except (OSError, struct.error, IndexError, ValueError):
        return None
    has_regions = "CJK-" in Path(path).name and path.endswith(".ttc")
    return _Opened(FontFile(path, digest_bytes(content), has_regions=has_regions), ranges)


@cache
def _list_fonts(folders: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for folder in folders:
        for top, below, names in os.walk(Path(folder).expanduser()):
            below.sort()
            for name in sorted(names):
                found.setdefault(name, os.path.join(top, name))  # noqa: PTH118 # thousands of files
    return found


# --- which characters a font has (OpenType, "cmap") ------------------------------------------


def read_characters(content: bytes) -> Ranges:
    """Of the first font of a file. Raises struct.error, IndexError or ValueError for no font."""
    start = 0
    if content[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", content, 12)
    (number,) = struct.unpack_from(">H", content, start + 4)
    for index in range(number):
        tag, _, offset, _ = struct.unpack_from(">4sIII", content, start + 12 + 16 * index)
        if tag == b"cmap":
            return _merge([_read_map(content, offset)])
    raise ValueError("no table of characters")


def _read_map(content: bytes, start: int) -> Ranges:
    """The subtable of all of Unicode, else that of its first plane."""
    (number,) = struct.unpack_from(">H", content, start + 2)
    by_format: dict[int, int] = {}
    for index in range(number):
        platform, _, offset = struct.unpack_from(">HHI", content, start + 4 + 8 * index)
        if platform in (0, 3):
            (form,) = struct.unpack_from(">H", content, start + offset)
            by_format.setdefault(form, start + offset)
    if 12 in by_format:
        return tuple(_read_groups(content, by_format[12]))
    return tuple(_read_segments(content, by_format[4])) if 4 in by_format else ()


def _read_groups(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    (number,) = struct.unpack_from(">I", content, start + 12)
    for index in range(number):
        first, last, _ = struct.unpack_from(">III", content, start + 16 + 12 * index)
        yield first, last


def _read_segments(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", content, start + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", content, start + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", content, start + 16 + doubled)
    yield from (pair for pair in zip(starts, ends, strict=True) if pair[0] != 0xFFFF)


def _merge(many: Iterable[Ranges]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pair for ranges in many for pair in ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _intersect(one: Ranges, other: Ranges) -> Ranges:
    found = []
    waiting, others = list(reversed(one)), list(reversed(other))
    while waiting and others:
        first, last = max(waiting[-1][0], others[-1][0]), min(waiting[-1][1], others[-1][1])
        if first <= last:
            found.append((first, last))
        (waiting if waiting[-1][1] <= others[-1][1] else others).pop()
    return tuple(found)
