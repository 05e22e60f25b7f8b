"""HTML from a body reduced to an explicit list of what it may hold."""

import re
from collections.abc import Mapping

import nh3

from site_gen.model.markup import HTML_ATTRIBUTES, HTML_TAGS, LINK_SCHEMES
from site_gen.render.urls import is_allowed

_DROPPED_WHOLE = frozenset(
    {"script", "style", "svg", "math", "template", "noscript", "noembed", "noframes"}
    | {"iframe", "object", "xmp", "title", "textarea", "select"}
)
_OWN = {
    ("sup", "class"): re.compile(r"citation"),
    ("a", "class"): re.compile(r"footnote-(?:ref|backref)"),
    ("section", "class"): re.compile(r"footnotes"),
    ("td", "class"): re.compile(r"align-(?:left|center|right)"),
    ("th", "class"): re.compile(r"align-(?:left|center|right)"),
    ("code", "class"): re.compile(r"language-[\w.+#-]+"),
    ("li", "id"): re.compile(r"fn-[\w-]*\d+"),
    ("sup", "id"): re.compile(r"fnref\d*-[\w-]*\d+"),
    ("img", "loading"): re.compile(r"lazy"),
    ("img", "width"): re.compile(r"\d{1,5}"),
    ("img", "height"): re.compile(r"\d{1,5}"),
}
_PICTURE = re.compile(r"<img(?:\s+[a-z-]+=\"[^\"]*\")*\s*/?>")


def needs_sanitizing(source: str) -> bool:
    """False where every tag of the result is of Python-Markdown's making.

    Without `<` there is no raw HTML, and fenced code is the one place where a body could set an
    id or a class (`{#id .class}`); destinations are checked in the tree.
    """
    return "<" in source or "```" in source or "~~~" in source


def sanitize(html: str, media: Mapping[str, str]) -> str:
    """`media` as in `Markup`: a page shows no other pictures."""
    shown = frozenset(media.values())
    seen: set[str] = set()

    def check(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            return value if value in shown else media.get(value)
        if name == "href":
            return value if is_allowed(value) else None
        own = _OWN.get((tag, name))
        if name in {"class", "id"} and own is None:
            return None
        if own is not None and not own.fullmatch(value):
            return None
        if name == "id" and value in seen:
            return None
        seen.update([value] if name == "id" else ())
        return value

    clean = nh3.clean(
        html,
        tags=set(HTML_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in HTML_ATTRIBUTES.items()},
        attribute_filter=check,
        link_rel=None,
        url_schemes=set(LINK_SCHEMES),
    )
    return _PICTURE.sub(lambda found: found[0] if ' src="' in found[0] else "", clean)
