"""Templates of the theme that comes with us, copied for editing and compared after an upgrade.

What was copied is noted aside, in `templates/.shipped/`, as it was then: so an upgrade's changes
can be told from the site's own, whatever became of either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from site_gen.content.wording import advise, quote
from site_gen.output.trees import replace_file
from site_gen.problems import EnvironmentFault, UsageError
from site_gen.render.theme import OWN_FOLDER, find_bundled
from site_gen.scaffold.placing import place_files

NOTES = f"{OWN_FOLDER}/.shipped"
"""Begins with a dot: the theme takes no template from there."""

_TABLE = re.compile(r"words/[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\.toml")


@dataclass(frozen=True, slots=True)
class Difference:
    """`text` is a unified diff, empty where nothing differs.

    `is_upgrade` false: nobody knows which version the file was copied from, and the text tells its
    difference from ours of today.
    """

    name: str
    text: str
    is_upgrade: bool


def eject_template(site: Path, name: str) -> str:
    """Copy the file `name` of our theme into the site's; the path it has there.

    Raises UsageError where we have no such file or the site has it already, EnvironmentFault where
    the machine does not allow it.
    """
    text = _read_shipped(name)
    path = f"{OWN_FOLDER}/{name}"
    place_files(site, {path: text})
    note_original(site, name)
    return path


def note_original(site: Path, name: str) -> None:
    """From now on only what later upgrades change is told. Raises as `eject_template`."""
    note = site / NOTES / name
    text = _read_shipped(name)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        replace_file(note, text.encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault(
            f'"{note}" cannot be written ({reason}); mend that, then run site-gen theme diff'
            f" --taken {name}"
        ) from error


def find_ejected(site: Path) -> list[str]:
    """What the site has in place of files of ours; of its words, which add to ours, the noted."""
    own = [name for name in _list_shipped() if (site / OWN_FOLDER / name).is_file()]
    notes = sorted((site / NOTES / "words").glob("*.toml"))
    tables = [
        f"words/{note.name}"
        for note in notes
        if (site / OWN_FOLDER / "words" / note.name).is_file()
    ]
    return [*(name for name in own if not name.startswith("words/")), *tables]


def compare_template(site: Path, name: str) -> Difference:
    """What has changed in ours since the site copied it. Raises UsageError, EnvironmentFault."""
    shipped = _read_shipped(name)
    own = site / OWN_FOLDER / name
    if not own.is_file():
        fact = f'the site has no "{OWN_FOLDER}/{name}", so ours is used'
        raise UsageError(f"{fact}; to change it: site-gen theme eject {name}")
    note = site / NOTES / name
    path = f"{OWN_FOLDER}/{name}"
    if note.is_file():
        return Difference(name, _diff(_read(note), shipped, path, path), is_upgrade=True)
    return Difference(name, _diff(shipped, _read(own), f"default/{name}", path), is_upgrade=False)


def _diff(old: str, new: str, old_name: str, new_name: str) -> str:
    """In the form that `git apply` and `patch -p1` take, in the site's folder."""
    lines = unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"a/{old_name}",
        f"b/{new_name}",
    )
    ended = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)


def _read_shipped(name: str) -> str:
    names = list(_list_shipped())
    if _TABLE.fullmatch(name) and name not in names:
        name = "words/en.toml"  # where every translation begins
    if name not in names:
        known = "see docs/templates.md for what there is"
        meant = f"{name}.html"
        remedy = f"did you mean {quote(meant)}?" if meant in names else advise(name, names, known)
        raise UsageError(f"the theme has no {quote(name)}; {remedy}")
    return _read(find_bundled() / name)


def _list_shipped() -> Iterator[str]:
    root = find_bundled()
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(root).as_posix()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise EnvironmentFault(f'"{path}" cannot be read ({reason}); mend that first') from error
