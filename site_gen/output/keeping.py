"""What of the published site may stay as it stands, because it would come out the same again."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version

from site_gen.digest import Digester, digest_program, digest_value
from site_gen.output.ledger import Entry, Ledger
from site_gen.plan import SHARED_PARTS, Artifact, SitePlan
from site_gen.plan.artifacts import CardRecipe, CopyRecipe, Recipe, TemplateRecipe
from site_gen.plan.standing import NOTHING_STANDS, Recall, Standing

_BY = " by "
"""In a key, between what stands for the context and what for how it becomes bytes."""

RENDERING_PACKAGES = ("Babel", "Jinja2", "Markdown", "nh3")
"""What else decides about the bytes of a page: another version may write others."""

PROGRAM = (
    "*.py", "content/*.py", "dates/*.py", "dates/words/*.toml", "model/*.py", "plan/**/*.py",
    "render/**/*.py",
)  # fmt: skip  # rooms, not lines
"""What of our own text decides about them: a checkout changes without another version."""


def find_stamp() -> str:
    """Stands for all that decides about bytes beside contexts and templates."""
    return digest_value((digest_program(*PROGRAM), _list_versions()))


@cache
def _list_versions() -> tuple[str, ...]:
    return tuple(version(package) for package in RENDERING_PACKAGES)


def find_ground(plan: SitePlan) -> str:
    """The plan's ground, with the program: what all files with a Basis follow from but templates
    and the versions of records. Empty where that is not known.
    """
    return digest_value((plan.ground, find_stamp())) if plan.ground else ""


class Keeping:
    """Compares the site that is planned with the one that stands.

    `standing` has of the ledger's entries those that are still true of what is published,
    `find_template` gives the digest of a template by its name.
    """

    def __init__(
        self,
        ledger: Ledger,
        standing: Mapping[str, Entry],
        *,
        ground: str,
        versions: Mapping[str, str],
        find_template: Callable[[str], str],
        recall: Recall,
    ) -> None:
        self._recall = recall
        self._standing = standing
        self._find_template = find_template
        self._find_making = cache(self._describe_making)
        self._digester = Digester((*SHARED_PARTS, CardRecipe))
        self._changed = _find_changed(ledger, ground, versions)

    def find_mark(self, artifact: Artifact) -> str | None:
        """Stands for the context; None where only the context itself can tell.

        Where nothing but bodies and templates has changed, that of a file which holds none of the
        bodies is what it was, and is not worked out.
        """
        basis = artifact.basis
        if basis is None:
            return None
        entry = self._standing.get(artifact.path)
        if self._changed is None or entry is None or not self._changed.isdisjoint(basis.shown):
            return basis.mark
        return entry.key.partition(_BY)[0]

    def recall(self, path: str) -> Standing:
        """The passages of a published file of which is known where it leads."""
        return self._recall(path) if path in self._standing else NOTHING_STANDS

    def is_current(self, path: str, key: str) -> bool:
        entry = self._standing.get(path)
        return entry is not None and entry.key == key

    def find_key(self, artifact: Artifact) -> str:
        """All that the file's bytes follow from: context, recipe, templates, versions."""
        recipe = artifact.recipe
        if isinstance(recipe, CopyRecipe):
            return recipe.digest
        mark = self.find_mark(artifact)
        if mark is None:
            mark = self._digester.digest(artifact.context)
        return f"{mark}{_BY}{self._find_making(recipe)}"

    def _describe_making(self, recipe: Recipe) -> str:
        """Stands for how the context becomes bytes."""
        template, tools = "", find_stamp()
        if isinstance(recipe, TemplateRecipe):
            template = self._find_template(recipe.template)
        elif isinstance(recipe, CardRecipe):  # other libraries do not draw
            tools = digest_program(*PROGRAM) + version("Pillow")
        return self._digester.digest((recipe, template, tools))


def _find_changed(
    ledger: Ledger, ground: str, versions: Mapping[str, str]
) -> frozenset[str] | None:
    """The records that are not what they were, if nothing else is either; None if something is."""
    if not ground or ground != ledger.ground or versions.keys() != ledger.versions.keys():
        return None
    before = ledger.versions
    return frozenset(key for key, one in versions.items() if before[key] != one)
