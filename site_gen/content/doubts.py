"""Warnings about what an event says: nothing is certain to be wrong, everything worth a look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_gen.content.findings import Findings, Pointer
from site_gen.content.wording import quote
from site_gen.dates import Day, When
from site_gen.dates.bounds import to_ordinal
from site_gen.model.markup import cited_sources
from site_gen.model.records import FUTURE_STATUSES, Citation, Claim, Entity, Event
from site_gen.model.roles import is_held
from site_gen.model.text import Text, fold_spelling
from site_gen.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Doubts:
    """The checks of single events, against the whole chronology and today's date."""

    timeline: Timeline
    today: Day
    findings: Findings

    def check_event(self, event: Event) -> None:
        if not event.sources and not _is_sourced_elsewhere(event):
            self.findings.warn(
                event,
                (),
                "event-without-source",
                "this event names no source",
                'add "sources", or cite one in a claim or in the body',
            )
        self._check_order(event, ("sources",), event.sources, event.date)
        for index, claim in enumerate(event.claims):
            here: Pointer = ("claims", index)
            self._check_claim_sources(event, here, claim)
            if claim.status in ("confirmed", "reported") and claim.due is None:
                when, pointer = claim.said or event.date, (*here, "sources")
                self._check_order(event, pointer, claim.sources, when)
            self._check_due(event, here, claim)
        self._check_roles(event)

    def _check_order(
        self, event: Event, pointer: Pointer, citations: Iterable[Citation], when: When
    ) -> None:
        """A source cannot report what had not happened; one day apart may be the time zones."""
        first = when.earliest
        if first is None or first > self.today:
            return
        for index, citation in enumerate(citations):
            source = self.timeline.sources.get(citation.source)
            published = source.published if source else None
            last = published.latest if published else None
            if last is None or last >= first or not citation.supports:
                continue
            if to_ordinal(last) + 1 < to_ordinal(first):
                self.findings.warn(
                    event,
                    (*pointer, index, "id"),
                    "source-before-event",
                    f"{_name(citation.source)} was published on {published}, before {when}",
                    "check both dates",
                    needle=citation.source,
                )

    def _check_claim_sources(self, event: Event, here: Pointer, claim: Claim) -> None:
        if not claim.sources:
            fact = "this claim names no source"
            self.findings.warn(event, here, "claim-without-source", fact, 'add "sources"')
        elif claim.status == "confirmed" and _rests_weakly(claim, self.timeline):
            self.findings.warn(
                event,
                (*here, "status"),
                "weakly-confirmed",
                "this claim is confirmed by anonymous or derived sources alone",
                'add a first-hand source, or make it "reported"',
            )
        if claim.status == "disputed" and all(citation.supports for citation in claim.sources):
            self.findings.warn(
                event,
                (*here, "status"),
                "disputed-without-contradiction",
                "no source contradicts this disputed claim",
                "add the one that does, as in {id: …, supports: false}",
            )

    def _check_due(self, event: Event, here: Pointer, claim: Claim) -> None:
        if claim.due is None:
            if claim.status in FUTURE_STATUSES:
                fact = f"a {claim.status} that does not say by when"
                remedy = 'add "due", as in due: 2025-03'
                pointer = (*here, "status")
                self.findings.warn(event, pointer, "target-without-due", fact, remedy)
            return
        last = claim.due.latest
        if last is not None and last < self.today and claim.outcome is None:
            self.findings.warn(
                event,
                (*here, "due"),
                "target-past-due",
                f"{claim.due} has passed, and nothing says what came of it",
                'add "outcome" with the status met, missed, partly, dropped or pending',
            )

    def _check_roles(self, event: Event) -> None:
        """A role is shown as of the event's date: none may be left, or not the one named."""
        for index, participant in enumerate(event.entities):
            entity = self.timeline.entities.get(participant.entity)
            if entity is None or not entity.roles:
                continue
            if participant.role is None:
                wrong = not any(is_held(role, event.date) for role in entity.roles)
            else:
                held = [role for role in entity.roles if _share_words(role.title, participant.role)]
                wrong = bool(held) and not any(is_held(role, event.date) for role in held)
            if wrong:
                _report_role(event, index, entity, participant.role, self.findings)


def _is_sourced_elsewhere(event: Event) -> bool:
    if any(claim.sources for claim in event.claims):
        return True
    bodies = event.body.entries if event.body else ()
    return any(next(iter(cited_sources(body)), None) for _, body in bodies)


def _name(source_id: str) -> str:
    return "this source" if "/" in source_id else quote(source_id)


def _rests_weakly(claim: Claim, timeline: Timeline) -> bool:
    supporting = [
        timeline.sources[citation.source]
        for citation in claim.sources
        if citation.supports and citation.source in timeline.sources
    ]
    return bool(supporting) and all(
        source.anonymous or source.derived_from for source in supporting
    )


def _report_role(
    event: Event, index: int, entity: Entity, role: Text | None, findings: Findings
) -> None:
    if role is None:
        fact = f"no role of {quote(entity.id)} covers {event.date}, so none is shown"
        remedy = "check the dates of the roles, or say here what they were, as in {id: …, role: …}"
    else:
        words = role.entries[0][1]
        fact = f"{quote(entity.id)} was not {quote(words)} on {event.date}"
        remedy = "check the dates of that role"
    pointer = ("entities", index, "id" if role is None else "role")
    findings.warn(event, pointer, "role-outside-dates", fact, remedy, needle=entity.id)


def _share_words(one: Text, other: Text) -> bool:
    return bool(set(_forms(one)) & set(_forms(other)))


def _forms(text: Text) -> Iterator[str]:
    return (fold_spelling(words.strip()) for _, words in text.entries)
