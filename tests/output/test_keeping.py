"""What may stay as it stands, told without looking at what it shows."""

from dataclasses import replace

import pytest

from site_gen.output.keeping import Keeping
from site_gen.output.ledger import Entry, Ledger
from site_gen.plan.artifacts import Artifact, Basis, TemplateRecipe
from site_gen.plan.standing import NOTHING_STANDS

PAGE = Entry("its mark by its making", "digest")
LEDGER = Ledger({"a.html": PAGE}, "ground", {"event:a": "1", "event:b": "1"})


def make_keeping(
    ground: str = "ground",
    versions: dict[str, str] | None = None,
    standing: dict[str, Entry] | None = None,
) -> Keeping:
    return Keeping(
        LEDGER,
        LEDGER.entries if standing is None else standing,
        ground=ground,
        versions=versions or {"event:a": "1", "event:b": "2"},
        find_template=lambda name: name,
        recall=lambda _: NOTHING_STANDS,
    )


def refuse() -> str:
    raise AssertionError("the mark is not needed")


def asking(*keys: str) -> Artifact:
    return Artifact("a.html", TemplateRecipe("a.html"), basis=Basis(keys, lambda: "worked out"))


def showing(*keys: str) -> Artifact:
    return Artifact("a.html", TemplateRecipe("a.html"), basis=Basis(keys, refuse))


@pytest.mark.parametrize("shown", [(), ("event:a",)])
def test_what_holds_no_changed_body_has_the_mark_it_had(shown: tuple[str, ...]) -> None:
    assert make_keeping().find_mark(showing(*shown)) == "its mark"


def test_what_holds_a_changed_body_may_have_another() -> None:
    assert make_keeping().find_mark(asking("event:a", "event:b")) == "worked out"


def test_on_another_ground_nothing_is_known() -> None:
    assert make_keeping(ground="another").find_mark(asking()) == "worked out"


def test_without_a_ground_nothing_is_known() -> None:
    keeping = Keeping(
        Ledger({"a.html": PAGE}),
        {"a.html": PAGE},
        ground="",
        versions={},
        find_template=str,
        recall=lambda _: NOTHING_STANDS,
    )
    assert keeping.find_mark(asking()) == "worked out"


@pytest.mark.parametrize(
    "versions", [{"event:a": "1"}, {"event:a": "1", "event:b": "1", "event:c": "1"}]
)
def test_with_other_records_nothing_is_known(versions: dict[str, str]) -> None:
    assert make_keeping(versions=versions).find_mark(asking()) == "worked out"


def test_of_what_is_not_published_as_it_was_nothing_is_known() -> None:
    assert make_keeping(standing={}).find_mark(asking()) == "worked out"


def test_what_follows_from_its_context_alone_has_no_mark() -> None:
    artifact = Artifact("a.html", TemplateRecipe("a.html"))
    assert make_keeping().find_mark(artifact) is None


def test_another_template_makes_another_file_of_the_same_mark() -> None:
    of_page, of_other = (
        make_keeping().find_key(replace(showing(), recipe=TemplateRecipe(name)))
        for name in ("a.html", "b.html")
    )
    assert of_page.split(" by ")[0] == of_other.split(" by ")[0] == "its mark"
    assert of_page != of_other
