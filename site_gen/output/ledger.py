"""What the last build wrote, and from what.

For each path the key of what it was made from and the digest of what came of it. It only saves
work: without it, or where it is in doubt, everything is made again.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_gen.output.trees import replace_file

LEDGER_NAME = "ledger.json"
_FORM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` stands for everything that the file was made from, `digest` for its bytes.

    `targets` are the places on other pages that it links to: `events/a/index.html#c1`.
    """

    key: str
    digest: str
    targets: tuple[str, ...] = ()


def read_ledger(state: Path) -> dict[str, Entry]:
    """Empty where there is none, or none that can be read."""
    try:
        content = json.loads((state / LEDGER_NAME).read_bytes())
        if content["form"] != _FORM:
            return {}
        return {
            path: Entry(key, digest, tuple(targets))
            for path, (key, digest, *targets) in content["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_ledger(state: Path, entries: Mapping[str, Entry]) -> None:
    """Quietly does without where it cannot be written: the next build then costs more."""
    files = {
        path: [entry.key, entry.digest, *entry.targets] for path, entry in sorted(entries.items())
    }
    content = json.dumps({"form": _FORM, "files": files}, separators=(",", ":"))
    with suppress(OSError):
        replace_file(state / LEDGER_NAME, content.encode())
