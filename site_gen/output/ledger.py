"""What the last build wrote, and from what.

For each path the key of what it was made from and the digest of what came of it; and what all of
them together were made from. It only saves work: without it, or where it is in doubt, everything
is made again.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from site_gen.output.trees import replace_file

LEDGER_NAME = "ledger.json"
_FORM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` stands for everything that the file was made from, `digest` for its bytes.

    `targets` are the places on other pages that it links to: `events/a/index.html#c1`.
    """

    key: str
    digest: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """`entries` by path. `ground` stands for what all of them were made from, but for the records
    of which `versions` tells by `kind:id` which they were; empty where that is not known.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    ground: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def read_ledger(state: Path) -> Ledger:
    """Empty where there is none, or none that can be read."""
    try:
        content = json.loads((state / LEDGER_NAME).read_bytes())
        if content["form"] != _FORM:
            return Ledger()
        entries = {
            path: Entry(key, digest, tuple(targets))
            for path, (key, digest, *targets) in content["files"].items()
        }
        return Ledger(entries, str(content["ground"]), dict(content["versions"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write_ledger(state: Path, ledger: Ledger) -> None:
    """Quietly does without where it cannot be written: the next build then costs more."""
    files = {
        path: [entry.key, entry.digest, *entry.targets]
        for path, entry in sorted(ledger.entries.items())
    }
    known = {"ground": ledger.ground, "versions": dict(ledger.versions)}
    content = json.dumps({"form": _FORM, **known, "files": files}, separators=(",", ":"))
    with suppress(OSError):
        replace_file(state / LEDGER_NAME, content.encode())
