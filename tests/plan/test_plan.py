"""The plan as a whole: which files exist, that it follows from the content alone, what an edit
touches.
"""

import random
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from site_gen.plan import make_plan
from site_gen.plan.late import Late
from tests.plan import timelines as t

EN_AND_ZH = ("en", "zh")


def site() -> list[t.Record]:
    """A little of everything; `launch` has a neighbour on each side and much that names it."""
    return [
        t.event("show", "2024-04-25/2024-05-04", tags=["EV"]),
        t.event(
            "launch",
            "2024-04-28",
            body="See [@paper].",
            part_of="show",
            tags=["EV"],
            stories=["thread"],
            entities=["lei"],
            aliases=["/old/", "older.html"],
            claims=[t.claim("c1", "paper", by=["@lei"], status="target", due="2024")],
            corrections=[t.correction("2024-06-01")],
        ),
        t.event("visit", "2024-05-26", follows=["launch"]),
        t.event("far", "1999"),
        t.entity("lei"),
        t.entity("other"),
        t.source("paper"),
        t.source("unused"),
        t.story("thread"),
        t.page("about"),
    ]


def test_every_page_of_the_tree_is_planned() -> None:
    plan = t.plan_of(*site())
    assert t.routes_of(plan) == {
        "events/show/",
        "events/launch/",
        "events/visit/",
        "events/far/",
        "years/1999/",
        "years/2024/",
        "years/2024/04/",
        "years/2024/05/",
        "entities/lei/",
        "entities/other/",
        "stories/thread/",
        "tags/ev/",
        "sources/paper/",
        "sources/unused/",
        "about/",
        "old/",
        "older.html",
    }
    assert {path.removesuffix("index.html") for path in plan.artifacts} >= t.ALWAYS
    assert not plan.findings


def test_a_site_without_content_has_the_pages_of_every_site() -> None:
    plan = t.plan_of()
    assert t.routes_of(plan) == set()
    assert t.page_of(plan, "").chronology.groups == ()


def test_each_further_language_has_the_same_tree_in_its_folder() -> None:
    plan = t.plan_of(*site(), languages=EN_AND_ZH, base_url="https://example.org/")
    own = {path for path in plan.artifacts if not path.startswith("zh/")}
    once = {
        "robots.txt", "sitemap.xml", "old/index.html", "older.html", "_headers", "_redirects",
    }  # fmt: skip  # names, not lines
    once |= {path for path in own if path.startswith("assets/")}
    once |= {"data/timeline.json", "data/timeline.schema.json"}  # in all languages at once
    once |= {"data/sources.csl.json", "data/sources.bib"}
    assert plan.artifacts.keys() - own == {f"zh/{path}" for path in own - once}


def test_a_page_names_itself_in_every_language_of_the_site() -> None:
    plan = t.plan_of(*site(), languages=EN_AND_ZH, base_url="https://example.org/repo/")
    frame = t.page_of(plan, "zh/events/far/").page
    assert frame.canonical_url == "https://example.org/repo/zh/events/far/"
    assert [(one.language, one.name, one.url, one.is_current) for one in frame.alternates] == [
        ("en", "English", "/repo/events/far/", False),
        ("zh", "中文", "/repo/zh/events/far/", True),
    ]
    assert frame.alternates[0].absolute_url == "https://example.org/repo/events/far/"


def test_a_site_in_one_language_offers_no_other() -> None:
    assert t.page_of(t.plan_of(*site()), "events/far/").page.alternates == ()


