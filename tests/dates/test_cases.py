"""The public test strings of other EDTF suites, where they lie beside the checkout.

They were drawn from others' projects and are not copied into this one; `test_standard.py` is ours.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from site_gen.dates import EdtfError, parse_edtf

CASES_FILE = Path(__file__).resolve().parents[3] / "shared" / "edtf" / "cases.json"
CASES: dict[str, Any] = (
    json.loads(CASES_FILE.read_text(encoding="utf-8")) if CASES_FILE.is_file() else {}
)

pytestmark = pytest.mark.skipif(
    not CASES, reason="shared/edtf/cases.json does not lie beside the checkout"
)

NORMALISED = {
    # Accepted as they are, and printed with whole offsets.
    "2016-05-02T16:54:59+14": "2016-05-02T16:54:59+14:00",
    "2016-05-02T16:54:59-12": "2016-05-02T16:54:59-12:00",
    "1985-04-12T23:20:30-04": "1985-04-12T23:20:30-04:00",
    "1985-04-12T23:20:30+04": "1985-04-12T23:20:30+04:00",
    "-1985-04-12T23:20:30-04": "-1985-04-12T23:20:30-04:00",
}

# What each group of disputed strings is decided to be; docs/dates.md gives the reasons.
REFUSED_WHY = (
    "fractional seconds",
    "T24:00:00",
    "offset without colon",
    "two-digit century",
    "three-digit decade",
    "interval with no known bound",
    "U+2212",
    "lower-case x",
    "five-digit year without Y",
    "Y prefix with four digits",
    "English words",
)
ACCEPTED_WHY = (
    "UTC offset outside",
    "white space inside a set",
    "season as interval bound",
    "qualified or unspecified season",
    "time without seconds",
    "start lies inside a coarser end",
    "Y year as interval bound",
    "interval between two times",
)
ENDS_BEFORE_IT_BEGINS = {"2012-24/2012-21", "2012-23/2012-22"}
WITHOUT_SUGGESTION = {
    # EDTF has no months in a year of five digits and no X in it: there is nothing to suggest.
    "1156X-12-25",
    "2XXXX-12-XX",
    "31XXX-XX",
    # An interval that is known at neither end says nothing.
    "/",
    "../..",
    "/..",
    "../",
}


def list_cases(group: str) -> list[tuple[int, str]]:
    levels = [(level, CASES.get(str(level), {})) for level in range(3)]
    return [(level, case["s"]) for level, groups in levels for case in groups.get(group, [])]


def list_disputed(reasons: tuple[str, ...]) -> list[str]:
    return [case["s"] for case in CASES.get("disputed", []) if case["why"].startswith(reasons)]


def list_drafts() -> list[str]:
    return [case["s"] for case in CASES.get("legacy_draft_2012", {}).get("strings", [])]


def refuse(text: str) -> EdtfError:
    with pytest.raises(EdtfError) as caught:
        parse_edtf(text)
    assert caught.value.fact
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(("level", "text"), list_cases("valid"))
def test_a_valid_string_is_accepted_at_its_level(level: int, text: str) -> None:
    when = parse_edtf(text)
    assert when.level == level
    assert str(when) == NORMALISED.get(text, text)


@pytest.mark.parametrize(("level", "text"), list_cases("invalid"))
def test_an_invalid_string_is_refused(level: int, text: str) -> None:
    del level
    refuse(text)


@pytest.mark.parametrize("text", list_drafts())
def test_a_string_of_the_2012_draft_gets_a_suggestion(text: str) -> None:
    assert refuse(text).remedy.startswith('did you mean "')


@pytest.mark.parametrize("text", list_disputed(REFUSED_WHY))
def test_a_disputed_string_is_refused_with_a_hint(text: str) -> None:
    remedy = refuse(text).remedy
    if text not in WITHOUT_SUGGESTION:
        assert remedy.startswith(("did you mean", 'write "')) or text in {"-00", "-000"}


@pytest.mark.parametrize("text", list_disputed(ACCEPTED_WHY))
def test_a_disputed_string_is_accepted(text: str) -> None:
    if text in ENDS_BEFORE_IT_BEGINS:
        assert "ends before it begins" in refuse(text).fact
    else:
        assert parse_edtf(str(parse_edtf(text))) == parse_edtf(text)


def test_every_disputed_string_is_decided() -> None:
    decided = list_disputed(REFUSED_WHY) + list_disputed(ACCEPTED_WHY)
    assert sorted(decided) == sorted(case["s"] for case in CASES["disputed"])
