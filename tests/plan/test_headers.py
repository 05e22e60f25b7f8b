"""`_headers` and `_redirects`, rule by rule."""

from typing import Any

import pytest

from site_gen.plan import SitePlan, TemplateRecipe
from tests.hosting.header_files import headers_for, read_rules
from tests.plan import timelines as t

POLICY = "Content-Security-Policy"
SITE = (
    t.event("a", stories=["thread"], aliases=["/old/place", "older.html", "/乐道/"]),
    t.event("b", date="2021", entities=["embed"], tags=["Data"]),
    t.entity("embed"),
    t.story("thread", "a"),
    t.page("about"),
)


def text_of(plan: SitePlan, path: str) -> str:
    text: str = t.context_of(plan, path).text
    return text


def headers_of(path: str, **settings: Any) -> dict[str, str]:
    plan = t.plan_of(*SITE, **{"languages": ("en", "zh"), **settings})
    return headers_for(read_rules(text_of(plan, "_headers")), path)


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_every_page_has_a_policy_and_nothing_gets_a_header_twice(base: str) -> None:
    plan = t.plan_of(
        *SITE, languages=("en", "zh"), base_url=f"https://example.org{base}", frame_ancestors="none"
    )
    rules = read_rules(text_of(plan, "_headers"))
    for path, artifact in plan.artifacts.items():
        headers = headers_for(rules, base + path.removesuffix("index.html"))
        assert headers["X-Content-Type-Options"] == "nosniff"
        is_framed = path.startswith(("embed/", "zh/embed/"))
        if path.endswith(".html") and artifact.recipe != TemplateRecipe("redirect.html"):
            assert "default-src 'none'; script-src 'self'" in headers[POLICY], path
            assert headers[POLICY].endswith("*" if is_framed else "'none'"), path
        assert ("immutable" in headers.get("Cache-Control", "")) == path.startswith("assets/")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("self", "'self'"),
        ("none", "'none'"),
        ("*", "*"),
        ("self https://example.org", "'self' https://example.org"),
    ],
)
def test_who_may_frame_the_site_is_what_the_settings_say(written: str, meant: str) -> None:
    policy = headers_of("/events/a/", frame_ancestors=written)[POLICY]
    assert policy.split("; ")[-1] == f"frame-ancestors {meant}"


def test_an_entity_that_is_called_embed_is_as_closed_as_any() -> None:
    assert headers_of("/entities/embed/")[POLICY].endswith("'self'")


def test_scripts_of_other_sites_may_read_data_and_nothing_else() -> None:
    allowed = {"Access-Control-Allow-Origin": "*"}
    for path in ("/data/timeline.json", "/zh/data/events.csv", "/oembed/all.json"):
        assert allowed.items() <= headers_of(path).items()
    for path in ("/", "/tags/data/", "/events/a/", "/search.json"):
        assert "Access-Control-Allow-Origin" not in headers_of(path)


def test_a_picture_that_is_opened_by_itself_runs_nothing() -> None:
    policy = headers_of("/assets/media/drawing.0123456789.svg")[POLICY]
    assert "script-src" not in policy
    assert {"default-src 'none'", "sandbox"} <= set(policy.split("; "))


def test_letters_of_every_script_are_encoded_as_browsers_ask_for_them() -> None:
    plan = t.plan_of(t.page("关于"))
    assert "\n/%E5%85%B3%E4%BA%8E/*\n" in text_of(plan, "_headers")


def test_old_addresses_lead_on_with_and_without_their_slash() -> None:
    plan = t.plan_of(*SITE, base_url="https://example.org/repo/")
    comment, *lines = text_of(plan, "_redirects").splitlines()
    assert comment.startswith("# ")
    assert sorted(lines) == [
        "/repo/%E4%B9%90%E9%81%93 /repo/events/a/ 301",
        "/repo/%E4%B9%90%E9%81%93/ /repo/events/a/ 301",
        "/repo/old/place /repo/events/a/ 301",
        "/repo/old/place/ /repo/events/a/ 301",
        "/repo/older.html /repo/events/a/ 301",
    ]


def test_a_site_with_many_old_addresses_has_no_more_rules() -> None:
    aliases = [f"/{number}/" for number in range(200)]
    few = text_of(t.plan_of(t.event("a")), "_headers")
    assert text_of(t.plan_of(t.event("a", aliases=aliases)), "_headers") == few
