"""Marks held against contexts: where two sites' marks agree, what they would show agrees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.build import plan_site
from site_gen.digest import digest_value
from site_gen.output.report import BuildOptions
from site_gen.plan import Artifact, SitePlan
from site_gen.plan.artifacts import PassageFile
from site_gen.plan.machine_contexts import Feed
from tests.building import build
from tests.running import read_tree
from tests.sites_in_text import read_files

NOW = datetime(2026, 11, 22, tzinfo=UTC)

RICH = """
-- site.yaml --
title: {en: Cars, zh: 车}
languages: [en, zh]
base_url: https://example.org/cars/
kinds:
  race: {label: Race}
  launch: {label: Launch}
check: {ignore: [missing-translation]}
feeds: {limit: 2}
-- content/entities/maker.yaml --
type: organization
name: The maker
summary: It makes cars.
body: |
  The maker, see [its car](entity:car) and [the launch](event:launch) @cite
-- content/entities/owner.yaml --
type: organization
name: The owner
-- content/entities/car.yaml --
type: product
name: {en: The car, zh: 汽车}
made_by: maker
-- content/entities/head.yaml --
type: person
name: The head
roles:
  - {title: Head, org: maker, from: "2020", sources: paper}
-- content/entities/town.yaml --
type: place
name: The town
-- content/sources/house.yaml --
title: The house's own word
-- content/sources/paper.yaml --
title: What the paper wrote
publisher: owner
published: 2024-04-01
derived_from: house
-- content/sources/note.yaml --
title: A note
published: 2024-03-29
-- content/stories/cars.yaml --
title: The cars
summary: How they came.
body: |
  First [the plan](event:plan).
-- content/stories/races.yaml --
title: The races
events: [race, launch]
-- content/pages/about.md --
---
title: About
---
Of [the maker](entity:maker).
-- content/events/plan.yaml --
title: The plan
date: 2021-03
kind: launch
entities: [maker, head]
stories: cars
tags: [Plans, {en: Cars, zh: 车}]
claims:
  - text: There will be a car.
    by: head
    status: target
    due: 2024
    sources: [{id: paper, locator: p. 1}]
    outcome: {status: met, event: launch, sources: note}
-- content/events/launch.yaml --
title: The launch
date: 2024-03-28
kind: launch
place: town
summary: A car for all.
body: |
  It was [the car](entity:car), said [the paper](source:paper) [@note].
entities: [{id: car, role: shown}, maker]
stories: cars
tags: [cars]
follows: plan
sources: paper
corrections:
  - {date: 2024-04-02, text: It was a Thursday.}
-- content/events/talk.yaml --
title: The talk
date: 2024-03-28T20:00Z
part_of: launch
entities: head
sources: [{title: A leaf handed out, publisher: maker}]
claims:
  - {text: It is the best., by: head, sources: [{id: note, supports: false}]}
-- content/events/race.yaml --
title: The race
date: 2024-06/2025-02
kind: race
entities: car
stories: cars
tags: [Cars]
sources: note
-- content/media/plan.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>
-- templates/404.html --
{% extends "default/404.html" %}
{% from "parts/words.html" import lost %}
{% block main %}{{ lost() }}{% endblock %}
-- templates/parts/words.html --
{% macro lost() %}<h1>Nothing is here</h1>{% endmacro %}
-- content/events/end.yaml --
media: [{file: plan.svg, alt: The plan}]
title: The end
date: 2025-01-10
entities: maker
draft: false
sources: paper
body: |
  So said [a note](source:note), with [a map](map.pdf) and ![a car](car.jpg).
