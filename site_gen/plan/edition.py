"""The site in one language: what a value looks like there, and where it leads."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypedDict, TypeVar

from site_gen.dates import (
    When,
    html_datetime,
    language_name,
    text_direction,
    to_locale,
    to_words,
)
from site_gen.digest import digest_value
from site_gen.model.records import Event, Party, Source
from site_gen.model.settings import Settings
from site_gen.model.text import Localized, Text
from site_gen.model.timeline import Tag, Timeline
from site_gen.plan.artifacts import Assets, Basis, Passage
from site_gen.plan.colors import find_accent
from site_gen.plan.contexts import (
    Alternate,
    DateShown,
    EventRow,
    Format,
    Frame,
    KindShown,
    Link,
    NavigationItem,
    Site,
)
from site_gen.plan.grounds import Grounds, join_marks
from site_gen.plan.own_css import find_own_css
from site_gen.plan.slugs import slug_of
from site_gen.plan.urls import WHOLE, Urls, accent_file, media_file, theme_file
from site_gen.plan.words import Words

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

FindMarks = Callable[[Grounds], Iterable[str]]


class PageFields(TypedDict):
    """The fields of `PageContext`, to be handed to the context of one kind of page."""

    site: Site
    page: Frame
    words: Words


@dataclass(frozen=True)
class Edition:
    """One language's view of the timeline; what it is asked for twice is made once."""

    timeline: Timeline
    settings: Settings
    assets: Assets
    words: Words
    language: str
    urls: Urls
    grounds: Grounds | None = None

    def basis(self, find_marks: FindMarks | None = None, shown: Iterable[str] = ()) -> Basis | None:
        """What a context follows from that holds the bodies of the records `shown` and whatever
        `find_marks` has the marks of, beside what the edition's pages have in common.

        Without `find_marks` only the context can tell, where the ground of the plan is another.
        None where nothing is known of the records but their values.
        """
        if self.grounds is None:
            return None
        if find_marks is None:
            return Basis(shown, None)
        return Basis(shown, partial(self._join, self.grounds, find_marks, shown))

    def _join(self, grounds: Grounds, find_marks: FindMarks, shown: Iterable[str]) -> str:
        return join_marks(self.common_mark, *map(grounds.whole, shown), *find_marks(grounds))

    def passage(self, write: Callable[[], str], *marks: str) -> Passage:
        """What `write` gives follows from the marks, and from what the edition's files have in
        common.
        """
        return Passage(self.mark_of(*marks), write)

    def mark_of(self, *marks: str) -> str:
        """Of these marks and of what the edition's files have in common; empty where nothing is
        known of the records but their values.
        """
        return join_marks(self.common_mark, *marks) if self.grounds else ""

    @property
    def versions(self) -> Mapping[str, str]:
        """Of every record by `kind:id` what tells one version of it from another."""
        return self.grounds.versions if self.grounds else {}

    def whole_mark(self, key: str) -> str:
        """Of a record by `kind:id`; empty where nothing is known of it but its values."""
        return self.grounds.whole(key) if self.grounds else ""

    def face_mark(self, key: str) -> str:
        """As `whole_mark`, of a record as something else names it."""
        return self.grounds.face(key) if self.grounds else ""

    @cached_property
    def common_mark(self) -> str:
        """Stands for what all pages of the edition have in common."""
        settings = self.grounds.settings if self.grounds else ""
        fonts = self.assets.fonts  # with which pictures for links are drawn
        common = (settings, self.site, self._sections, self.words.digest, self.language, fonts)
        return digest_value(common)

    def once(self, make: "Callable[[Edition, K], V]", key: K) -> V:
        """`make(self, key)`, made when it is first asked for: equal keys get the same value.

        What many contexts share is so digested once as well.
        """
        found = self._made.get((make, key))
        if found is None:
            found = self._made[make, key] = make(self, key)
        made: V = found
        return made

    @cached_property
    def _made(self) -> dict[tuple[object, object], Any]:
        return {}

    # --- texts, dates, links ---------------------------------------------------------------

    def text(self, text: Text) -> Localized:
        return self.once(Edition._choose_wording, text)

    def _choose_wording(self, text: Text) -> Localized:
        return text.to_language(self.language, self.settings.language)

    def maybe(self, text: Text | None) -> Localized | None:
        return self.text(text) if text else None

    def when(self, when: When) -> DateShown:
        return self.once(Edition._show_date, when)

    def _show_date(self, when: When) -> DateShown:
        return DateShown(to_words(when, self.language), html_datetime(when), str(when))

    def maybe_when(self, when: When | None) -> DateShown | None:
        return self.when(when) if when else None

    def date_of(self, event: Event) -> DateShown:
        """The author's own wording where there is one; the machine-readable date stays."""
        if event.date_text is None:
            return self.when(event.date)
        wording = self.text(event.date_text)
        return DateShown(wording.text, html_datetime(event.date), str(event.date), wording.lang)

    def href(self, route: str) -> str:
        return self.urls.href(route)

    def party(self, party: Party) -> Link:
        if party.entity:
            return self.entity_link(party.entity)
        return Link(self.text(party.text) if party.text else Localized(""), None)

    def maybe_party(self, party: Party | None) -> Link | None:
        return self.party(party) if party else None

    def entity_link(self, entity_id: str) -> Link:
        return self.once(Edition._link_entity, entity_id)

    def _link_entity(self, entity_id: str) -> Link:
        entity = self.timeline.entities[entity_id]
        return Link(self.text(entity.name), self.href(self.urls.entity(entity_id)))

    def event_link(self, event: Event) -> Link:
        return self.once(Edition._link_event, event.id)

    def _link_event(self, event_id: str) -> Link:
        title = self.timeline.event_by_id[event_id].title
        return Link(self.text(title), self.href(self.urls.event(event_id)))

    def story_link(self, story_id: str) -> Link:
        story = self.timeline.stories[story_id]
        return Link(self.text(story.title), self.href(self.urls.story(story_id)))

    def source_link(self, source: Source) -> Link:
        route = self.urls.source(source.id)
        return Link(self.text(source.title), self.href(route) if source.has_page else None)

    def tag_link(self, tag: Tag) -> Link:
        return self.once(Edition._link_tag, tag.key)

    def _link_tag(self, key: str) -> Link:
        tag, slug = self.timeline.tags[key], slug_of(key)
        return Link(self.text(tag.text), self.href(self.urls.tag(slug)) if slug else None)

    # --- events in lists -------------------------------------------------------------------

    def row(self, event: Event) -> EventRow:
        return self.once(Edition._make_row, event.id)

    def rows(self, events: Iterable[Event]) -> tuple[EventRow, ...]:
        return tuple(self.row(event) for event in events)

    def maybe_row(self, event_id: str | None) -> EventRow | None:
        """None too for an event that is not on the site."""
        event = self.timeline.event_by_id.get(event_id) if event_id else None
        return self.row(event) if event else None

    def kind_of(self, event: Event) -> KindShown | None:
        return self.kinds.get(event.kind or "")

    def _make_row(self, event_id: str) -> EventRow:
        event = self.timeline.event_by_id[event_id]
        larger = self.timeline.event_by_id.get(event.part_of or "")
        return EventRow(
            id=event.id,
            url=self.href(self.urls.event(event.id)),
            title=self.text(event.title),
            date=self.date_of(event),
            summary=self.maybe(event.summary),
            kind=self.kind_of(event),
            importance=event.importance,
            place=self.maybe_party(event.place),
            participants=tuple(self.entity_link(one.entity) for one in event.entities),
            part_of=self.event_link(larger) if larger else None,
            source_count=len(self.timeline.sources_by_event[event.id]),
            signs=tuple(_signs(event)),
            part_count=len(self.timeline.parts.get(event.id, ())),
        )

    @cached_property
    def kinds(self) -> Mapping[str, KindShown]:
        return {
            kind.id: KindShown(kind.id, self.text(kind.label), kind.color)
            for kind in self.settings.kinds
        }

    @cached_property
    def thread_positions(self) -> Mapping[str, Mapping[str, int]]:
        """For each story the place of its events in the thread, from 0."""
        return {
            story: {event.id: index for index, event in enumerate(events)}
            for story, events in self.timeline.events_by_story.items()
        }

    @cached_property
    def inverse_relations(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each relation between entities: who names whom, seen from the one named."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for relation in ("part_of", "made_by", "competes_with"):
            named = found[relation] = {}
            for entity in self.timeline.entities.values():
                for other in getattr(entity, relation):
                    named[other] = (*named.get(other, ()), entity.id)
        return found

    # --- media -----------------------------------------------------------------------------

    def media_url(self, name: str) -> str | None:
        asset = self.assets.media.get(name)
        return self.href(media_file(name, asset.digest)) if asset else None

    # --- what stands around every page -----------------------------------------------------

    @cached_property
    def site(self) -> Site:
        settings, digest = self.settings, self.assets.theme_digest
        return Site(
            title=self.text(settings.title),
            description=self.maybe(settings.description),
            author=self.maybe(settings.author),
            license=self.maybe(settings.license),
            logo_url=self.media_url(settings.logo) if settings.logo else None,
            language=self.language,
            direction=text_direction(self.language),
            home_url=self.href(self.urls.home()),
            assets={name: self.href(theme_file(name, digest)) for name in self.assets.theme},
            params=dict(settings.params),
            search_url=self.href(self.urls.search()),
            accent_url=self._accent_url,
            css_urls=tuple(
                self.href(theme_file(name, digest))
                for name in find_own_css(settings)
                if name in self.assets.theme
            ),
            formats=self._formats(self.urls.home(), self.text(self.settings.title).text),
            locale=to_locale(self.language),
            other_locales=tuple(
                to_locale(tag) for tag in settings.languages if tag != self.language
            ),
        )

    @property
    def _accent_url(self) -> str | None:
        accent = find_accent(self.settings)
        return self.href(accent_file(accent.light, accent.dark)) if accent else None

    def common(
        self,
        route: str,
        title: str,
        *,
        description: Localized | None = None,
        parents: tuple[Link, ...] = (),
        is_listed: bool = True,
        image: str | None = None,
        image_alt: str | None = None,
    ) -> PageFields:
        """The fields that every page's context has, for the page at `route`.

        `parents` lead to it from below the home page.
        """
        home = Link(self.site.title, self.site.home_url)
        frame = Frame(
            title=title,
            description=description.text if description else None,
            canonical_url=self.urls.absolute(route) if is_listed else None,
            breadcrumbs=(home, *parents) if route != self.urls.home() else (),
            navigation=self._navigation(route),
            alternates=self.alternates(route),
            is_listed=is_listed,
            formats=self.once(Edition._slice_formats, self.urls.slice_of(route)),
            oembed_url=self._oembed_url(route),
            image_url=self._image_url(image),
            image_alt=image_alt,
            path=route,
        )
        return {"site": self.site, "page": frame, "words": self.words}

    def _oembed_url(self, route: str) -> str | None:
        """Of the frame that shows what the page at `route` shows, or of the frame itself."""
        story = self.urls.framed_by(route)
        known = story == WHOLE or story in self.timeline.stories
        return self.urls.absolute(self.urls.oembed(story)) if story and known else None

    def _image_url(self, image: str | None) -> str | None:
        """The page's own picture, else the logo; other sites need a whole address."""
        url, origin = image or self.site.logo_url, self.urls.origin
        return f"{origin}{url}" if url and origin else None

    def _slice_formats(self, route: str | None) -> tuple[Format, ...]:
        return self._formats(route, self.words("feed_of_page")) if route else ()

    def _formats(self, route: str, title: str) -> tuple[Format, ...]:
        """The feeds and the calendar of the slice whose page is at `route`."""
        forms = (
            ("application/atom+xml", "feed_atom", self.urls.feed(route)),
            ("application/feed+json", "feed_json", self.urls.json_feed(route)),
            ("text/calendar", "feed_calendar", self.urls.calendar(route)),
        )
        return tuple(
            Format(media_type, self.words(key), f"{title} – {self.words(key)}", self.href(file))
            for media_type, key, file in forms
        )

    def parent(self, key: str, route: str) -> Link:
        """A breadcrumb to one of the index pages, named by the word `key`."""
        return Link(Localized(self.words(key)), self.href(route))

    def _navigation(self, route: str) -> tuple[NavigationItem, ...]:
        """The same value for all pages that are no section themselves."""
        is_section = any(target == route for _, target in self._sections)
        return self.once(Edition._show_sections, route if is_section else None)

    def _show_sections(self, current: str | None) -> tuple[NavigationItem, ...]:
        return tuple(
            NavigationItem(text, self.href(target), target == current)
            for text, target in self._sections
        )

    @cached_property
    def _sections(self) -> tuple[tuple[str, str], ...]:
        """The index pages that have something to show, then the free pages."""
        timeline, urls = self.timeline, self.urls
        sections = (
            ("timeline", urls.timeline(), bool(timeline.events)),
            ("stories", urls.stories(), bool(timeline.stories)),
            ("entities", urls.entities(), bool(timeline.entities)),
            ("tags", urls.tags(), bool(timeline.tags)),
            ("sources", urls.sources(), any(s.has_page for s in timeline.sources.values())),
            ("targets", urls.targets(), bool(timeline.targets)),
            ("corrections", urls.corrections(), any(e.corrections for e in timeline.events)),
        )
        return (
            (self.words("chronology"), urls.home()),
            *((self.words(key), route) for key, route, is_used in sections if is_used),
            *((self.text(page.title).text, urls.page(page.id)) for page in timeline.pages.values()),
        )

    def alternates(self, route: str) -> tuple[Alternate, ...]:
        """The same page in each language; nothing where the site has one language."""
        if len(self.settings.languages) < 2:
            return ()
        tail = route[len(self.urls.prefix) :]
        return tuple(self._alternate(language, tail) for language in self.settings.languages)

    def _alternate(self, language: str, tail: str) -> Alternate:
        route = language_prefix(self.settings, language) + tail
        return Alternate(
            language=language,
            name=language_name(language),
            url=self.href(route),
            absolute_url=self.urls.absolute(route),
            is_current=language == self.language,
        )


def language_prefix(settings: Settings, language: str) -> str:
    """The folder of a language: none for the site's own, else its tag."""
    return "" if language == settings.languages[0] else f"{language}/"


def _signs(event: Event) -> Iterable[str]:
    statuses = {claim.status for claim in event.claims}
    if "disputed" in statuses or any(
        not citation.supports for claim in event.claims for citation in claim.sources
    ):
        yield "disputed"
    if "retracted" in statuses:
        yield "retracted"
    if event.corrections:
        yield "corrected"
    if event.draft:
        yield "draft"
