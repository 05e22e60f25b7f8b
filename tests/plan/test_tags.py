"""Tags: what two spellings have in common, their pages, and what stands in their way."""

from typing import Any

import pytest

from site_gen.content.findings import Finding
from tests.plan import timelines as t


def tags(*spellings: str, **settings: Any) -> list[tuple[str, str, int]]:
    """`(shown, URL, number of events)` of a site with one event for each spelling."""
    records = [t.event(f"e{index}", tags=[each]) for index, each in enumerate(spellings)]
    plan = t.plan_of(*records, **settings)
    shown = t.page_of(plan, "tags/").tags
    return [(one.link.text.text, one.link.url, one.count) for one in shown]


def findings(*spellings: str, **settings: Any) -> list[Finding]:
    records = [t.event(f"e{index}", tags=[each]) for index, each in enumerate(spellings)]
    return list(t.plan_of(*records, **settings).findings)


def test_spellings_that_differ_in_case_are_one_tag_in_the_spelling_used_most() -> None:
    assert tags("ev", "EV", "EV") == [("EV", "/tags/ev/", 3)]


def test_of_spellings_used_equally_the_same_is_shown_in_every_build() -> None:
    assert tags("ev", "EV") == tags("EV", "ev") == [("EV", "/tags/ev/", 2)]


def test_composed_and_decomposed_letters_are_one_tag() -> None:
    assert tags("Caf\u00e9", "Cafe\u0301", "Caf\u00e9") == [("Caf\u00e9", "/tags/caf%C3%A9/", 3)]


def test_tags_keep_letters_of_every_script() -> None:
    assert tags("乐道", "हिन्दी") == [
        ("हिन्दी", "/tags/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80/", 1),
        ("乐道", "/tags/%E4%B9%90%E9%81%93/", 1),
    ]


def test_a_translation_is_shown_even_where_most_events_write_the_plain_tag() -> None:
    plan = t.plan_of(
        t.event("a", tags=["EV"]),
        t.event("b", tags=["EV"]),
        t.event("c", tags=[{"en": "EV", "zh": "电动车"}]),
        languages=("en", "zh"),
    )
    assert t.page_of(plan, "tags/ev/").tag.text == "EV"
    assert t.page_of(plan, "zh/tags/ev/").tag.text == "电动车"


def test_a_tags_page_shows_its_events_alone() -> None:
    plan = t.plan_of(t.event("a", tags=["EV"]), t.event("b", tags=["other"]))
    page = t.page_of(plan, "tags/ev/")
    assert page.chronology.total == 1
    assert page.chronology.groups[0].months[0].rows[0].id == "a"
    assert [crumb.url for crumb in page.page.breadcrumbs] == ["/", "/tags/"]


def test_two_tags_with_one_address_are_an_error_that_names_both() -> None:
    (finding,) = findings("C++", "C#", languages=("en", "zh"))
    assert (finding.severity, finding.rule) == ("error", "path-collision")
    assert finding.fact == (
        '"tags/c/index.html" would be written twice, for the tag "C#" in content/events/e1.yaml'
        ' and for the tag "C++" in content/events/e0.yaml'
    )
    assert finding.remedy == "give one of the two another id, tag or alias"
    assert finding.path == "content/events/e0.yaml"


@pytest.mark.parametrize("tag", ["!!!", "🚗", "…"])
def test_a_tag_without_letters_or_digits_is_an_error_that_names_it(tag: str) -> None:
    (finding,) = findings(tag, languages=("en", "zh"))
    assert f"{finding.fact}; {finding.remedy}" == (
        f'the tag "{tag}" has neither a letter nor a digit, and so no address; write it as a word'
    )
    assert (finding.severity, finding.path) == ("error", "content/events/e0.yaml")


def test_a_tag_without_an_address_leads_nowhere() -> None:
    plan = t.plan_of(t.event("a", tags=["!!!"]))
    assert t.page_of(plan, "events/a/").tags[0].url is None
    assert [path for path in plan.artifacts if "//" in path] == []


def test_a_tag_too_long_for_a_folder_is_an_error() -> None:
    assert findings("道" * 66) == []
    (finding,) = findings("道" * 67)
    assert finding.remedy == "use at most 200 bytes"
