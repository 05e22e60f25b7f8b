"""The blocks of a page that follow from its context and a few templates, whatever its frame is.

A page extends the frame of all pages. Where the frame alone has changed, its blocks would come out
the same again, and can be taken from the page that stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from jinja2 import Environment, TemplateError, nodes

from site_gen.digest import digest_value
from site_gen.render.theme import TemplateFile, find_loaded

MOST_GENERATIONS = 20
"""Templates that extend each other, one the next; more are a circle."""


@dataclass(frozen=True, slots=True)
class LastingBlock:
    """`template` defines it; `digest` stands for that and for all that the block can load."""

    template: str
    digest: str


class BlockFinder:
    """Of one theme; each template is read once."""

    def __init__(self, environment: Environment, templates: Mapping[str, TemplateFile]) -> None:
        self._environment = environment
        self._templates = templates
        self._read = cache(self._read_anew)
        self.find = cache(self._find_anew)

    def _find_anew(self, name: str) -> Mapping[str, LastingBlock]:
        """Of the page that the template makes, by name. None where that cannot be told for sure.

        A block is left out if it uses what another template of the page may have set or imported,
        asks for its parent's text, or stands in a loop that it sees the variables of. Those of the
        frame itself are written anew anyway.
        """
        try:
            line = list(self._find_line(name))
        except (TemplateError, KeyError, RecursionError):
            return {}  # told where the page is rendered
        found: dict[str, LastingBlock] = {}
        defined: set[str] = set()
        for member in line[:-1]:
            others = [one for one in line if one is not member]
            digest = member.find_digest(self._templates)
            for block in member.blocks:
                if block.name not in defined and digest and _is_lasting(block, member, others):
                    found[block.name] = LastingBlock(member.name, digest)
            defined.update(block.name for block in member.blocks)
        return found

    def _find_line(self, name: str) -> Iterator["_Member"]:
        """The template and those that it extends, to the frame."""
        known: str | None = name
        for _ in range(MOST_GENERATIONS):
            if known is None:
                return
            member = self._read(known)
            yield member
            known = member.parent
        raise KeyError(name)

    def _read_anew(self, name: str) -> "_Member":
        file = self._templates[name]
        return _Member(name, file, self._environment.parse(file.text, name, file.shown))


class _Member:
    """One of the templates of which each extends the next."""

    def __init__(self, name: str, file: TemplateFile, tree: nodes.Template) -> None:
        self.name = name
        self._text = file.text
        self._tree = tree

    @cached_property
    def parents(self) -> Sequence[nodes.Extends]:
        return list(self._tree.find_all(nodes.Extends))

    @cached_property
    def parent(self) -> str | None:
        """None for the frame, which extends nothing; KeyError where only a run can tell."""
        if not self.parents:
            return None
        (extends, *more), top = self.parents, self._tree.body
        if more or extends not in top or not isinstance(extends.template, nodes.Const):
            raise KeyError(self.name)
        return str(extends.template.value)

    @cached_property
    def blocks(self) -> Sequence[nodes.Block]:
        return list(self._tree.find_all(nodes.Block))

    @cached_property
    def used(self) -> frozenset[str]:
        """Every name that it reads anywhere."""
        return frozenset(one.name for one in self._tree.find_all(nodes.Name) if one.ctx == "load")

    @cached_property
    def declared(self) -> Mapping[str, object]:
        """What it sets or imports for all blocks of the page: equal values are the same macro."""
        return dict(_find_declared(self._tree))

    def find_digest(self, templates: Mapping[str, TemplateFile]) -> str:
        """Empty where the parent is loaded in other ways too, a part sees what the page set, or a
        block may change it for another.
        """
        parent = self.parent or ""
        if self._text.count(parent) != 1 or _sees_the_page(self._tree):
            return ""
        own = TemplateFile("", self._text.replace(parent, "") if parent else self._text, "")
        loaded = find_loaded({**templates, self.name: own}, self.name)
        if parent in loaded or _keeps_state(self._tree):
            return ""
        return digest_value([(each, templates[each].digest) for each in sorted(loaded)])


_CHANGEABLE = (nodes.Call, nodes.Dict, nodes.List, nodes.NSRef)
"""What gives a value that a block may change, such as a namespace or a cycler."""


def _keeps_state(tree: nodes.Node) -> bool:
    """Whether it sets such a value outside of its blocks."""
    for node in tree.iter_child_nodes():
        if isinstance(node, nodes.Assign):
            if any(isinstance(one, _CHANGEABLE) for one in _list_nodes(node)):
                return True
        elif not isinstance(node, nodes.Block) and _keeps_state(node):
            return True
    return False


def _list_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _list_nodes(child)


_SCOPES = (
    nodes.Block, nodes.For, nodes.With, nodes.CallBlock, nodes.FilterBlock, nodes.Scope,
)  # fmt: skip  # kinds, not lines
"""What is set in these is seen in them alone."""


def _find_declared(tree: nodes.Node) -> Iterator[tuple[str, object]]:
    """A name that is set in a condition counts as well."""
    for node in tree.iter_child_nodes(exclude=("test",)):
        if isinstance(node, nodes.FromImport):
            yield from _find_imported(node)
        elif isinstance(node, nodes.Import):
            yield node.target, object()  # nodes that look alike are equal
        elif isinstance(node, nodes.Macro) or (
            isinstance(node, nodes.Name) and node.ctx == "store"
        ):
            yield node.name, object()
        elif not isinstance(node, _SCOPES):
            yield from _find_declared(node)


def _find_imported(node: nodes.FromImport) -> Iterator[tuple[str, object]]:
    source = node.template
    for one in node.names:
        name, alias = one if isinstance(one, tuple) else (one, one)
        if isinstance(source, nodes.Const) and not node.with_context:
            yield alias, (source.value, name)
        else:
            yield alias, object()


def _sees_the_page(tree: nodes.Template) -> bool:
    """Whether it loads a part that gets all names of the page, whoever has set them."""
    kinds = (nodes.Include, nodes.Import, nodes.FromImport)
    return any(getattr(one, "with_context", False) for one in tree.find_all(kinds))


def _is_lasting(block: nodes.Block, member: _Member, others: Sequence[_Member]) -> bool:
    inner = {one.name for one in block.find_all(nodes.Block)} - {block.name}
    for other in others:
        declared = other.declared
        if any(
            name in declared and declared[name] != member.declared.get(name) for name in member.used
        ):
            return False
        twins = [one for one in other.blocks if one.name == block.name]
        if any(one.scoped for one in twins) or any(one.name in inner for one in other.blocks):
            return False
    names = {one.name for one in block.find_all(nodes.Name)}
    return not block.scoped and "super" not in names and "self" not in member.used