-- content/events/bare.yaml --
title: Something bare
date: 2023-05
sources: paper
body: Bare.
-- content/media/map.pdf --
A map.
-- content/media/car.jpg --
A car.
""".replace(" @cite", " [@paper].")

EDITS: dict[str, tuple[str, str, str]] = {
    "a name": ("content/entities/maker.yaml", "name: The maker", "name: The factory"),
    "a name in one language": ("content/entities/car.yaml", "zh: 汽车", "zh: 小汽车"),
    "the name of a source's publisher": ("content/entities/owner.yaml", "The owner", "The lord"),
    "the name of a place": ("content/entities/town.yaml", "The town", "The city"),
    "the name of who holds an office": ("content/entities/head.yaml", "The head", "The boss"),
    "an office": ("content/entities/head.yaml", "title: Head", "title: President"),
    "since when an office is held": ("content/entities/head.yaml", '"2020"', '"2022"'),
    "the body of an entity": ("content/entities/maker.yaml", "The maker, see", "The maker: see"),
    "the summary of an entity": ("content/entities/maker.yaml", "It makes", "They make"),
    "who made it": ("content/entities/car.yaml", "made_by: maker", "made_by: owner"),
    "the title of a source": ("content/sources/paper.yaml", "What the", "All that the"),
    "the date of a source": ("content/sources/paper.yaml", "2024-04-01", "2024-04-03"),
    "what a source relies on": ("content/sources/paper.yaml", "derived_from: house\n", ""),
    "the title of what is relied on": ("content/sources/house.yaml", "own word", "word"),
    "a note on a source": ("content/sources/note.yaml", "title:", "note: Torn\ntitle:"),
    "the title of a story": ("content/stories/cars.yaml", "The cars", "Cars, cars"),
    "the body of a story": ("content/stories/cars.yaml", "First", "At first"),
    "the order in a story": ("content/stories/races.yaml", "[race, launch]", "[launch, race]"),
    "the title of a page": ("content/pages/about.md", "title: About", "title: About us"),
    "the body of a page": ("content/pages/about.md", "Of [the", "About [the"),
    "the title of the first": ("content/events/plan.yaml", "title: The plan", "title: A plan"),
    "the date of the first": ("content/events/plan.yaml", "2021-03", "2021-04~"),
    "the order by date": ("content/events/plan.yaml", "date: 2021-03", "date: 2024-04"),
    "a due date": ("content/events/plan.yaml", "due: 2024", "due: 2023"),
    "an outcome": ("content/events/plan.yaml", "status: met", "status: partly"),
    "the words of a claim": ("content/events/plan.yaml", "There will be", "We shall have"),
    "a place in a source": ("content/events/plan.yaml", "p. 1", "p. 2"),
    "a tag": ("content/events/plan.yaml", "[Plans,", "[Plans, More,"),
    "the spelling of a tag": ("content/events/race.yaml", "[Cars]", "[cars]"),
    "the words of a tag": ("content/events/plan.yaml", "zh: 车}]", "zh: 车车}]"),
    "a summary": ("content/events/launch.yaml", "A car for all.", "A car for many."),
    "a body": ("content/events/launch.yaml", "It was [the car]", "That was [the car]"),
    "no body any more": ("content/events/bare.yaml", "body: Bare.\n", ""),
    "a body in place of none": ("content/events/race.yaml", "kind: race", "body: B.\nkind: race"),
    "a story's first body": ("content/stories/races.yaml", "events:", "body: They ran.\nevents:"),
    "a citation in a body": ("content/events/launch.yaml", " [@note].", "."),
    "a link in a body": ("content/events/launch.yaml", "(source:paper)", "(event:race)"),
    "a citation for a link": ("content/events/end.yaml", "[a note](source:note)", "[@note]"),
    "a picture in a body": ("content/media/car.jpg", "A car", "Another car"),
    "a file that a body links to": ("content/media/map.pdf", "A map", "Another map"),
    "a role": ("content/events/launch.yaml", "role: shown", "role: seen"),
    "a kind": ("content/events/launch.yaml", "kind: launch\n", ""),
    "what it followed": ("content/events/launch.yaml", "follows: plan\n", ""),
    "a correction": ("content/events/launch.yaml", "a Thursday", "a Friday"),
    "what it is part of": ("content/events/talk.yaml", "part_of: launch\n", ""),
    "an inline source": ("content/events/talk.yaml", "A leaf", "A sheet"),
    "who published an inline source": ("content/events/talk.yaml", "r: maker", "r: owner"),
    "a source that contradicts": ("content/events/talk.yaml", "supports: false", "supports: true"),
    "an end": ("content/events/race.yaml", "2024-06/2025-02", "2024-06/2024-12"),
    "a story": ("content/events/race.yaml", "stories: cars\n", ""),
    "a draft": ("content/events/end.yaml", "draft: false", "draft: true"),
    "importance": ("content/events/end.yaml", "draft:", "importance: 1\ndraft:"),
    "an alias": ("content/events/end.yaml", "draft:", "aliases: /old/\ndraft:"),
    "a picture": ("content/media/plan.svg", "h9v9z", "h9v8z"),
    "the words for a picture": ("content/events/end.yaml", "alt: The", "alt: A"),
    "a macro": ("templates/parts/words.html", "Nothing is", "There is nothing"),
    "a setting": ("site.yaml", "limit: 2", "limit: 3"),
    "an order": ("site.yaml", "title: {en: Cars", "order: descending\ntitle: {en: Cars"),
    "the label of a kind": ("site.yaml", "label: Race", "label: Contest"),
}  # fmt: skip  # a line each

OF_TEMPLATES = ("a macro",)
"""These count beside what a template is given."""

STATES = st.frozensets(st.sampled_from(sorted(EDITS)), max_size=6)


def write_state(folder: Path, state: frozenset[str]) -> Path:
    """The site with these edits made, whatever was there before."""
    files = read_files(RICH)
    for name in sorted(state):
        path, old, new = EDITS[name]
        assert old in files[path] or state & _touching(path) != {name}, name
        files[path] = files[path].replace(old, new, 1)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            file.write_text(content, encoding="utf-8")
    return folder


def _touching(path: str) -> set[str]:
    return {name for name, (touched, _, _) in EDITS.items() if touched == path}


Planned = dict[str, tuple[Artifact, str]]
"""The artifacts by path, each with the digest of what it would show."""

PlanOf = Callable[[frozenset[str]], SitePlan]


@pytest.fixture(scope="module")
def site_plan_of(tmp_path_factory: pytest.TempPathFactory) -> PlanOf:
    """The plan of a state."""

    @cache
    def plan(state: frozenset[str]) -> SitePlan:
        folder = write_state(tmp_path_factory.mktemp("state"), state)
        planned = plan_site(BuildOptions(folder, NOW))
        assert planned.plan is not None, planned.problems
        return planned.plan

    return plan


@pytest.fixture(scope="module")
def plan_of(site_plan_of: PlanOf) -> Callable[[frozenset[str]], Planned]:
    @cache
    def plan(state: frozenset[str]) -> Planned:
        artifacts = site_plan_of(state).artifacts
        return {path: (one, digest_shown(one)) for path, one in artifacts.items()}

    return plan


def digest_shown(one: Artifact) -> str:
    """Of feeds by what their entries hold, which are known by marks otherwise."""
    context = one.context
    if isinstance(context, Feed):
        entries = [entry.made for entry in context.entries]
        return digest_value((one.recipe, replace(context, entries=()), entries))
    return digest_value((one.recipe, context))


def list_passages(one: Artifact) -> dict[str, str]:
    """Texts by mark; no mark stands for two texts."""
    found: dict[str, str] = {}
    for passage in one.context.passages if isinstance(one.context, PassageFile) else ():
        assert found.setdefault(passage.mark, passage.write()) == passage.write(), one.path
    return found


def find_wrong(before: Planned, after: Planned) -> list[str]:
    """Files whose marks agree although they would not be the same."""
    return [
        path
        for path in before.keys() & after.keys()
        if before[path][0].mark is not None
        and before[path][0].mark == after[path][0].mark
        and before[path][1] != after[path][1]
    ]


@pytest.mark.parametrize("name", [name for name in EDITS if name not in OF_TEMPLATES])
def test_after_one_edit_whatever_shows_another_thing_has_another_mark(
    name: str, plan_of: Callable[[frozenset[str]], Planned]
) -> None:
    before, after = plan_of(frozenset()), plan_of(frozenset({name}))
    assert find_wrong(before, after) == []
    assert {path for path in before if before[path][1] != after.get(path, ("", ""))[1]}, "no edit"


@settings(max_examples=12, deadline=None)
@given(before=STATES, after=STATES)
def test_after_any_edits_whatever_shows_another_thing_has_another_mark(
    before: frozenset[str],
    after: frozenset[str],
    plan_of: Callable[[frozenset[str]], Planned],
) -> None:
    assert find_wrong(plan_of(before), plan_of(after)) == []


def test_most_files_have_a_mark(
    plan_of: Callable[[frozenset[str]], Planned],
) -> None:
    marked = {path for path, (one, _) in plan_of(frozenset()).items() if one.mark}
    assert {"index.html", "zh/index.html", "events/launch/index.html", "feed.xml"} <= marked
    assert {"entities/maker/calendar.ics", "years/2024/03/index.html", "search.json"} <= marked


def test_a_body_alone_changes_the_mark_of_no_list(
    plan_of: Callable[[frozenset[str]], Planned],
) -> None:
    before, after = plan_of(frozenset()), plan_of(frozenset({"a body"}))
    changed = {path for path in before if before[path][0].mark != after[path][0].mark}
    pages = {path for path in changed if path.endswith(".html")}
    assert pages == {"events/launch/index.html", "zh/events/launch/index.html"}


BODIES = (
    "a body",
    "a body in place of none",
    "a link in a body",
    "a story's first body",
    "no body any more",
    "the body of an entity",
    "the body of a story",
)


def list_shown(plan: SitePlan) -> dict[str, set[str]]:
    return {path: set(one.basis.shown) for path, one in plan.artifacts.items() if one.basis}


def find_unseen(before: SitePlan, after: SitePlan) -> list[str]:
    """Files that would not be the same although they hold the body of no record that changed."""
    changed = {key for key, one in after.versions.items() if before.versions.get(key) != one}
    assert before.artifacts.keys() == after.artifacts.keys()
    assert list_shown(before) == list_shown(after)
    return [
        path
        for path, one in after.artifacts.items()
        if one.basis is not None
        and changed.isdisjoint(one.basis.shown)
        and digest_shown(one) != digest_shown(before.artifacts[path])
    ]


@pytest.mark.parametrize("name", [name for name in EDITS if name not in OF_TEMPLATES])
def test_on_the_same_ground_only_what_holds_a_changed_body_shows_another_thing(
    name: str, site_plan_of: PlanOf
) -> None:
    before, after = site_plan_of(frozenset()), site_plan_of(frozenset({name}))
    if before.ground == after.ground:
        assert find_unseen(before, after) == []
    else:
        assert name not in BODIES


@settings(max_examples=12, deadline=None)
@given(bodies=st.sets(st.sampled_from(BODIES)), state=STATES)
def test_bodies_leave_the_ground_as_it_is_whatever_else_there_is(
    bodies: set[str], state: frozenset[str], site_plan_of: PlanOf
) -> None:
    before, after = site_plan_of(state - {*BODIES}), site_plan_of(state | bodies)
    assert before.ground == after.ground
    assert find_unseen(before, after) == []


@settings(max_examples=12, deadline=None)
@given(bodies=st.sets(st.sampled_from(BODIES)), state=STATES)
def test_marks_that_are_taken_over_are_those_that_would_be_found(
    bodies: set[str],
    state: frozenset[str],
    tmp_path_factory: pytest.TempPathFactory,
    site_plan_of: PlanOf,
) -> None:
    before = site_plan_of(state - {*BODIES})
    marked = {path: one.mark for path, one in before.artifacts.items()}
    folder = write_state(tmp_path_factory.mktemp("state"), state | bodies)
    taking = plan_site(BuildOptions(folder, NOW), before=before.grounds).plan
    assert taking is not None
    assert marked
    plain = site_plan_of(state | bodies).artifacts
    assert {path: one.mark for path, one in taking.artifacts.items()} == {
        path: one.mark for path, one in plain.items()
    }


@pytest.mark.parametrize(
    "name", ["a name", "a summary", "a citation in a body", "a picture", "a setting", "a draft"]
)
def test_what_lists_and_links_show_is_ground(name: str, site_plan_of: PlanOf) -> None:
    assert site_plan_of(frozenset()).ground != site_plan_of(frozenset({name})).ground


IN_PASSAGES = ("data/events.csv", "zh/data/events.csv", "data/timeline.json")


@pytest.mark.parametrize("name", [name for name in EDITS if name not in OF_TEMPLATES])
def test_after_one_edit_no_passage_with_another_text_has_the_same_mark(
    name: str, plan_of: Callable[[frozenset[str]], Planned]
) -> None:
    before, after = plan_of(frozenset()), plan_of(frozenset({name}))
    for path in IN_PASSAGES:
        old, new = list_passages(before[path][0]), list_passages(after[path][0])
        assert len(old) > 5
        assert {mark for mark in old.keys() & new.keys() if old[mark] != new[mark]} == set()


def test_a_body_alone_changes_one_passage_of_a_file(
    plan_of: Callable[[frozenset[str]], Planned],
) -> None:
    before, after = plan_of(frozenset()), plan_of(frozenset({"a body"}))
    for path in IN_PASSAGES:
        changed = list_passages(after[path][0]).keys() - list_passages(before[path][0]).keys()
        assert len(changed) == 1


@settings(max_examples=3, deadline=None)
@example(states=[frozenset(), frozenset({"a macro"}), frozenset({"a picture", "a draft"})])
@given(states=st.lists(STATES, min_size=2, max_size=3))
def test_after_any_edits_an_incremental_build_equals_a_clean_one(
    states: list[frozenset[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site")
    for state in states:
        write_state(site, state)
        clean = tmp_path_factory.mktemp("clean")
        assert build(site).is_published
        build(site, output=clean / "site", state=clean / "state", clean=True)
        assert read_tree(site / "site") == read_tree(clean / "site")
