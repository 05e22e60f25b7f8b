"""Claims: who says what, how sure it is, what it rests on and what came of it."""

from dataclasses import replace

from site_gen.model.records import Citation, Claim, Event, Outcome, StatusChange
from site_gen.plan.contexts import (
    CitationShown,
    ClaimRow,
    ClaimShown,
    OutcomeShown,
    StatusChangeShown,
    StatusShown,
)
from site_gen.plan.edition import Edition
from site_gen.plan.references import References

SIGNS = {
    "confirmed": "●",
    "reported": "○",
    "disputed": "≠",
    "target": "→",
    "forecast": "↗",
    "condition": "⇒",
    "retracted": "×",
    "met": "✓",
    "missed": "✗",
    "partly": "◐",
    "dropped": "–",
    "pending": "…",
    "open": "○",
}
"""A sign for each status of a claim and each outcome, so that none is told by colour alone."""


def show_claim(
    edition: Edition, event: Event, claim: Claim, references: References | None
) -> ClaimShown:
    """`references` None: a list away from the event's page, where there is nothing to number."""
    href = edition.href(edition.urls.event(event.id))
    is_sourced = any(citation.supports for citation in claim.sources)
    return ClaimShown(
        id=claim.id,
        url=f"{href}#{claim.id}",
        text=edition.text(claim.text),
        by=tuple(edition.party(party) for party in claim.by),
        said=edition.maybe_when(claim.said),
        quote=edition.maybe(claim.quote),
        status=_show_claim_status(edition, claim, is_sourced=is_sourced),
        note=edition.maybe(claim.note),
        is_sourced=is_sourced,
        citations=_cite(references, tuple(c for c in claim.sources if c.supports)),
        contradictions=_cite(references, tuple(c for c in claim.sources if not c.supports)),
        due=edition.maybe_when(claim.due),
        outcome=_show_outcome(edition, claim.outcome, references),
        history=tuple(_show_change(edition, change, references) for change in claim.history),
    )


def show_claim_row(edition: Edition, event: Event, claim: Claim) -> ClaimRow:
    shown = show_claim(edition, event, claim, None)
    return ClaimRow(shown, edition.event_link(event), edition.date_of(event))


def _show_claim_status(edition: Edition, claim: Claim, *, is_sourced: bool) -> StatusShown:
    """A report is not said to be attributed where it is attributed to nobody."""
    shown = show_status(edition, "status", claim.status)
    if claim.status != "reported" or claim.by or is_sourced:
        return shown
    return replace(shown, explanation=edition.words("status_reported_by_nobody"))


def show_status(edition: Edition, family: str, status: str) -> StatusShown:
    """`family` is `status` for claims, `outcome` for outcomes."""
    return edition.once(_make_status, (family, status))


def _make_status(edition: Edition, of: tuple[str, str]) -> StatusShown:
    key, status = "_".join(of), of[1]
    return StatusShown(status, edition.words(key), SIGNS[status], edition.words(f"{key}_explained"))


def _show_outcome(
    edition: Edition, outcome: Outcome | None, references: References | None
) -> OutcomeShown | None:
    if outcome is None:
        return None
    event = edition.timeline.event_by_id.get(outcome.event or "")
    return OutcomeShown(
        status=show_status(edition, "outcome", outcome.status),
        date=edition.maybe_when(outcome.date),
        event=edition.event_link(event) if event else None,
        text=edition.maybe(outcome.text),
        citations=_cite(references, outcome.sources),
    )


def _show_change(
    edition: Edition, change: StatusChange, references: References | None
) -> StatusChangeShown:
    return StatusChangeShown(
        status=show_status(edition, "status", change.status),
        date=edition.maybe_when(change.date),
        note=edition.maybe(change.note),
        citations=_cite(references, change.sources),
    )


def _cite(
    references: References | None, citations: tuple[Citation, ...]
) -> tuple[CitationShown, ...]:
    return references.cite_all(citations) if references else ()
