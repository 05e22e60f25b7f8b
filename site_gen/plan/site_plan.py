"""The plan of a whole site: one artifact for each path, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from site_gen.content.findings import Finding
from site_gen.model.text import fold_spelling
from site_gen.plan.artifacts import Artifact
from site_gen.plan.grounds import Grounds


@dataclass(frozen=True, slots=True)
class SitePlan:
    """`artifacts` by path, in the order of paths. With any Finding nothing may be published.

    `ground` stands for all that artifacts with a Basis follow from, but for the bodies of records:
    of these `versions` has by `kind:id` what tells one from another. `ground` is empty where that
    is not known.
    """

    artifacts: Mapping[str, Artifact]
    findings: tuple[Finding, ...]
    ground: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    grounds: Grounds | None = field(default=None, compare=False)
    """For the next plan of the same site; see `make_plan`."""


def collect_artifacts(artifacts: Iterable[Artifact]) -> SitePlan:
    """One artifact for a path.

    Paths that a file system may take for one collide too: those equal after Unicode NFC and
    case folding (command line, "The output tree"), and a file where another needs a folder.
    """
    chosen: dict[str, Artifact] = {}
    by_key: dict[str, Artifact] = {}
    # By who is in whose way: what collides in one language does so in all, and page by page.
    findings: dict[tuple[object, ...], Finding] = {}
    for artifact in artifacts:
        key = fold_spelling(artifact.path)
        rival = by_key.setdefault(key, artifact)
        if rival is artifact:
            chosen[artifact.path] = artifact
        elif rival.recipe != artifact.recipe or rival.context != artifact.context:
            findings.setdefault(_quarrel(rival, artifact), _collision(rival, artifact))
    for blocker, artifact in _files_as_folders(by_key):
        findings.setdefault(_quarrel(blocker, artifact), _obstruction(blocker, artifact))
    return SitePlan(dict(sorted(chosen.items())), tuple(findings.values()))


def _quarrel(first: Artifact, second: Artifact) -> tuple[object, ...]:
    sides = (first.origin, first.subject, second.origin, second.subject)
    has_names = first.origin.path and second.origin.path
    return sides if has_names else (*sides, first.path, second.path)


def _collision(first: Artifact, second: Artifact) -> Finding:
    if first.path == second.path:
        fact = f'"{first.path}" would be written twice, {_whence(first)} and {_whence(second)}'
    else:
        fact = (
            f'"{first.path}" ({_whence(first)}) and "{second.path}" ({_whence(second)})'
            " are one file on many systems"
        )
    remedy = "give one of the two another id, tag or alias"
    return _report(second, first, fact, remedy)


def _files_as_folders(by_key: Mapping[str, Artifact]) -> Iterator[tuple[Artifact, Artifact]]:
    """Each file, with another that needs a folder in its place."""
    for key, artifact in by_key.items():
        for cut in (index for index, character in enumerate(key) if character == "/"):
            blocker = by_key.get(key[:cut])
            if blocker is not None:
                yield blocker, artifact


def _obstruction(blocker: Artifact, artifact: Artifact) -> Finding:
    fact = (
        f'"{blocker.path}" ({_whence(blocker)}) stands where "{artifact.path}"'
        f" ({_whence(artifact)}) needs a folder"
    )
    remedy = "give one of the two another id or alias"
    return _report(blocker, artifact, fact, remedy)


def _whence(artifact: Artifact) -> str:
    origin = artifact.origin
    if not origin.path:
        return "for the site itself"
    subject = f"{artifact.subject} in " if artifact.subject else ""
    # A file may hold a list of records.
    match origin.pointer:
        case (int() as index, *_):
            return f"for {subject}{origin.path}, item {index + 1}"
    return f"for {subject}{origin.path}"


def _report(artifact: Artifact, other: Artifact, fact: str, remedy: str) -> Finding:
    """At the id, alias or tag that leads to the artifact's path, or else to the other's."""
    origin = artifact.origin if artifact.origin.path else other.origin
    pointer = (*origin.pointer, "id")
    return Finding("error", "path-collision", fact, remedy, origin.path or "site.yaml", pointer)
