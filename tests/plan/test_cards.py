"""Pictures for links: which there are, what stands on them, and which pages name them."""

from typing import Any

import pytest

from site_gen.model.settings import Kind
from site_gen.plan import Assets, CardRecipe, SitePlan, make_plan
from site_gen.plan.artifacts import FontFile, FontSet
from site_gen.plan.cards import Card, find_undrawn
from tests.plan import timelines as t

LATIN = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2026))
HAN = (*LATIN, (0x3000, 0x303F), (0x4E00, 0x9FFF))
SITE = (
    t.event("launch", "2024-03-28", title={"en": "The launch", "zh": "发布"}),
    t.entity("lei", name={"en": "Lei Jun", "zh": "雷军"}),
    t.story("thread", "launch", title={"en": "A thread", "zh": "线索"}),
)


def fonts_of(characters: Any, digest: str = "d") -> FontSet:
    font = FontFile("/somewhere/Font.ttf", digest)
    return FontSet((font,), (font,), characters)


def plan_of(fonts: FontSet | None = None, *records: Any, **settings: Any) -> SitePlan:
    chosen = {"cards": True, "base_url": "https://example.org/repo/", **settings}
    assets = t.assets_of()
    assets = Assets(assets.theme, assets.media, fonts)
    return make_plan(t.timeline_of(*(records or SITE)), t.settings_of(**chosen), assets, t.words_of)


def cards_of(plan: SitePlan) -> dict[str, Card]:
    made = (one for one in plan.artifacts.values() if isinstance(one.recipe, CardRecipe))
    return {one.path: one.context for one in made if isinstance(one.context, Card)}


def test_every_event_entity_and_story_has_one_in_every_language() -> None:
    plan = plan_of(fonts_of(HAN), languages=("en", "zh"))
    told = sorted((card.title, card.kicker, card.language) for card in cards_of(plan).values())
    assert told == [
        ("A thread", "Story", "en"),
        ("Lei Jun", "Person", "en"),
        ("The launch", "28 March 2024", "en"),
        ("发布", "2024年3月28日", "zh"),
        ("线索", t.words_of("zh")("story"), "zh"),
        ("雷军", t.words_of("zh")("entity_kind_person"), "zh"),
    ]
    assert plan.findings == ()


@pytest.mark.parametrize("route", ["events/launch/", "entities/lei/", "stories/thread/"])
def test_a_page_names_its_picture_by_its_whole_address(route: str) -> None:
    plan = plan_of(fonts_of(HAN))
    frame = t.page_of(plan, route).page
    path = frame.image_url.removeprefix("https://example.org/repo/")
    card = cards_of(plan)[path]
    assert frame.image_alt == f"{card.kicker} – {card.title}"


def test_a_date_in_the_author_s_own_words_stands_on_the_picture() -> None:
    plan = plan_of(fonts_of(HAN), t.event("a", date_text="early spring"))
    assert [card.kicker for card in cards_of(plan).values()] == ["early spring"]


def test_pictures_have_the_site_s_accent_and_the_kind_s_colour() -> None:
    kinds = (Kind("launch", t.text("Launch"), "#8a5a00"),)
    event = t.event("a", kind="launch")
    plan = plan_of(fonts_of(HAN), event, kinds=kinds, params=(("accent", "#b3261e"),))
    (card,) = cards_of(plan).values()
    assert (card.accent, card.mark) == ("#b3261e", "#8a5a00")


@pytest.mark.parametrize("settings", [{"cards": False}, {"base_url": None}])
def test_without_the_wish_or_an_address_there_are_none(settings: dict[str, Any]) -> None:
    plan = plan_of(fonts_of(HAN), **settings)
    assert cards_of(plan) == {}
    assert t.page_of(plan, "events/launch/").page.image_alt is None


def test_without_the_wish_nothing_is_told() -> None:
    assert plan_of(fonts_of(HAN), cards=False, base_url=None).findings == ()


def test_without_an_address_one_warning_says_what_is_missing() -> None:
    plan = plan_of(fonts_of(HAN), languages=("en", "zh"), base_url=None)
    (finding,) = plan.findings
    assert (finding.severity, finding.rule, finding.path, finding.pointer) == (
        "warning", "card-left-out", "site.yaml", ("cards",),
    )  # fmt: skip  # one line of four
    assert finding.remedy == 'set "base_url" to where the site will stand'


def test_without_the_library_there_are_none_and_one_warning_says_so() -> None:
    plan = plan_of(None, languages=("en", "zh"))
    assert cards_of(plan) == {}
    (finding,) = plan.findings
    assert (finding.severity, finding.rule, finding.path) == (
        "warning", "card-left-out", "site.yaml",
    )  # fmt: skip  # one line of three
    assert finding.remedy == "install site-gen[cards]"


def test_what_no_font_can_draw_is_left_out_and_told_once() -> None:
    plan = plan_of(fonts_of(LATIN), languages=("en", "zh"))
    assert {card.language for card in cards_of(plan).values()} == {"en"}
    assert t.page_of(plan, "zh/events/launch/").page.image_url is None
    (finding,) = plan.findings
    assert finding.fact.startswith('3 pictures are not drawn, for no font here has "')
    assert "发" in finding.fact


def test_another_font_and_another_title_give_another_address() -> None:
    paths = [
        next(iter(cards_of(plan)))
        for plan in (
            plan_of(fonts_of(HAN), t.event("a", title="One")),
            plan_of(fonts_of(HAN), t.event("a", title="Two")),
            plan_of(fonts_of(HAN, "e"), t.event("a", title="One")),
        )
    ]
    assert len(set(paths)) == 3
    moved = FontFile("/elsewhere/Font.ttf", "d")
    plan = plan_of(FontSet((moved,), (moved,), HAN), t.event("a", title="One"))
    assert next(iter(cards_of(plan))) == paths[0]


def test_an_emoji_that_no_font_has_is_left_out_of_the_picture_and_no_more() -> None:
    plan = plan_of(
        fonts_of(LATIN),
        t.event("a", title="Go 🚗\ufe0f now 👩🏽\u200d🔧"),
        t.event("b", title="🚗"),
    )
    assert [card.title for card in cards_of(plan).values()] == ["Go now"]
    (finding,) = plan.findings
    assert finding.fact == 'one picture is not drawn, for no font here has "🚗"'


def test_spaces_need_no_font_and_all_else_does() -> None:
    assert find_undrawn("a b\u3000c\n", LATIN) == set()
    assert find_undrawn("a~\x7f雷", LATIN) == {"\x7f", "雷"}
