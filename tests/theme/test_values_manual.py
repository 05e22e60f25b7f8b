"""docs/template-values.md says of every variable what the contexts say."""

import re
from dataclasses import fields, is_dataclass

from site_gen.plan import TemplateRecipe
from tests.plan import timelines as t
from tests.theme.values_manual import CONTEXTS, PATH, write_manual


def test_every_variable_of_every_template_is_in_the_manual_as_the_contexts_have_it() -> None:
    assert PATH.read_text(encoding="utf-8") == write_manual(), (
        "run python -m tests.theme.values_manual"
    )


def test_the_manual_knows_every_template_that_a_page_is_made_with() -> None:
    plan = t.plan_of(
        t.event("a", aliases=["/old/"], stories=["thread"], tags=["x"], sources=["s"],
                entities=["e"], claims=[t.claim("c", status="target", due="2025")],
                corrections=[t.correction("2024-06-01")]),
        t.entity("e"), t.story("thread", "a"), t.source("s"), t.page("about"),
        base_url="https://example.org/", params=(("accent", "#b3261e"),),
    )  # fmt: skip  # a record stands on a line
    made = {
        artifact.recipe.template: type(artifact.context)
        for artifact in plan.artifacts.values()
        if isinstance(artifact.recipe, TemplateRecipe)
    }
    assert len(made) > 20
    assert made.items() <= CONTEXTS.items()


def test_a_variable_that_is_added_changes_the_manual() -> None:
    assert all(is_dataclass(context) for context in CONTEXTS.values())
    text = write_manual()
    for context in CONTEXTS.values():
        assert all(f"| `{one.name}` |" in text for one in fields(context))


def test_every_link_of_the_manual_leads_to_one_of_its_headings() -> None:
    text = write_manual()
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", text))
    assert len(links) > 40
    assert links <= anchors
