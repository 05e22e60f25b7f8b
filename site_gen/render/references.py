"""Our links and citations in Markdown, and the last look at the tree that it makes."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from site_gen.model.markup import CITATION_PATTERN
from site_gen.plan.contexts import Markup
from site_gen.plan.references import reference_anchor
from site_gen.render.urls import is_allowed, is_relative, unescape_url

_ALIGNMENT = re.compile(r"text-align: (left|center|right);?")
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True)
class BodySettings:
    """What one body is rendered with; see `render_body`."""

    markup: Markup
    heading: int
    notes_label: str


class ReferenceExtension(Extension):
    """`settings` is set before each body."""

    def __init__(self) -> None:
        super().__init__()
        self.settings = BodySettings(Markup("", None, {}, {}, {}, "escape"), 2, "")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 # Python-Markdown's name
        # After code and backslashes (190, 180), before footnotes and links (175, 170 …).
        md.inlinePatterns.register(CitationProcessor(self, md), "citation", 178)
        # After backslashes have become characters (0).
        md.treeprocessors.register(FinalLook(self, md), "final_look", -10)


class CitationProcessor(InlineProcessor):
    """`[@id, locator]` → a link to the page's numbered reference."""

    def __init__(self, extension: ReferenceExtension, md: Markdown) -> None:
        super().__init__(CITATION_PATTERN, md)
        self._extension = extension

    def handleMatch(  # type: ignore[override] # noqa: N802 # the stubs know only the older form
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 # the signature is Python-Markdown's
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        wanted = normalize("NFC", self.unescape(m[1]).strip())
        number = self._extension.settings.markup.numbers.get(wanted)
        if number is None:
            return AtomicString(m[0]), m.start(0), m.end(0)
        locator = f", {self.unescape(m[2]).strip()}" if m[2] and m[2].strip() else ""
        citation = ET.Element("sup", {"class": "citation"})
        link = ET.SubElement(citation, "a", {"href": f"#{reference_anchor(number)}"})
        link.text = AtomicString(f"[{number}{locator}]")
        return citation, m.start(0), m.end(0)


class FinalLook(Treeprocessor):
    """Resolves destinations, refuses unsafe ones, shifts headings, replaces inline style."""

    def __init__(self, extension: ReferenceExtension, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: ET.Element) -> None:
        settings = self._extension.settings
        shift = settings.heading - _shallowest_heading(root)
        for picture in list(root.iter("img")):
            _finish_picture(picture, settings.markup)
        for element in list(root.iter()):
            tag = element.tag
            if tag == "a":
                _finish_link(element, settings.markup)
            elif tag in {"td", "th"}:
                _finish_cell(element)
            elif tag == "div" and element.get("class") == "footnote":
                _finish_notes(element, settings.notes_label)
            elif found := _HEADING.fullmatch(tag or ""):
                element.tag = f"h{min(int(found[1]) + shift, 6)}"


def _shallowest_heading(root: ET.Element) -> int:
    """The least level among the body's headings, or 1 where there is none."""
    found = (_HEADING.fullmatch(element.tag or "") for element in root.iter())
    return min((int(heading[1]) for heading in found if heading), default=1)


def _finish_link(link: ET.Element, markup: Markup) -> None:
    for inner in list(link.iter("a")):
        if inner is not link:
            unwrap(inner)
    href = unescape_url((link.get("href") or "").replace(AMP_SUBSTITUTE, "&"))
    url = resolve(href, markup)
    if url is None:
        unwrap(link)
    else:
        link.set("href", _for_attribute(url))


def resolve(href: str, markup: Markup) -> str | None:
    """Where a link leads, or None for what must not or cannot be followed."""
    for known in (markup.links, markup.media):
        for spelling in (href, normalize("NFC", href)):
            if spelling in known:
                return known[spelling]
    return href if is_allowed(href) else None


def _finish_picture(picture: ET.Element, markup: Markup) -> None:
    """A picture of the site is shown; one from elsewhere is a link: pages load nothing foreign."""
    name = unescape_url(picture.get("src") or "")
    alt = picture.get("alt") or ""
    url = markup.media.get(name) or markup.media.get(normalize("NFC", name))
    if url is not None:
        picture.set("src", _for_attribute(url))
        picture.set("loading", "lazy")
        return
    tail = picture.tail
    picture.clear()
    picture.tail = tail
    picture.text = alt
    if is_allowed(name) and not is_relative(name) and alt:
        picture.tag = "a"
        picture.set("href", _for_attribute(name))
    else:
        unwrap(picture)


def _finish_cell(cell: ET.Element) -> None:
    found = _ALIGNMENT.fullmatch(cell.attrib.pop("style", "") or "")
    if found:
        cell.set("class", f"align-{found[1]}")


def _finish_notes(notes: ET.Element, label: str) -> None:
    notes.tag = "section"
    notes.set("class", "footnotes")
    notes.set("aria-label", label)
    for rule in notes.findall("hr"):
        notes.remove(rule)


def unwrap(element: ET.Element) -> None:
    """Keep what it holds; without a tag the serializer writes only that."""
    without_tag: Any = None
    element.tag = without_tag
    element.attrib.clear()


def _for_attribute(url: str) -> str:
    """Every `&` escaped: the serializer leaves alone what looks like an entity already."""
    return url.replace("&", "&amp;")
