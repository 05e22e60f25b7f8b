"""Free pages: Markdown below YAML front matter, `<id>.md`, with translations `<id>.<tag>.md`."""

from dataclasses import dataclass, field

from site_gen.content.bodies import normalize_targets
from site_gen.content.entity_fields import PAGE
from site_gen.content.fields import Reading
from site_gen.content.ids import explain_id, normalize_id
from site_gen.content.languages import canonical_tag, explain_tag
from site_gen.content.nodes import Entry, Mapping, Node, Scalar, parse_nodes
from site_gen.content.syntax import find_forbidden
from site_gen.model.records import NOWHERE, Origin
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.problems import Location, Problem

BODY = "body"
"""The pointer to a page's Markdown, beside the fields of its front matter."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page in one language: `tag` is empty for that of the site."""

    id: str
    tag: str
    title: Text
    summary: Text | None
    body: str
    origin: Origin = field(default=NOWHERE, compare=False)


def read_page(path: str, text: str, reading: Reading) -> tuple[PagePart | None, Node | None]:
    """The page, and its nodes for looking up places."""
    name = _read_name(path, reading)
    root = parse_page(path, text, reading)
    if root is None:
        return None, None
    values = PAGE.read_values(_without_body(root), reading)
    if values is None or not values.complete or name is None:
        return None, root
    id, tag = name
    body = root.entries[BODY].node
    markdown = normalize_targets(body.value) if isinstance(body, Scalar) else ""
    page = PagePart(
        id, tag, values.found["title"], values.found.get("summary"), markdown, Origin(path)
    )
    return page, root


def _read_name(path: str, reading: Reading) -> tuple[str, str] | None:
    """The id and the language tag in the file's name."""
    id, *tags = path.rpartition("/")[2].removesuffix(".md").split(".")
    place = Location(path)
    wrong = explain_id(normalize_id(id))
    if wrong is not None:
        fact, remedy = wrong
        reading.problems.append(
            Problem("error", "invalid-id", fact, f"rename the file; {remedy}", place)
        )
        return None
    if not tags:
        return normalize_id(id), SITE_LANGUAGE
    tag = canonical_tag(".".join(tags))
    if tag is None:
        fact, remedy = explain_tag(".".join(tags))
        remedy = f"rename the file as in {id}.zh.md; {remedy}"
        reading.problems.append(Problem("error", "invalid-language", fact, remedy, place))
        return None
    return normalize_id(id), tag


def parse_page(path: str, text: str, reading: Reading) -> Mapping | None:
    """The front matter's fields, and the Markdown as a further entry `body`."""
    forbidden = find_forbidden(text, path)
    if forbidden is not None:
        reading.problems.append(forbidden)
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        remedy = 'begin it with a line "---", then title: …, then another line "---"'
        _report(reading, path, 1, "a page begins with its title", remedy)
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        remedy = 'write "---" in a line of its own after the last field'
        _report(reading, path, 1, "the front matter is never closed", remedy)
        return None
    # An empty line stands for the first "---", so that the lines keep their numbers.
    root, problems = parse_nodes("\n" + "\n".join(lines[1:end]), path)
    reading.problems.extend(problems)
    body = Scalar("\n".join(lines[end + 1 :]), end + 2, 1, len(lines) + 1, 1, "|")
    if root is None and problems:
        return None
    if type(root) is not Mapping:
        root = Mapping({}, 1, 1)
    key = Scalar(BODY, end + 2, 1, end + 2, 1, "")
    if BODY in root.entries:
        reading.error(
            root.entries[BODY].key,
            "unknown-field",
            'a page has no field "body"',
            'write the text below the second "---"',
        )
    return Mapping({**root.entries, BODY: Entry(key, body)}, root.line, root.column)


def _without_body(root: Mapping) -> Mapping:
    fields = {name: entry for name, entry in root.entries.items() if name != BODY}
    return Mapping(fields, root.line, root.column)


def _report(reading: Reading, path: str, line: int, fact: str, remedy: str) -> None:
    place = Location(path, line, 1)
    reading.problems.append(Problem("error", "front-matter", fact, remedy, place))
