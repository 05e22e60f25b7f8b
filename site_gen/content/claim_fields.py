"""Claims and what they consist of: outcomes, earlier statuses."""

from typing import get_args

from site_gen.content.citation_fields import CITATIONS, CLAIM_CITATIONS
from site_gen.content.fields import Field, ListOf, Record, RecordType
from site_gen.content.ids import Reference, Slug
from site_gen.content.scalars import Choice, Edtf
from site_gen.content.texts import PartyField, TextField
from site_gen.model.records import Claim, ClaimStatus, Outcome, OutcomeStatus, StatusChange

STATUS = Choice(get_args(ClaimStatus), "a status of a claim")

OUTCOME = RecordType(
    "an outcome",
    (
        Field(
            "status",
            Choice(get_args(OutcomeStatus), "an outcome"),
            "what came of it",
            "status: met",
            required=True,
        ),
        Field("date", Edtf(), "when that was clear", "date: 2025-01-03"),
        Field("event", Reference("event"), "the event that decided it", "event: yu7-launch"),
        Field("text", TextField(), "what came of it, in words", "text: Over 135,000 delivered."),
        Field("sources", CITATIONS, "where that is known from", "sources: evertiq-2024"),
    ),
    {"note": "text", "result": "status"},
)

STATUS_CHANGE = RecordType(
    "an earlier status",
    (
        Field("status", STATUS, "the status then", "status: reported", required=True),
        Field("date", Edtf(), "since when", "date: 2024-05-13"),
        Field("sources", CITATIONS, "on what ground", "sources: bloomberg-suv"),
        Field("note", TextField(), "why", "note: Only unnamed people then."),
    ),
)

CLAIM = RecordType(
    "a claim",
    (
        Field("id", Slug(), "its anchor on the page; default c1, c2 … in order", "id: goal"),
        Field(
            "text",
            TextField(),
            "the statement",
            "text: Xiaomi aims to deliver 100,000 SU7 in 2024.",
            required=True,
        ),
        Field("by", ListOf(PartyField()), "who asserts it", "by: lei-jun"),
        Field("said", Edtf(), "when; default the event's date", "said: 2024-03-28"),
        Field("quote", TextField(), "the exact words", "quote: Somebody must take the lead."),
        Field("sources", CLAIM_CITATIONS, "where it is known from", "sources: cnevpost-visit"),
        Field("status", STATUS, "how sure it is; default reported", "status: target"),
        Field("note", TextField(), "why that status", "note: Named by the maker itself."),
        Field("due", Edtf(), "by when, as of a target or forecast", "due: 2024"),
        Field("outcome", Record(OUTCOME, Outcome), "what came of it", "outcome: {status: met}"),
        Field(
            "history",
            ListOf(Record(STATUS_CHANGE, StatusChange), single=False),
            "earlier statuses, oldest first",
            "history:\n  - {status: reported, date: 2024-05-13}",
        ),
    ),
    {
        "claim": "text",
        "statement": "text",
        "title": "text",
        "who": "by",
        "speaker": "by",
        "date": "said",
        "source": "sources",
        "result": "outcome",
        "deadline": "due",
    },
)
CLAIM_TYPE = Record(CLAIM, lambda **values: Claim(**{"id": "", **values}))
"""Without an id of its own the claim gets one from its place, which only the event knows."""
