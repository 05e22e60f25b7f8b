"""A build with nothing to do, told from a build with something to do, without doing it.

A build leaves a receipt: what it was asked for, what the site's files looked like before it read
them, what it published, and until when time alone changes nothing. The next build that is asked
for the same, finds the same files and the same published tree, and comes within that time, would
publish the same again: it can report at once. In doubt there is no receipt.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from site_gen import __version__
from site_gen.content.fingerprints import Fingerprint
from site_gen.digest import digest_value
from site_gen.output.compression import find_encodings
from site_gen.output.publication import open_publication
from site_gen.output.report import BuildOptions, BuildReport, Skipped
from site_gen.output.trees import replace_file
from site_gen.problems import Location, Problem

RECEIPT_NAME = "receipt.json"
_FORM = 2
_PROGRAM = Path(__file__).resolve().parent.parent


def find_unchanged(options: BuildOptions) -> BuildReport | None:
    """The report of the build asked for, where it would change nothing; else None.

    Raises EnvironmentFault, as any build does, where the output folder may not be built to.
    """
    receipt = _read_receipt(options.state_folder)
    if options.clean or receipt is None or not _is_within(receipt, options.now):
        return None
    if receipt.get("key") != _find_key(options):
        return None
    fingerprint = _read_fingerprint(receipt)
    if fingerprint is None or not fingerprint.is_of(options.site):
        return None
    output, state = options.output_folder, options.state_folder
    with open_publication(output, state, options.site) as publication:
        if receipt.get("tree") != digest_value(dict(publication.published)):
            return None
    return _read_report(receipt)


def leave_receipt(
    options: BuildOptions,
    report: BuildReport,
    files: Mapping[str, str],
    *,
    fingerprint: Fingerprint | None,
    until: datetime | None,
) -> None:
    """Note what was published, or take away the old note where there is a doubt.

    `files` is the published site, path to digest. `fingerprint` was found before anything was
    read; None where that could not be. `until` is the first moment after `now` at which something
    may be another without an edit; None where that is at any time. Does without where it cannot be
    written.
    """
    place = options.state_folder / RECEIPT_NAME
    with suppress(OSError):
        if fingerprint is None or until is None:
            place.unlink(missing_ok=True)
            return
        told = asdict(report)
        del told["changed"]  # the next build changes nothing
        content = {
            "form": _FORM,
            "key": _find_key(options),
            "fingerprint": [fingerprint.listing, fingerprint.young],
            "tree": digest_value(dict(files)),
            "since": options.now.isoformat(),
            "until": until.isoformat(),
            "report": told,
        }
        replace_file(place, json.dumps(content, ensure_ascii=False).encode())


def _read_receipt(state: Path) -> dict[str, Any] | None:
    try:
        content = json.loads((state / RECEIPT_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and content.get("form") == _FORM else None


def _read_fingerprint(receipt: dict[str, Any]) -> Fingerprint | None:
    try:
        listing, young = receipt["fingerprint"]
        return Fingerprint(str(listing), dict(young))
    except (KeyError, TypeError, ValueError):
        return None


def _is_within(receipt: dict[str, Any], now: datetime) -> bool:
    try:
        since = datetime.fromisoformat(receipt["since"])
        until = datetime.fromisoformat(receipt["until"])
    except (KeyError, TypeError, ValueError):
        return False
    return since <= now < until


def _read_report(receipt: dict[str, Any]) -> BuildReport | None:
    """As it was, but that nothing is written now."""
    try:
        told = receipt["report"]
        skipped = Skipped(int(told["skipped"]["drafts"]), tuple(told["skipped"]["scheduled"]))
        problems = tuple(
            replace(Problem(**one), location=Location(**one["location"]))
            for one in told["problems"]
        )
        return BuildReport(problems, is_published=True, pages=int(told["pages"]), skipped=skipped)
    except (KeyError, TypeError, ValueError):
        return None


def _find_key(options: BuildOptions) -> str:
    """What was asked for, of which program: its own files may be those of a checkout."""
    asked = (
        str(options.output_folder.absolute()),
        options.base_url,
        options.drafts,
        options.strict,
        find_encodings() if options.precompress else (),
    )
    return digest_value((_FORM, __version__, sys.version, asked, _list_program()))


def _list_program() -> tuple[str, ...]:
    """The program's files and its theme, wheel's or checkout's, with size and time of change."""
    packed = _PROGRAM / "_bundled" / "templates"
    theme = packed if packed.is_dir() else _PROGRAM.parent / "templates"
    return tuple(line for root in (_PROGRAM, theme) for line in sorted(_list_files(str(root))))


def _list_files(root: str) -> list[str]:
    lines = []
    for top, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            status = Path(top, name).stat()
            lines.append(f"{top}/{name} {status.st_size} {status.st_mtime_ns}")
    return lines
