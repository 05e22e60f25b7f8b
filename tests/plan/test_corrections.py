"""What we corrected, newest first."""

from typing import Any

from tests.plan import timelines as t


def entries(page: Any) -> list[tuple[str, str]]:
    return [(one.correction.date.edtf, one.event.url) for one in page.corrections]


def test_corrections_stand_newest_first_across_events() -> None:
    plan = t.plan_of(
        t.event("a", "2020", corrections=[t.correction("2024-01"), t.correction("2024-03-02")]),
        t.event("b", "2021", corrections=[t.correction("2024-03-01"), t.correction("2025")]),
    )
    page = t.page_of(plan, "corrections/")
    assert entries(page) == [
        ("2025", "/events/b/"),
        ("2024-03-02", "/events/a/"),
        ("2024-03-01", "/events/b/"),
        ("2024-01", "/events/a/"),
    ]
    assert page.total == 4
    assert page.corrections[0].event_date.words == "2021"


def test_a_long_list_of_corrections_goes_on() -> None:
    made = [t.correction(f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}") for n in range(101)]
    plan = t.plan_of(t.event("a", corrections=made))
    first, second = (t.page_of(plan, f"corrections/{tail}") for tail in ("", "page/2/"))
    assert (len(first.corrections), len(second.corrections)) == (100, 1)
    assert entries(second) == [("2024-01-01", "/events/a/")]
    assert first.pager.total == 2


def test_a_correction_falls_back_to_the_language_it_was_written_in() -> None:
    plan = t.plan_of(t.event("a", corrections=[t.correction("2024")]), languages=("en", "zh"))
    (entry,) = t.page_of(plan, "zh/corrections/").corrections
    assert (entry.correction.text.text, entry.correction.text.lang) == ("We erred.", "en")
    assert entry.correction.label == t.words_of("zh")("correction_correction")
