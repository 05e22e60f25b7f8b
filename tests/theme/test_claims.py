"""How a claim reads: who, when, the words, how sure, on what grounds."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from site_gen.model.text import Localized
from site_gen.plan.contexts import (
    CitationShown,
    ClaimShown,
    DateShown,
    EventPage,
    Link,
    OutcomeShown,
    StatusShown,
)
from site_gen.render.theme import Theme
from tests.theme.samples import Sampler

DAY = DateShown("20 May 2024", "2024-05-20", "2024-05-20")
REPORTED = StatusShown("reported", "Reported", "○", "attributed, not confirmed")
RETRACTED = StatusShown("retracted", "Retracted", "×", "withdrawn; kept here with the reason")
MISSED = StatusShown("missed", "Missed", "✗", "it did not come true in time")


def citation(number: int) -> CitationShown:
    return CitationShown(number, f"ref-{number}", Localized("An article"), None, None)


CLAIM = ClaimShown(
    id="c1",
    url="/events/visit/#c1",
    text=Localized("He came to say thanks."),
    by=(Link(Localized("Lei Jun"), "/entities/lei-jun/"),),
    said=DAY,
    quote=Localized("Thank you"),
    status=REPORTED,
    note=None,
    is_sourced=True,
    citations=(citation(1), citation(2)),
    contradictions=(citation(3),),
    due=None,
    outcome=None,
    history=(),
)

ShowClaim = Callable[..., str]


@pytest.fixture
def show(theme: Theme, render_context: Callable[[str, object], str]) -> ShowClaim:
    """The HTML of an event page's only claim: CLAIM with the values given."""

    def render(**values: Any) -> str:
        lean = Sampler(theme.words_for("en"), False, "A text", "/a/").record(EventPage)
        html = render_context("event.html", replace(lean, claims=(replace(CLAIM, **values),)))
        found = re.search(r'<li class="claim".*?</dl>\n</li>', html, re.DOTALL)
        assert found
        return found[0]

    return render


def read(html: str) -> str:
    """The words of it, as a screen reader or a browser without style would give them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split()).replace(" ,", ",")


def test_a_claim_reads_as_a_sentence_with_its_grounds(show: ShowClaim) -> None:
    assert read(show()) == (
        "# Lei Jun, 20 May 2024 He came to say thanks. Thank you"
        " ○ Reported : attributed, not confirmed Sources [1] [2] Against it [3]"
    )


def test_a_claim_has_its_anchor_and_leads_to_its_references(show: ShowClaim) -> None:
    html = show()
    assert '<li class="claim" id="c1">' in html
    assert 'href="#c1"' in html
    assert re.findall(r'class="cite" href="([^"]+)"', html) == ["#ref-1", "#ref-2", "#ref-3"]


def test_a_claim_that_nobody_made_is_the_sources_own(show: ShowClaim) -> None:
    assert "The sources, in their own voice" in show(by=())


def test_a_claim_without_anybody_and_any_source_names_nobody(show: ShowClaim) -> None:
    html = show(by=(), is_sourced=False, citations=())
    assert "Nobody is named" in html
    assert "The sources, in their own voice" not in html


def test_a_claim_that_somebody_made_without_a_source_is_theirs(show: ShowClaim) -> None:
    html = show(is_sourced=False, citations=())
    assert "Lei Jun" in html
    assert "Nobody is named" not in html


def test_what_was_said_on_the_day_of_the_event_has_the_events_date(show: ShowClaim) -> None:
    assert re.search(r'class="by".*</a></span>, <(time|span class="date")', show(said=None))


def test_a_retracted_claim_is_struck_out_and_tells_why(show: ShowClaim) -> None:
    html = show(status=RETRACTED, note=Localized("An error."))
    assert "<s>He came to say thanks.</s>" in html
    assert "× Retracted : withdrawn; kept here with the reason An error." in read(html)
    assert "<s>" not in show()


def test_a_target_tells_when_it_was_due_and_what_came_of_it(show: ShowClaim) -> None:
    event = Link(Localized("The month after"), "/events/after/")
    outcome = OutcomeShown(MISSED, DAY, event, Localized("4,820 came."), (citation(4),))
    words = read(show(due=DAY, outcome=outcome))
    assert "Due 20 May 2024 Outcome ✗ Missed : it did not come true in time, 20 May 2024" in words
    assert "4,820 came. The month after [4]" in words


def test_a_sign_is_never_read_aloud_without_its_word(show: ShowClaim) -> None:
    assert '<span class="sign" aria-hidden="true">○</span> <b>Reported</b>' in show()
