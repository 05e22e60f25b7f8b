"""The plan of a whole site: one artifact for each path, and what stands in its way."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_gen.plan.artifacts import Artifact
from site_gen.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class SitePlan:
    """`artifacts` by path, in the order of paths. With any Problem nothing may be published."""

    artifacts: Mapping[str, Artifact]
    problems: tuple[Problem, ...]


def collect_artifacts(artifacts: Iterable[Artifact]) -> SitePlan:
    """One artifact for a path.

    Paths that a file system may take for one collide too: those equal after Unicode NFC and
    case folding (command line, "The output tree"), and a file where another needs a folder.
    """
    chosen: dict[str, Artifact] = {}
    by_key: dict[str, Artifact] = {}
    problems: list[Problem] = []
    for artifact in artifacts:
        key = _path_key(artifact.path)
        rival = by_key.setdefault(key, artifact)
        if rival is artifact:
            chosen[artifact.path] = artifact
        elif rival.recipe != artifact.recipe or rival.context != artifact.context:
            problems.append(_collision(rival, artifact))
    problems.extend(_files_as_folders(by_key))
    return SitePlan(dict(sorted(chosen.items())), tuple(problems))


def _path_key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _collision(first: Artifact, second: Artifact) -> Problem:
    if first.path == second.path:
        fact = f'"{first.path}" would be written twice, {_whence(first)} and {_whence(second)}'
    else:
        fact = (
            f'"{first.path}" ({_whence(first)}) and "{second.path}" ({_whence(second)})'
            " are one file on many systems"
        )
    remedy = "give one of the two another id, tag or alias"
    return Problem("error", "path-collision", fact, remedy, _place(second))


def _files_as_folders(by_key: Mapping[str, Artifact]) -> Iterable[Problem]:
    for key, artifact in by_key.items():
        for cut in (index for index, character in enumerate(key) if character == "/"):
            blocker = by_key.get(key[:cut])
            if blocker is not None:
                yield Problem(
                    "error",
                    "path-collision",
                    f'"{blocker.path}" ({_whence(blocker)}) stands where "{artifact.path}"'
                    f" ({_whence(artifact)}) needs a folder",
                    "give one of the two another id or alias",
                    _place(blocker),
                )


def _whence(artifact: Artifact) -> str:
    return f"for {artifact.origin.path}" if artifact.origin.path else "for the site itself"


def _place(artifact: Artifact) -> Location:
    return Location(artifact.origin.path or "site.yaml")
