"""Contexts for every template, made from the types of their fields.

A rich one has everything; a lean one lacks whatever may be lacking. A field that is added to a
context is covered from then on, without a word here.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import count
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from site_gen.model.text import Localized
from site_gen.plan import contexts, drawing_contexts
from site_gen.plan.policies import CONTENT_POLICY
from site_gen.plan.words import Words

TEMPLATES: Mapping[str, type] = {
    "chronology.html": contexts.ChronologyPage,
    "period.html": contexts.PeriodPage,
    "event.html": contexts.EventPage,
    "entity.html": contexts.EntityPage,
    "entities.html": contexts.EntitiesPage,
    "story.html": contexts.StoryPage,
    "stories.html": contexts.StoriesPage,
    "tag.html": contexts.TagPage,
    "tags.html": contexts.TagsPage,
    "source.html": contexts.SourcePage,
    "sources.html": contexts.SourcesPage,
    "targets.html": contexts.TargetsPage,
    "corrections.html": contexts.CorrectionsPage,
    "page.html": contexts.FreePage,
    "404.html": contexts.NotFoundPage,
    "redirect.html": contexts.RedirectPage,
    "sitemap.xml": contexts.Sitemap,
    "sitemap-index.xml": contexts.SitemapIndex,
    "robots.txt": contexts.Robots,
    "timeline.html": drawing_contexts.TimelinePage,
    "embed.html": drawing_contexts.EmbedPage,
    "drawing.json": drawing_contexts.DrawingFile,
    "search.json": contexts.SearchIndex,
    "search-texts.json": contexts.SearchTexts,
    "accent.css": contexts.AccentSheet,
}

ASSETS = {
    path.name: f"/base/assets/{path.name}"
    for path in (Path(__file__).resolve().parents[2] / "templates/assets").iterdir()
}

PAGES = tuple(name for name in TEMPLATES if name.endswith(".html"))
FRAMED = tuple(name for name in PAGES if name not in ("redirect.html", "embed.html"))
"""Pages to read, with the frame of base.html."""


@dataclass
class Sampler:
    """Makes values of the contexts' types; ids are never given twice, as on a real page."""

    words: Words
    is_rich: bool
    text: str
    url: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _depth: int = 0

    def record(self, kind: type) -> Any:
        hints = get_type_hints(kind)
        return kind(**{each.name: self._field(kind, each.name, hints) for each in fields(kind)})

    def parts(self) -> tuple[contexts.EventRow, ...]:
        if not self.is_rich or self._depth == 2:
            return ()
        self._depth += 1
        part: contexts.EventRow = self.record(contexts.EventRow)
        self._depth -= 1
        return (part,)

    def _field(self, kind: type, name: str, hints: Mapping[str, Any]) -> Any:
        choose = _CHOSEN.get((kind, name)) or _CHOSEN.get((None, name))
        return choose(self, next(self._numbers)) if choose else self._value(hints[name], name)

    def _value(self, hint: Any, name: str) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._value(arguments[0], name) if self.is_rich else None
        if origin is tuple:
            return tuple(self._items(arguments, name))
        if origin is not None:
            return {}
        return self._plain(hint, name)

    def _items(self, arguments: tuple[Any, ...], name: str) -> Iterator[Any]:
        if arguments[-1] is not Ellipsis:
            yield from (self._value(each, name) for each in arguments)
        elif self.is_rich:
            yield from (self._value(arguments[0], name) for _ in range(2))

    def _plain(self, hint: type, name: str) -> Any:
        if hint is Words:
            return self.words
        if hint is Localized:
            return Localized(self.text, "de" if self.is_rich else None)
        if is_dataclass(hint):
            return self.record(hint)
        if hint in (bool, int, float):
            return hint(self.is_rich)
        return self.url if "url" in name or name == "links" else self.text


_CHOSEN: Mapping[tuple[type | None, str], Callable[[Sampler, int], Any]] = {
    (None, "id"): lambda _, number: f"id-{number}",
    (None, "anchor"): lambda _, number: f"anchor-{number}",
    (None, "type"): lambda _, number: f"type-{number}",
    (None, "language"): lambda _, number: ("en", "zh", "de")[number % 3],
    (None, "content_policy"): lambda *_: CONTENT_POLICY,
    (None, "lang"): lambda sampler, _: "zh" if sampler.is_rich else None,
    (contexts.Alternate, "is_current"): lambda _, number: number % 2 == 0,
    (contexts.DateShown, "datetime"): lambda _, number: "2024-05-20" if number % 2 else None,
    (contexts.DateShown, "edtf"): lambda _, number: "2024-05-20" if number % 2 else "1984~",
    (contexts.EventRow, "importance"): lambda _, number: 1 + number % 3,
    (contexts.EventRow, "signs"): lambda sampler, _: (
        ("disputed", "corrected", "retracted", "draft") if sampler.is_rich else ()
    ),
    (contexts.Format, "media_type"): lambda *_: "application/atom+xml",
    (contexts.KindShown, "color"): lambda sampler, _: "#0b6b50" if sampler.is_rich else None,
    (contexts.MediumShown, "is_external"): lambda *_: False,
    (contexts.Pager, "current"): lambda *_: 7,
    (contexts.Pager, "total"): lambda *_: 12,
    (contexts.Pager, "urls"): lambda sampler, _: (sampler.url,) * 12,
    (contexts.Reference, "number"): lambda _, number: number,
    (contexts.Site, "assets"): lambda *_: ASSETS,
    (contexts.Site, "accent_url"): lambda *_: None,
    (contexts.AccentSheet, "light"): lambda *_: "#0c5a6e",
    (contexts.AccentSheet, "dark"): lambda *_: "#7fc6d8",
    (contexts.EventRow, "part_count"): lambda sampler, _: 3 if sampler.is_rich else 0,
    # Two levels of parts: a type that holds itself would go on for ever.
    (contexts.EventRow, "parts"): lambda sampler, _: sampler.parts(),
    (contexts.OverviewLabel, "anchor"): lambda *_: "start",
    (contexts.Site, "direction"): lambda *_: "ltr",
    (contexts.Site, "language"): lambda sampler, _: sampler.words.language,
    (contexts.SitemapEntry, "alternates"): lambda sampler, _: (("en", sampler.url),),
}
"""What a type alone does not tell, by class and field; `None` stands for every class."""
