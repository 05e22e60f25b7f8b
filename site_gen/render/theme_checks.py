"""What a theme says by accident: templates that nothing uses, names that nothing bears.

Only the site's own files are looked at; ours are for our tests.
"""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment, nodes

from site_gen.content.findings import Finding
from site_gen.content.wording import advise, guess, quote
from site_gen.dates import lookup_chain
from site_gen.model.settings import Settings
from site_gen.problems import Location, Problem
from site_gen.render.theme import DEFAULT, OWN_FOLDER, TemplateFile, Theme, find_loaded

_Loading = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def check_use(theme: Theme) -> Iterator[Problem]:
    """The site's own templates that stand in for none of ours and that no other loads."""
    roots = {name.removeprefix(DEFAULT) for name in theme.templates if name.startswith(DEFAULT)}
    pages = [name for name in roots if "/" not in name]
    used = {name for page in pages for name in find_loaded(theme.templates, page)}
    for name, file in _own_templates(theme):
        if name not in used:
            yield _unused(name, file, roots)


def check_languages(theme: Theme, settings: Settings) -> Iterator[Finding]:
    """The site's languages for which there is no table of words."""
    for index, tag in enumerate(settings.languages):
        if not any(shorter in theme.words for shorter in lookup_chain(tag)):
            fact = f'the interface has no words in "{tag}", so it speaks English there'
            remedy = f"translate them, beginning with: site-gen theme eject words/{tag}.toml"
            place = ("languages", index) if len(settings.languages) > 1 else ("language",)
            yield Finding("warning", "missing-words", fact, remedy, "site.yaml", place)


def check_loading(
    environment: Environment, theme: Theme, name: str, file: TemplateFile
) -> Iterator[Problem]:
    """What the template names in `extends`, `include` or `import`, and is not there."""
    tree = environment.parse(file.text, name, file.shown)
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        # What find_all gives is typed as any statement.
        missing = _find_missing(node, theme.templates)  # type: ignore[arg-type]  # see above
        if missing:
            yield _not_there(missing, node.lineno, file, theme.templates)


def _own_templates(theme: Theme) -> Iterator[tuple[str, TemplateFile]]:
    for name, file in theme.templates.items():
        if file.shown == f"{OWN_FOLDER}/{name}":
            yield name, file


def _unused(name: str, file: TemplateFile, ours: Iterable[str]) -> Problem:
    fact = f"no page is made with {quote(name)}"
    # A folder of the same name would make everything in it look alike.
    by_file = {one.rpartition("/")[2]: one for one in ours}
    near = guess(name.rpartition("/")[2], by_file, cutoff=0.85)
    meant = by_file[near] if near and name not in by_file.values() else None
    otherwise = "load it from a template that is used, or remove it"
    remedy = f"did you mean {quote(meant)}?" if meant else otherwise
    return Problem("warning", "unused-template", fact, remedy, Location(file.shown))


def _find_missing(node: _Loading, templates: Mapping[str, TemplateFile]) -> str | None:
    """The name that is missing, where it is written out and nothing else would do."""
    if isinstance(node, nodes.Include) and node.ignore_missing:
        return None
    names = node.template.items if isinstance(node.template, nodes.List) else [node.template]
    if isinstance(node.template, nodes.Tuple):
        names = node.template.items
    plain = [one.value for one in names if isinstance(one, nodes.Const)]
    if len(plain) < len(names) or any(name in templates for name in plain):
        return None
    return str(plain[0]) if plain else None


def _not_there(
    missing: str, line: int, file: TemplateFile, templates: Mapping[str, TemplateFile]
) -> Problem:
    fact = f"there is no template {quote(missing)}"
    remedy = advise(missing, tuple(templates), f"put it into {OWN_FOLDER}/, or name another")
    text = file.text.splitlines()[line - 1]
    column = text.find(missing) + 1
    place = Location(file.shown, line, column, len(missing) if column else 1)
    return Problem("error", "template-error", fact, remedy, place, text)
