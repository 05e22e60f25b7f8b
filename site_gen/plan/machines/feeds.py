"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, the newest edits first.

Beside the page of each slice lie `feed.xml` and `feed.json`. An entry is made once and rendered
once, however many feeds have it.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from site_gen.digest import digest_value
from site_gen.model.records import Claim, Event
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.bibliography import new_references
from site_gen.plan.bodies import show_body
from site_gen.plan.edition import Edition
from site_gen.plan.events import show_correction
from site_gen.plan.grounds import Grounds
from site_gen.plan.late import Late
from site_gen.plan.machine_contexts import ClaimLine, Feed, FeedEntry
from site_gen.plan.machines.edits import Edit, Edits, edits_of
from site_gen.plan.machines.identity import make_urn
from site_gen.plan.machines.moments import first_instant, to_rfc3339
from site_gen.plan.machines.slices import Slice, find_slices, slice_marks

NEVER = "1970-01-01T00:00:00Z"
"""`updated` of a feed without entries on a site without dates: RFC 4287 §4.1.1 wants one."""


def plan_feeds(edition: Edition) -> Iterator[Artifact]:
    desk = _Desk(edition)
    for part in find_slices(edition):
        shown = _Shown(part.events)
        basis = edition.basis(partial(desk.list_marks, part), shown)
        atom, json_feed = edition.urls.feed(part.route), edition.urls.json_feed(part.route)
        for file, template in ((atom, "feed.xml"), (json_feed, "feed.json")):
            feed = partial(desk.show_feed, part, file)
            yield Artifact(file, TemplateRecipe(template), feed, part.origin, part.subject, basis)


class _Shown:
    """The events of a slice by `kind:id`. Texts of their own for each slice they are in would be
    many times as many as there are events.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    def __iter__(self) -> Iterator[str]:
        return (f"event:{event.id}" for event in self._events)


class _Desk:
    """Makes feeds of one edition and keeps the entries that it has made."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._entries: dict[str, Late[FeedEntry]] = {}

    @cached_property
    def _edits(self) -> Edits:
        return edits_of(self._edition)

    def list_marks(self, part: Slice, _: Grounds) -> tuple[str, ...]:
        return (*slice_marks(part), self.updated_without(part.events))

    def updated_without(self, events: Sequence[Event]) -> str:
        """`updated` where a feed of these events may need it, having no entries."""
        zone = self._edition.settings.timezone
        return "" if any(first_instant(one.date, zone) for one in events) else self.updated

    @cached_property
    def updated(self) -> str:
        """Of a feed without entries: the last edit of all."""
        newest = self._edits.newest(self._edition.timeline.events, 1)
        return to_rfc3339(self._edits[newest[0].id].updated) if newest else NEVER

    def show_feed(self, part: Slice, file: str) -> Feed:
        edition = self._edition
        events = self._edits.newest(part.events, edition.settings.feed_limit)
        entries = tuple(self._entry(event) for event in events)
        tail = part.route[len(edition.urls.prefix) :]
        author = edition.site.author or edition.site.title
        return Feed(
            id=make_urn(edition.settings, "feed", edition.language, tail),
            title=part.title,
            subtitle=part.summary,
            author=author.text,
            language=edition.language,
            home_url=_address(edition, part.route),
            feed_url=_address(edition, file),
            is_whole_url=edition.urls.origin is not None,
            updated=to_rfc3339(self._edits[events[0].id].updated) if events else self.updated,
            entries=entries,
        )

    def _entry(self, event: Event) -> Late[FeedEntry]:
        if event.id not in self._entries:
            self._entries[event.id] = self._make_entry(event)
        return self._entries[event.id]

    def _make_entry(self, event: Event) -> Late[FeedEntry]:
        edition = self._edition
        make = partial(_show_entry, edition, event, self._edits[event.id])
        mark = edition.mark_of(edition.whole_mark(f"event:{event.id}"))
        return Late(mark or digest_value(make()), make)


def _show_entry(edition: Edition, event: Event, edit: Edit) -> FeedEntry:
    kind = edition.kind_of(event)
    tags = (edition.text(tag).text for tag in event.tags)
    return FeedEntry(
        id=make_urn(edition.settings, "event", edition.language, event.id),
        url=_address(edition, edition.urls.event(event.id)),
        is_whole_url=edition.urls.origin is not None,
        language=edition.language,
        title=edition.text(event.title),
        date=edition.date_of(event),
        updated=to_rfc3339(edit.updated),
        published=to_rfc3339(edit.published) if edit.published else None,
        summary=edition.maybe(event.summary),
        # Its citations take the numbers that they have on the event's page, where they lead.
        body=show_body(edition, event.body, new_references(edition)),
        claims=tuple(_show_claim(edition, claim) for claim in event.claims),
        corrections=tuple(show_correction(edition, one) for one in event.corrections),
        categories=(kind.label.text, *tags) if kind else tuple(tags),
        words=edition.words,
    )


def _show_claim(edition: Edition, claim: Claim) -> ClaimLine:
    return ClaimLine(
        text=edition.text(claim.text),
        by=tuple(edition.party(party).text for party in claim.by),
        status=edition.words(f"status_{claim.status}"),
        is_retracted=claim.status == "retracted",
    )


def _address(edition: Edition, route: str) -> str:
    return edition.urls.absolute(route) or edition.href(route)
