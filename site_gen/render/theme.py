"""The theme: templates, assets and words, the site's own before those that come with us.

    templates/*.html …       templates; `default/event.html` names the one that comes with us
    templates/assets/        files copied to the site
    templates/words/<tag>.toml   the interface's words

Nothing here needs Jinja2: a template is a text whose form `Renderer` judges.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_gen.dates import lookup_chain
from site_gen.digest import digest_bytes, digest_stream, digest_value
from site_gen.plan.artifacts import AssetFile
from site_gen.plan.words import Forms, Words
from site_gen.problems import EnvironmentFault, Location, Problem
from site_gen.render.tables import WordTable, check_against_english, check_use_of_words, read_table

OWN_FOLDER = "templates"
DEFAULT = "default/"
"""What a template's name begins with to mean the original that comes with us."""

_ASSETS = "assets/"
_WORDS = "words/"
_LEFTOVER = re.compile(r"^\.|(?:~|\.swp|\.tmp)$")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template's text. `shown` is its path as Problems name it; `digest` is that of its bytes."""

    shown: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All that pages are made with. `problems` are what is wrong with the files themselves.

    `templates` has every name that a template can load, the `default/` ones included.
    """

    templates: Mapping[str, TemplateFile]
    assets: Mapping[str, AssetFile]
    words: Mapping[str, Words]
    problems: tuple[Problem, ...] = ()

    def words_for(self, tag: str) -> Words:
        """The table of `tag`; what it lacks is taken from shorter tags, then from English."""
        for shorter in lookup_chain(tag):
            if shorter in self.words:
                found = self.words[shorter]
                return found if found.language == tag else _make_words(tag, found.table)
        english = self.words.get("en")
        return _make_words(tag, english.table if english else {})

    def template_digest(self, name: str) -> str:
        """Stands for the template and all that it can load, directly or through others."""
        names = sorted(find_loaded(self.templates, name))
        return digest_value([(each, self.templates[each].digest) for each in names])


def load_theme(site: Path, bundled: Path | None = None) -> Theme:
    """Read the theme of a site folder whole.

    Raises EnvironmentFault where a file cannot be read.
    """
    shipped = _Folder(bundled or find_bundled(), DEFAULT)
    own = _Folder(site / OWN_FOLDER, f"{OWN_FOLDER}/")
    problems = [*own.problems, *shipped.problems]
    templates = _read_templates(own, shipped, problems)
    assets = {
        name: read_asset(path, is_shipped=path == shipped.files.get(_ASSETS + name))
        for name, path in _under(_ASSETS, own, shipped)
    }
    words = _load_words(own, shipped, templates, problems)
    return Theme(templates, assets, words, tuple(problems))


def find_bundled() -> Path:
    """The theme that comes with us: in the wheel, else beside the package in the checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_bundled" / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


# --- folders -------------------------------------------------------------------------------


class _Folder:
    """The regular files of one theme folder; `files` maps names with `/` to paths.

    A symbolic link that leads out of the folder is a Problem: a theme must not publish
    what lies elsewhere on the machine.
    """

    def __init__(self, root: Path, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.files: dict[str, Path] = {}
        if root.is_dir():
            self._root = root.resolve()
            self._collect()

    def _collect(self) -> None:
        for top, folders, names in os.walk(self._root, onerror=_cannot_read):
            folders[:] = (each for each in sorted(folders) if self._is_ours(Path(top, each)))
            for name in sorted(names):
                path = Path(top, name)
                if self._is_ours(path) and self._is_regular(path):
                    self.files[self._name(path)] = path

    def _is_ours(self, path: Path) -> bool:
        if _LEFTOVER.search(path.name) or path.name == "node_modules":
            return False
        is_linked_folder = path.is_symlink() and path.is_dir()
        if path.is_symlink() and (
            is_linked_folder or not path.resolve().is_relative_to(self._root)
        ):
            self._refuse(path, "is a symbolic link to a folder or to a place outside")
            return False
        return True

    def _is_regular(self, path: Path) -> bool:
        try:
            regular = stat.S_ISREG(path.stat().st_mode)
        except OSError:
            regular = False
        if not regular:
            self._refuse(path, "is not a regular file")
        return regular

    def _refuse(self, path: Path, what: str) -> None:
        name = self._name(path)
        self.problems.append(
            Problem(
                "error",
                "theme-file",
                f'"{name}" {what}',
                "put the file itself there",
                Location(self.shown + name),
            )
        )

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def _under(prefix: str, own: _Folder, shipped: _Folder) -> Iterator[tuple[str, Path]]:
    """Names without the prefix, and where each lies, the site's own file before the shipped."""
    merged = {**shipped.files, **own.files}
    for name in sorted(merged):
        if name.startswith(prefix):
            yield name.removeprefix(prefix), merged[name]


def read_asset(path: Path, *, is_shipped: bool = False) -> AssetFile:
    """Raises EnvironmentFault where the file cannot be read."""
    try:
        return AssetFile(str(path), _digest(path), is_shipped)
    except OSError as error:
        _cannot_read(error)
        raise  # never reached: the line above raises


def read_media(media: Mapping[str, Path]) -> tuple[dict[str, AssetFile], list[Problem]]:
    """The files of content/media/ by name; where one cannot be read, a Problem and a stand-in."""
    files: dict[str, AssetFile] = {}
    problems = []
    for name, path in media.items():
        try:
            files[name] = AssetFile(str(path), _digest(path))
        except OSError as error:
            files[name] = AssetFile(str(path), "")
            problems.append(_unreadable(f"content/media/{name}", error))
    return files, problems


def _unreadable(shown: str, error: OSError) -> Problem:
    fact = f"this file cannot be read ({error.strerror or type(error).__name__})"
    if isinstance(error, FileNotFoundError):
        fact, remedy = "this file went away while it was looked for", "run again"
    else:
        remedy = "allow it to be read, and run again"
    return Problem("error", "unreadable", fact, remedy, Location(shown))


def _digest(path: Path) -> str:
    """Piece by piece: a film need not fit into memory."""
    with path.open("rb") as file:
        return digest_stream(file)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _cannot_read(error)
        raise  # never reached: the line above raises


def _cannot_read(error: OSError) -> None:
    reason = error.strerror or str(error)
    raise EnvironmentFault(
        f'"{error.filename}" cannot be read ({reason}); check that it exists and may be read'
    ) from error


# --- templates -----------------------------------------------------------------------------


def _read_templates(
    own: _Folder, shipped: _Folder, problems: list[Problem]
) -> dict[str, TemplateFile]:
    templates: dict[str, TemplateFile] = {}
    for folder in (shipped, own):
        for name, path in folder.files.items():
            if name.startswith((_ASSETS, _WORDS)) or name.endswith(".md"):
                continue
            shown = folder.shown + name
            if name.startswith(DEFAULT):
                problems.append(_reserved(shown))
                continue
            source = _decode(_read(path), shown, problems)
            if source is not None:
                templates[name] = TemplateFile(shown, source, digest_bytes(source.encode()))
                if folder is shipped:
                    templates[DEFAULT + name] = templates[name]
    return templates


def _reserved(shown: str) -> Problem:
    fact = f'"{DEFAULT}" names the templates that come with the program'
    return Problem("error", "theme-file", fact, "give the folder another name", Location(shown))


def _decode(content: bytes, shown: str, problems: list[Problem]) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(
                "error",
                "template-error",
                "the template is not UTF-8",
                "save it as UTF-8",
                Location(shown, line),
            )
        )
        return None


