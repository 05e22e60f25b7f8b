"""Planned paths that some common system cannot hold, found before anything is made."""

from collections.abc import Mapping
from pathlib import Path

from site_gen.content.findings import WHOLE_FILE, Finding
from site_gen.output.paths import find_unsafe
from site_gen.plan.artifacts import Artifact, CopyRecipe

RULE = "invalid-path"


def find_unsafe_paths(artifacts: Mapping[str, Artifact], site: Path) -> list[Finding]:
    """One finding for each record, or each file of `content/media/`, that gives such a path."""
    findings: dict[tuple[object, ...], Finding] = {}
    for path, fact, remedy in find_unsafe(artifacts):
        artifact = artifacts[path]
        recipe = artifact.recipe
        if isinstance(recipe, CopyRecipe):
            name = _name_source(recipe.source, site)
            findings[(path,)] = Finding("error", RULE, fact, remedy, name, WHOLE_FILE)
        else:
            # What cannot be held in one language cannot in any.
            key = (artifact.origin, artifact.subject)
            findings.setdefault(key, _find(artifact, fact, remedy))
    return list(findings.values())


def _find(artifact: Artifact, fact: str, remedy: str) -> Finding:
    origin = artifact.origin
    if not origin.path:
        return Finding("error", RULE, fact, remedy, "site.yaml", ("languages",))
    return Finding("error", RULE, fact, remedy, origin.path, (*origin.pointer, "id"))


def _name_source(source: str, site: Path) -> str:
    path = Path(source)
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()
