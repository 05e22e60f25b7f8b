"""Files that are copied: the theme's assets, and the media that the site shows."""

from typing import Any

import pytest

from site_gen.plan import CopyRecipe
from tests.plan import timelines as t


def copied(*records: t.Record, media: tuple[str, ...], **settings: Any) -> set[str]:
    """Names in content/media/ of what is copied."""
    plan = t.plan_of(*records, media=media, **settings)
    recipes = [one.recipe for one in plan.artifacts.values()]
    sources = {one.source for one in recipes if isinstance(one, CopyRecipe)}
    return {name.removeprefix("content/media/") for name in sources if "media" in name}


def test_only_media_that_are_shown_are_copied() -> None:
    names = ("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "logo.svg", "unused.jpg")
    shown = copied(
        t.event("a", media=[t.medium("a.jpg"), t.medium(url="https://example.org/unused.jpg")]),
        t.event("b", body={"en": "![B](b.jpg)", "zh": "`![no](unused.jpg)`"}),
        t.entity("lei", body="![C](c.jpg)"),
        t.story("thread", body="![D](d.jpg)"),
        t.page("about", "![E](e.jpg)"),
        media=names,
        logo="logo.svg",
    )
    assert shown == set(names) - {"unused.jpg"}


@pytest.mark.parametrize("reference", ["![x](gone.jpg)", "[x](gone.jpg)"])
def test_media_that_do_not_exist_are_not_copied(reference: str) -> None:
    records = (t.event("a", media=[t.medium("gone.jpg")], body=reference),)
    assert copied(*records, media=("other.jpg",)) == set()


def test_a_file_shown_twice_is_copied_once_also_in_two_languages() -> None:
    records = [t.event(id, media=[t.medium("a.jpg")], body="![A](a.jpg)") for id in "ab"]
    plan = t.plan_of(*records, media=["a.jpg"], languages=("en", "zh"))
    assert plan.findings == ()
    (path,) = (path for path in plan.artifacts if path.endswith(".jpg"))
    urls = {
        t.page_of(plan, f"{folder}events/{id}/").media[0].url
        for folder in ("", "zh/")
        for id in "ab"
    }
    assert urls == {f"/{path}"}


def test_another_content_is_another_address() -> None:
    paths = {
        path
        for name in ("a.jpg", "b.jpg")
        for path in t.plan_of(t.event("x", media=[t.medium(name)]), media=[name]).artifacts
        if path.endswith(".jpg")
    }
    assert len({path.split(".")[1] for path in paths}) == 2


def test_the_themes_assets_are_copied_whole() -> None:
    recipe = t.plan_of().artifacts["assets/be07aa34dc/style.css"].recipe
    assert recipe == CopyRecipe("templates/assets/style.css", "0123456789abcdef")