_LOADING_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_PLAIN_ENDING = re.compile(
    r"\s*(?:[\[(]\s*LITERAL(?:\s*,\s*LITERAL)*\s*,?\s*[\])]|LITERAL)"
    r"(?:\s+(?:ignore\s+missing|with(?:out)?\s+context|as\s+\w+|import\s+[\w\s,]+))*\s*"
)


_LOADING_CALL = re.compile(r"\b(?:piece|fragment)\s*\((?!\s*(?:\"[^\"\\\n]*\"|'[^'\\\n]*')\s*\))")
"""One that does not name its template plainly."""


def find_loaded(templates: Mapping[str, TemplateFile], name: str) -> set[str]:
    """Names of the templates that `name` can load, itself included.

    Read from the text: a template that is named in it counts as loaded, and one that works out
    a name while it runs can load any. So it may say too many, never too few.
    """
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found and each in templates:
            found.add(each)
            waiting.extend(_named_in(templates[each].text, templates))
    return found


def _named_in(text: str, templates: Mapping[str, TemplateFile]) -> Iterable[str]:
    for tag in _LOADING_TAG.finditer(text):
        if "\\" in tag[1] or not _PLAIN_ENDING.fullmatch(_LITERAL.sub("LITERAL", tag[1])):
            return templates
    if _LOADING_CALL.search(text):
        return templates
    literals = (double or single for double, single in _LITERAL.findall(text))
    return {each for each in literals if each in templates}


# --- words ---------------------------------------------------------------------------------


def _load_words(
    own: _Folder,
    shipped: _Folder,
    templates: Mapping[str, TemplateFile],
    problems: list[Problem],
) -> dict[str, Words]:
    tables: dict[str, dict[str, Forms]] = {}
    read: list[tuple[_Folder, str, WordTable]] = []
    for folder in (shipped, own):
        for name, path in folder.files.items():
            if name.startswith(_WORDS) and name.endswith(".toml"):
                table = read_table(_read(path), folder.shown + name)
                tag = name.removeprefix(_WORDS).removesuffix(".toml")
                problems.extend(table.problems)
                tables.setdefault(tag, {}).update(table.forms)
                read.append((folder, tag, table))
    ours = next((each.forms for folder, tag, each in read if folder is shipped and tag == "en"), {})
    for folder, tag, table in read:
        # Ours are right together: where the site's own English differs from ours, that is at fault.
        if folder is own and tag != "en":
            problems.extend(check_against_english(table, tables.get("en", {})))
        else:
            problems.extend(check_against_english(table, ours, "original"))
    texts = [file.text for name, file in templates.items() if file.shown == own.shown + name]
    for folder, _, table in read:
        problems.extend(check_use_of_words(table, ours, texts) if folder is own else ())
    return {tag: _make_words(tag, _with_fallbacks(tag, tables)) for tag in sorted(tables)}


def _with_fallbacks(tag: str, tables: Mapping[str, Mapping[str, Forms]]) -> dict[str, Forms]:
    merged = dict(tables.get("en", {}))
    for shorter in reversed(lookup_chain(tag)):
        merged.update(tables.get(shorter, {}))
    return merged


def _make_words(tag: str, table: Mapping[str, Forms]) -> Words:
    return Words(tag, table, digest_value([tag, table]))