@pytest.mark.parametrize("base", ["/", "/repo/"])
@pytest.mark.parametrize("languages", [("en",), EN_AND_ZH])
def test_every_link_in_every_context_leads_to_a_planned_file(
    base: str, languages: tuple[str, ...]
) -> None:
    plan = t.plan_of(
        *site(),
        t.event("crowd", "2024-05-26", media=[t.medium("crowd.jpg", alt="A crowd")]),
        languages=languages,
        base_url=f"https://example.org{base}",
        media=["crowd.jpg"],
        logo="crowd.jpg",
    )
    files = {base + path.removesuffix("index.html") for path in plan.artifacts}
    pages = [one for path, one in plan.artifacts.items() if path.endswith(".html")]
    urls = {url for one in pages for url in urls_in(one.context)}
    assert len(urls) > 25
    assert {url for url in urls if not url.startswith(base)} == set()
    assert {url.partition("#")[0] for url in urls} - files == set()


def test_where_the_address_is_unknown_links_begin_at_the_root() -> None:
    frame = t.page_of(t.plan_of(*site()), "events/launch/").page
    assert frame.canonical_url is None
    assert [crumb.url for crumb in frame.breadcrumbs] == ["/", "/years/2024/", "/events/show/"]


def test_the_order_in_which_records_come_does_not_matter() -> None:
    records = site()
    expected = t.plan_of(*records, languages=EN_AND_ZH)
    for seed in range(3):
        random.Random(seed).shuffle(records)
        shuffled = t.plan_of(*records, languages=EN_AND_ZH)
        assert list(shuffled.artifacts) == list(expected.artifacts)
        assert t.changed(expected, shuffled) == set()


def test_the_same_timeline_is_planned_the_same_twice() -> None:
    settings = t.settings_of(languages=EN_AND_ZH)
    timeline, assets = t.timeline_of(*site()), t.assets_of()
    first = make_plan(timeline, settings, assets, t.words_of)
    second = make_plan(timeline, settings, assets, t.words_of)
    assert list(first.artifacts) == list(second.artifacts)
    assert first.findings == second.findings
    assert t.digests_of(first) == t.digests_of(second)


def test_artifacts_stand_in_the_order_of_their_paths() -> None:
    paths = list(t.plan_of(*site(), languages=EN_AND_ZH).artifacts)
    assert paths == sorted(paths)


def test_planning_leaves_the_timeline_as_it_was() -> None:
    timeline = t.timeline_of(*site())
    before = replace(timeline)
    make_plan(timeline, t.settings_of(), t.assets_of(), t.words_of)
    assert timeline == before


# --- what an edit touches ------------------------------------------------------------------


def edited(id: str, **fields: Any) -> list[t.Record]:
    return [replace(one, **fields) if one.id == id else one for one in site()]


def test_a_new_body_touches_the_page_of_its_event_alone() -> None:
    before = t.plan_of(*site(), languages=EN_AND_ZH)
    records = edited("launch", body=t.text("Other words, still with [@paper]."))
    after = t.plan_of(*records, languages=EN_AND_ZH)
    assert t.changed(before, after) == {"events/launch/", "zh/events/launch/"}


def test_a_body_in_one_language_touches_the_page_in_that_language_alone() -> None:
    bodies = {"en": "See [@paper].", "zh": "见 [@paper]。"}
    first = edited("launch", body=t.text(bodies))
    second = edited("launch", body=t.text({**bodies, "zh": "参见 [@paper]。"}))
    plans = [t.plan_of(*records, languages=EN_AND_ZH) for records in (first, second)]
    assert t.changed(*plans) == {"zh/events/launch/"}


def test_a_citation_taken_out_of_a_body_touches_no_list_while_a_claim_still_cites_it() -> None:
    after = t.plan_of(*edited("launch", body=t.text("Nothing cited.")))
    assert t.changed(t.plan_of(*site()), after) == {"events/launch/"}


def test_a_new_title_touches_exactly_the_pages_that_show_it() -> None:
    after = t.plan_of(*edited("launch", title=t.text("Another title")))
    assert t.changed(t.plan_of(*site()), after) == {
        "events/launch/",
        "",  # the chronology
        "years/2024/",
        "years/2024/04/",
        "events/show/",  # the larger event; the neighbour before
        "events/visit/",  # what followed; the neighbour after
        "entities/lei/",  # took part, and made the statement
        "stories/thread/",
        "tags/ev/",
        "sources/paper/",
        "targets/",
        "corrections/",
        "old/",  # redirects say where they lead
        "older.html",
        "timeline/",
        "timeline/entities/",
        "timeline/titles-0.json",
        "embed/all/",
        "embed/thread/",
        "embed/thread/titles-0.json",
        "search.json",
    }


