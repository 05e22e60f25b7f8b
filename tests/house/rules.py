"""The judge of the house: reads a tree of Python files and names what breaks its rules.

Every function takes the folder of the package and gives one line for each breach,
`path:line: what`. It looks at the syntax alone, so lazy imports and those under `TYPE_CHECKING`
count like any other. There is no list of exceptions.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FLOORS = {
    "cli": 8,
    "server": 7,
    "scaffold": 7,
    "interchange": 7,
    "outside": 7,
    "build": 6,
    "render": 5,
    "output": 5,
    "plan": 4,
    "content": 3,
    "model": 2,
    "dates": 1,
    "problems": 0,
    "rules": 0,
    "digest": 0,
}
"""Room → floor. An import goes to a lower floor or stays in its room."""

DOOR = "__main__"
CELLAR = ""
"""The package's own `__init__.py`, which holds the version: below all rooms, `__main__` above."""

LIBRARY_ROOMS = {
    "babel": {"dates"},
    "brotli": {"output"},
    "click": {"cli"},
    "jinja2": {"render"},
    "markdown": {"render"},
    "markupsafe": {"render"},
    "nh3": {"render"},
    "PIL": {"render"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "watchfiles": {"server"},
    "yaml": {"content", "interchange"},
}

PURE_ROOMS = {"plan", "model"}
"""No disk, clock, network, process or chance."""

IMPURE_MODULES = {
    "asyncio", "fileinput", "ftplib", "getpass", "glob", "http", "io", "linecache", "locale",
    "logging", "mmap", "multiprocessing", "os", "pathlib", "platform", "random", "secrets",
    "select", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid", "webbrowser",
}  # fmt: skip  # one name a line would fill the screen
IMPURE_CALLS = {"open", "input", "breakpoint"}
CLOCK_METHODS = {"now", "today", "utcnow"}

EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers"}
VAGUE_NAMES = {"data", "process", "handle"}
"""Allowed as a part of a name (`handle_starttag` is the standard library's), not alone."""

LEAVING = {"exit", "quit", "SystemExit"}
SPEAKING = {"print"}
SPEAKING_AND_LEAVING_OF = {
    "sys": {"exit", "stdout", "stderr", "__stdout__", "__stderr__"},
    "os": {"_exit", "abort"},
}

_SILENCER = re.compile(
    r"""\#\s*(?:
        (?:ruff:\s*|flake8:\s*)?noqa(?::\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+\b)*)?
      | type:\s*ignore(?:\[[^\]]*\])?
      | (?:mypy|pyright):\s*[\w-]+(?:[=\[][^\s]*)?
      | pragma:\s*no\s*(?:cover|branch)
      | fmt:\s*(?:off|skip)
    )(?P<rest>[^\n]*)""",
    re.VERBOSE,
)
_LIST_OF_IGNORES = re.compile(
    r'(?:extend-)?(?:per-file-)?ignore(?:s|list)? = \[|"[^"]*[*/][^"]*" = \['
)
_IGNORED_RULE = re.compile(r'"[A-Za-z]+\d*"')
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Import:
    """`module` imports `target`; both dotted and without the package's own name where inside it."""

    path: Path
    line: int
    module: str
    target: str
    inside: bool

    @property
    def room(self) -> str:
        return self.module.partition(".")[0]


def read_imports(package: Path) -> Iterator[Import]:
    for path, tree in _trees(package):
        module = ".".join(_module_parts(package, path))
        for node in ast.walk(tree):
            for target in _targets(node, package, path):
                name, dot, rest = target.partition(".")
                inside = name == package.name
                yield Import(
                    path, _line(node), module, rest if inside else name + dot + rest, inside
                )


def breaches_of_floors(package: Path) -> list[str]:
    """Imports that go up, or sideways into another room; rooms that have no floor."""
    rooms = _rooms(package)
    found = [f"{package.name}/{room}: a room without a floor" for room in rooms - _known_rooms()]
    for one in read_imports(package):
        target = one.target.partition(".")[0]
        target = target if target in rooms else CELLAR
        if one.inside and one.room != target and _floor(target) >= _floor(one.room):
            found.append(
                _at(package, one.path, one.line, f"imports {one.target} from above or beside")
            )
    return sorted(found)


def breaches_of_library_rooms(package: Path) -> list[str]:
    """Outside libraries imported where they do not live, or that live nowhere."""
    return [
        _at(
            package, one.path, one.line, f"{one.target} does not live in {one.room or package.name}"
        )
        for one in read_imports(package)
        if not one.inside
        and (library := one.target.partition(".")[0]) not in sys.stdlib_module_names
        and one.room not in LIBRARY_ROOMS.get(library, set())
    ]


def breaches_of_purity(package: Path) -> list[str]:
    """A pure room that reaches for the disk, the clock, the network, a process or chance."""
    found = [
        _at(package, one.path, one.line, f"{one.room} is pure and imports {one.target}")
        for one in read_imports(package)
        if one.room in PURE_ROOMS and not one.inside and _is_impure(one.target)
    ]
    for path, tree in _trees(package):
        if _room(package, path) in PURE_ROOMS:
            found += [
                _at(package, path, line, f"calls {name}") for line, name in _impure_calls(tree)
            ]
    return sorted(found)


def breaches_of_silence(package: Path) -> list[str]:
    """Printing, or ending the program, outside cli/."""
    return [
        _at(package, path, line, f"{name} outside cli/")
        for path, tree in _trees(package)
        if _room(package, path) != "cli"
        for line, name in _speaking_and_leaving(tree)
    ]


def breaches_of_names(package: Path) -> list[str]:
    """Modules, classes and functions with a name that says nothing."""
    found = []
    for path, tree in _trees(package):
        if any(_says_nothing(part) for part in _module_parts(package, path)):
            found.append(_at(package, path, 1, "the module's name says nothing"))
        found += [
            _at(package, path, node.lineno, f"{node.name} says nothing")
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and _says_nothing(node.name)
        ]
    return found


def silencers_without_reason(folder: Path) -> list[str]:
    """`noqa`, `type: ignore` and their like that do not go on to say why, in at least two words."""
    return [
        _at(folder, path, line, f"{comment} has no reason")
        for path in _files(folder)
        for line, comment in _comments(path.read_text(encoding="utf-8"))
        if _lacks_reason(comment)
    ]


def ignores_without_reason(pyproject: str) -> list[str]:
    """Rules of ruff that pyproject.toml switches off, for all or some files, without saying why."""
    bare = []
    is_inside = False
    for number, line in enumerate(pyproject.splitlines(), start=1):
        is_inside = is_inside or bool(_LIST_OF_IGNORES.match(line))
        code, _, reason = line.partition("#")
        if is_inside and _IGNORED_RULE.search(code) and len(_WORD.findall(reason)) < 2:
            bare.append(f"pyproject.toml:{number}: {line.strip()}")
        is_inside = is_inside and not code.rstrip().endswith("]")
    return bare


def _files(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*.py") if "node_modules" not in path.parts)


def _trees(package: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in _files(package):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def _module_parts(package: Path, path: Path) -> list[str]:
    parts = list(path.relative_to(package).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def _room(package: Path, path: Path) -> str:
    return next(iter(_module_parts(package, path)), CELLAR)


def _rooms(package: Path) -> set[str]:
    return {parts[0] for path in _files(package) if (parts := _module_parts(package, path))}


def _known_rooms() -> set[str]:
    return {*FLOORS, DOOR}


def _floor(room: str) -> int:
    return {CELLAR: -1, DOOR: 9}.get(room, FLOORS.get(room, 0))


def _targets(node: ast.AST, package: Path, path: Path) -> list[str]:
    """What a statement imports, dotted from the top; `importlib.import_module("…")` too."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = _base_of(node, package, path)
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and _called(node.func) in {"import_module", "__import__"}:
        return [
            word.value
            for word in node.args[:1]
            if isinstance(word, ast.Constant) and isinstance(word.value, str)
        ]
    return []


def _base_of(node: ast.ImportFrom, package: Path, path: Path) -> str:
    if not node.level:
        return node.module or ""
    folder = [package.name, *path.relative_to(package).parts[:-1]]
    above = folder[: len(folder) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_impure(target: str) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in IMPURE_MODULES)


def _impure_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            yield node.lineno, node.func.id
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_METHODS:
            yield node.lineno, node.func.attr


def _speaking_and_leaving(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in LEAVING | SPEAKING:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (
                name in SPEAKING_AND_LEAVING_OF.get(module, ())
            ):
                yield node.lineno, f"{module}.{name}"
            case ast.ImportFrom(module=str(module), names=names):
                for alias in names:
                    if alias.name in SPEAKING_AND_LEAVING_OF.get(module, ()):
                        yield node.lineno, f"{module}.{alias.name}"


def _says_nothing(name: str) -> bool:
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    return bool(words & EMPTY_NAMES) or name.lower() in VAGUE_NAMES


def _comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _lacks_reason(comment: str) -> bool:
    """The text after the last silencer of a comment is the reason for all of them."""
    silencers = list(_SILENCER.finditer(comment))
    if not silencers:
        return False
    rest = silencers[-1]["rest"]
    while inner := _SILENCER.search(rest):
        rest = inner["rest"]
    return len(_WORD.findall(rest)) < 2


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _at(package: Path, path: Path, line: int, what: str) -> str:
    return f"{path.relative_to(package.parent).as_posix()}:{line}: {what}"
