"""Old addresses that lead to where an event stands now."""

import pytest

from tests.plan import timelines as t


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/old/", "old/index.html"),
        ("old", "old/index.html"),
        ("/2024/05/old", "2024/05/old/index.html"),
        ("old.html", "old.html"),
        ("/2024/old.htm", "2024/old.htm"),
        ("/old.php", "old.php/index.html"),
        ("/乐道/", "乐道/index.html"),
    ],
)
def test_an_alias_becomes_a_redirect(alias: str, file: str) -> None:
    event = t.event("a", title={"en": "Launch", "zh": "发布"}, aliases=[alias])
    plan = t.plan_of(event, languages=("en", "zh"), base_url="https://example.org/repo/")
    redirect = t.context_of(plan, file)
    assert redirect.url == "/repo/events/a/"
    assert redirect.absolute_url == "https://example.org/repo/events/a/"
    assert (redirect.title, redirect.language) == ("Launch", "en")
    assert f"zh/{file}" not in plan.artifacts


def test_two_spellings_of_one_alias_are_one_redirect() -> None:
    plan = t.plan_of(t.event("a", aliases=["/old/", "old"]))
    assert plan.findings == ()
    assert "old/index.html" in plan.artifacts


def test_an_alias_in_the_place_of_a_page_is_an_error_that_names_both() -> None:
    plan = t.plan_of(t.event("a", aliases=["/events/b/"]), t.event("b"), languages=("en", "zh"))
    (finding,) = plan.findings
    assert (finding.severity, finding.rule) == ("error", "path-collision")
    assert finding.fact == (
        '"events/b/index.html" would be written twice, for content/events/b.yaml'
        ' and for the alias "/events/b/" in content/events/a.yaml'
    )
    assert finding.path == "content/events/a.yaml"


def test_two_events_with_one_alias_are_an_error_that_names_both() -> None:
    plan = t.plan_of(t.event("a", aliases=["/old/"]), t.event("b", aliases=["old"]))
    (finding,) = plan.findings
    assert finding.fact == (
        '"old/index.html" would be written twice, for the alias "/old/" in content/events/a.yaml'
        ' and for the alias "old" in content/events/b.yaml'
    )


@pytest.mark.parametrize("alias", ["/years/2024/", "/zh/", "/tags/", "404.html"])
def test_an_alias_in_the_place_of_the_sites_own_page_is_placed_in_its_event(alias: str) -> None:
    plan = t.plan_of(t.event("a", aliases=[alias]), languages=("en", "zh"))
    (finding,) = plan.findings
    assert "for the site itself" in finding.fact
    assert f'the alias "{alias}" in content/events/a.yaml' in finding.fact
    assert finding.path == "content/events/a.yaml"
