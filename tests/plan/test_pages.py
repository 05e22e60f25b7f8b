"""Free pages, and the page for what is not found."""

from tests.plan import timelines as t


def test_a_free_page_stands_at_its_id_in_every_language() -> None:
    plan = t.plan_of(
        t.page("about", {"en": "See [@paper].", "zh": "见。"}, summary="On us"),
        t.source("paper"),
        languages=("en", "zh"),
    )
    english, chinese = (t.page_of(plan, f"{folder}about/") for folder in ("", "zh/"))
    assert english.page.title == english.title.text == "Page about"
    assert english.page.description == "On us"
    assert english.body.numbers == {"paper": 1}
    assert [one.number for one in english.references] == [1]
    assert (chinese.body.text, chinese.references) == ("见。", ())


def test_the_page_for_what_is_not_found_asks_not_to_be_listed() -> None:
    plan = t.plan_of(base_url="https://example.org/")
    frame = t.context_of(plan, "404.html").page
    assert not frame.is_listed
    assert frame.canonical_url is None
    assert frame.title == "Page not found"
