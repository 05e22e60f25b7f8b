"""Claims: who says what, when, how sure it is, what came of it."""

from typing import Any, get_args

import pytest

from site_gen.model.records import Citation, ClaimStatus, OutcomeStatus, StatusChange
from site_gen.plan.statements import SIGNS
from tests.plan import timelines as t

AGAINST = Citation("s", supports=False)


def show(claim: Any, *records: t.Record, **settings: Any) -> Any:
    plan = t.plan_of(t.event("a", claims=[claim]), *records, **settings)
    return t.page_of(plan, "events/a/").claims[0]


def test_a_claim_is_told_with_who_said_it_when_and_in_which_words() -> None:
    shown = show(
        t.claim(
            "c1",
            text={"en": "It will sell.", "zh": "会卖出去。"},
            by=["@lei", "a viewer"],
            said="2024-03-28",
            quote="Somebody must.",
            note="on stage",
            due="2024",
        ),
        t.entity("lei"),
    )
    assert [(one.text.text, one.url) for one in shown.by] == [
        ("Name of lei", "/entities/lei/"),
        ("a viewer", None),
    ]
    assert (shown.text.text, shown.quote.text) == ("It will sell.", "Somebody must.")
    assert (shown.said.words, shown.due.words, shown.note.text) == (
        "28 March 2024",
        "2024",
        "on stage",
    )
    assert (shown.id, shown.url) == ("c1", "/events/a/#c1")


def test_a_claim_said_on_the_events_date_has_no_date_of_its_own() -> None:
    assert show(t.claim("c1")).said is None


@pytest.mark.parametrize("status", get_args(ClaimStatus))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_status_has_words_a_sign_and_an_explanation(status: str, language: str) -> None:
    shown = show(t.claim("c1", status=status), languages=(language,)).status
    assert shown.id == status
    assert shown.label
    assert shown.sign
    assert shown.explanation


@pytest.mark.parametrize(
    ("fields", "is_sourced", "explanation"),
    [
        ({}, False, "stated without a source, not confirmed"),
        ({"by": ["a viewer"]}, False, "attributed, not confirmed"),
        ({"sources": ["s"]}, True, "attributed, not confirmed"),
        ({"sources": [AGAINST]}, False, "stated without a source, not confirmed"),
        ({"status": "target"}, False, "a promise or plan of the speaker"),
    ],
)  # fmt: skip  # a case stands on a line
def test_what_is_attributed_to_nobody_is_not_said_to_be_attributed(
    fields: dict[str, Any], is_sourced: bool, explanation: str
) -> None:
    shown = show(t.claim("c1", **fields), t.source("s"))
    assert (shown.is_sourced, shown.status.explanation) == (is_sourced, explanation)


def test_a_list_away_from_the_event_tells_too_whether_there_is_a_source() -> None:
    claims = [t.claim("c1", due="2025", sources=["s"]), t.claim("c2", due="2025")]
    plan = t.plan_of(t.event("a", claims=claims), t.source("s"))
    rows = t.page_of(plan, "targets/").groups[0].claims
    assert [row.claim.is_sourced for row in rows] == [True, False]


def test_no_two_statuses_of_a_claim_or_outcome_have_one_sign() -> None:
    for family in (get_args(ClaimStatus), get_args(OutcomeStatus)):
        assert len({SIGNS[status] for status in family}) == len(family)


def test_an_outcome_tells_when_where_and_on_what_ground() -> None:
    met = t.outcome("met", date="2024-11-13", event="b", text="Before its time", sources=["s"])
    shown = show(
        t.claim("c1", status="target", outcome=met),
        t.event("b", "2024-11-13"),
        t.source("s"),
    ).outcome
    assert (shown.status.id, shown.status.label) == ("met", "Met")
    assert (shown.date.words, shown.event.url) == ("13 November 2024", "/events/b/")
    assert (shown.text.text, [one.number for one in shown.citations]) == ("Before its time", [1])


def test_earlier_statuses_are_kept_in_the_authors_order() -> None:
    history = (
        StatusChange("reported", t.when("2024-05-13"), (), t.text("at first")),
        StatusChange("disputed"),
    )
    shown = show(t.claim("c1", status="confirmed", history=history)).history
    assert [(one.status.id, one.date and one.date.edtf) for one in shown] == [
        ("reported", "2024-05-13"),
        ("disputed", None),
    ]
    assert shown[0].note.text == "at first"