def test_a_source_that_nothing_cites_touches_its_own_page_and_the_list() -> None:
    after = t.plan_of(*edited("unused", title=t.text("Renamed")))
    assert t.changed(t.plan_of(*site()), after) == {"sources/unused/", "sources/"}


def test_another_word_of_the_interface_touches_every_page_with_words() -> None:
    settings = t.settings_of()
    timeline, assets = t.timeline_of(*site()), t.assets_of()
    renamed = replace(t.words_of("en"), digest="another")
    plans = [
        make_plan(timeline, settings, assets, t.words_of),
        make_plan(timeline, settings, assets, lambda _: renamed),
    ]
    bare = {"old/", "older.html", "robots.txt", "assets/be07aa34dc/style.css"}
    bare |= {"search.json", "search-texts.json", "_headers", "_redirects"}
    files = (path for path in plans[0].artifacts if not t.FOR_MACHINES.search(path))
    everything = {path.removesuffix("index.html") for path in files}
    bare |= {path for path in everything if path.startswith(t.DRAWN) and path.endswith(".json")}
    assert t.changed(*plans) == everything - bare


# --- what is not shown ---------------------------------------------------------------------


def test_what_names_an_unpublished_event_shows_nothing_of_it() -> None:
    hidden = t.event("hidden", "2024-05-21", draft=True, part_of="near", tags=["secret"])
    near = t.event(
        "near",
        "2024-05-20",
        part_of="hidden",
        follows=["hidden"],
        body="After [that](event:hidden) and [this](event:near).",
        claims=[
            t.claim("c1", status="target", outcome=t.outcome("met", event="hidden")),
        ],
    )
    thread = t.story("thread", "hidden", "near", body="From [it](event:hidden).")
    about = t.page("about", "On [it](event:hidden).")
    lei = t.entity("lei", body="Of [it](event:hidden).")
    timeline = t.timeline_of(hidden, near, thread, about, lei)
    shown = timeline.visible(drafts=False, is_due=lambda _: True)
    plan = make_plan(shown, t.settings_of(), t.assets_of(), t.words_of)

    page = t.page_of(plan, "events/near/")
    assert (page.part_of, page.parts, page.follows, page.followed_by) == (None, (), (), ())
    assert (page.earlier, page.later) == (None, None)
    assert page.body.links == {"event:near": "/events/near/"}
    assert page.claims[0].outcome.event is None
    assert page.event.part_of is None
    assert page.stories[0].position == page.stories[0].total == 1
    assert [row.id for row in t.page_of(plan, "stories/thread/").events] == ["near"]
    for route in ("stories/thread/", "about/", "entities/lei/"):
        assert t.page_of(plan, route).body.links == {}
    assert not [path for path in plan.artifacts if "hidden" in path or "secret" in path]


def test_a_draft_that_is_shown_says_so() -> None:
    plan = t.plan_of(t.event("a", draft=True))
    assert t.page_of(plan, "events/a/").event.signs == ("draft",)


HREFS = ("url", "home_url", "logo_url", "page_url", "previous_url", "next_url")


def urls_in(value: object) -> set[str]:
    """Every link of a context and the targets of its bodies, however deep."""
    found: set[str] = set()
    if isinstance(value, tuple):
        for item in value:
            found |= urls_in(item)
    elif isinstance(value, Late):
        found |= urls_in(value.made)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in ("assets", "links", "media") and isinstance(inner, dict):
                found |= set(inner.values())
            elif field.name in HREFS:
                found |= {inner} if inner else set()
            else:
                found |= urls_in(inner)
    return found
