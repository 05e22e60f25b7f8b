"""Bodies, links, the frame of a page, and the slugs of tags."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model.text import Localized
from site_gen.plan.contexts import Link
from site_gen.plan.slugs import slug_of
from tests.plan import timelines as t


def body_of(markdown: str, *records: t.Record, **settings: Any) -> Any:
    plan = t.plan_of(t.event("a", body=markdown), *records, **settings)
    return t.page_of(plan, "events/a/").body


def test_links_by_id_lead_to_their_pages() -> None:
    body = body_of(
        "[a](event:a) [b](entity:lei) [c](story:thread) [d](source:paper) [e](https://a.org)",
        t.entity("lei"),
        t.story("thread"),
        t.source("paper"),
        base_url="https://example.org/repo/",
    )
    assert body.links == {
        "event:a": "/repo/events/a/",
        "entity:lei": "/repo/entities/lei/",
        "story:thread": "/repo/stories/thread/",
        "source:paper": "/repo/sources/paper/",
    }


def test_links_stay_in_the_language_of_the_page() -> None:
    plan = t.plan_of(t.event("a", body="[a](event:a)"), languages=("en", "zh"))
    assert t.page_of(plan, "zh/events/a/").body.links == {"event:a": "/zh/events/a/"}


def test_a_link_by_id_that_leads_nowhere_is_left_out() -> None:
    assert body_of("[a](event:gone) [b](entity:gone) [@gone]").links == {}


def test_a_body_says_its_language_where_it_is_not_that_of_the_page() -> None:
    plan = t.plan_of(t.event("a", body="Words."), languages=("en", "zh"))
    assert t.page_of(plan, "events/a/").body.lang is None
    assert t.page_of(plan, "zh/events/a/").body.lang == "en"


@pytest.mark.parametrize(
    ("markdown", "written"),
    [
        ("![A crowd](a%20crowd.jpg)", "a%20crowd.jpg"),
        ("![A crowd][it]\n\n[it]: a%20crowd.jpg", "a%20crowd.jpg"),
        ("[the picture](a%20crowd.jpg)", "a%20crowd.jpg"),
    ],
)
def test_a_picture_is_found_by_what_its_destination_means(markdown: str, written: str) -> None:
    plan = t.plan_of(t.event("a", body=markdown), media=["a crowd.jpg", "other.jpg"])
    media = t.page_of(plan, "events/a/").body.media
    assert media.keys() == {written}
    assert media[written].startswith("/assets/media/a%20crowd.")
    assert [path for path in plan.artifacts if "other" in path] == []
    assert len([path for path in plan.artifacts if "crowd" in path]) == 1


def test_the_navigation_leads_to_what_has_something_to_show() -> None:
    empty = t.page_of(t.plan_of(), "").page.navigation
    assert [one.url for one in empty] == ["/"]
    full = t.plan_of(
        t.event("a", tags=["ev"], corrections=[t.correction("2024")], claims=[t.claim("c1")]),
        t.event("b", claims=[t.claim("c1", status="target")]),
        t.entity("lei"),
        t.source("paper"),
        t.story("thread"),
        t.page("about"),
    )
    navigation = t.page_of(full, "tags/").page.navigation
    assert [one.url for one in navigation] == [
        "/",
        "/timeline/",
        "/stories/",
        "/entities/",
        "/tags/",
        "/sources/",
        "/targets/",
        "/corrections/",
        "/about/",
    ]
    assert [one.url for one in navigation if one.is_current] == ["/tags/"]


def test_sources_without_pages_do_not_make_a_section() -> None:
    plan = t.plan_of(t.event("a", sources=["x/1"]), t.source("x/1", has_page=False))
    assert [one.url for one in t.page_of(plan, "").page.navigation] == ["/", "/timeline/"]


def test_every_page_knows_the_site() -> None:
    plan = t.plan_of(
        title={"en": "Cars", "zh": "汽车"},
        author="The desk",
        logo="logo.svg",
        media=["logo.svg"],
        languages=("en", "zh"),
        base_url="https://example.org/repo/",
        params=(("x", 1),),
    )
    site = t.page_of(plan, "zh/").site
    assert (site.title.text, site.language, site.direction) == ("汽车", "zh", "ltr")
    assert site.author == Localized("The desk", "en")
    assert site.home_url == "/repo/zh/"
    assert site.assets == {"style.css": "/repo/assets/be07aa34dc/style.css"}
    assert site.logo_url.startswith("/repo/assets/media/logo.")
    assert site.params == {"x": 1}


def test_the_home_page_has_no_breadcrumbs() -> None:
    plan = t.plan_of(languages=("en", "zh"), title="Cars")
    assert t.page_of(plan, "zh/").page.breadcrumbs == ()
    crumbs = t.page_of(plan, "zh/tags/").page.breadcrumbs
    assert crumbs == (Link(Localized("Cars", "en"), "/zh/"),)


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("ev", "ev"),
        ("price war", "price-war"),
        ("c++", "c"),
        ("乐道", "乐道"),
        ("हिन्दी", "हिन्दी"),
        ("a--b / c", "a-b-c"),
        ("!!!", ""),
        ("🚗", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_every_script(tag: str, slug: str) -> None:
    assert slug_of(tag) == slug


@given(st.text(max_size=40))
def test_a_slug_is_one_part_of_a_path(text: str) -> None:
    slug = slug_of(text)
    assert not set(slug) & set("/\\ .?#%\0\n")
    assert "--" not in slug
    assert slug == slug_of(slug)
