"""Pages in another frame: what is in them is taken from the pages that stand."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from site_gen.build import plan_site
from site_gen.model.records import Event
from site_gen.output.report import STATE_FOLDER, BuildOptions, BuildReport
from site_gen.plan import events
from site_gen.plan.contexts import EventPage
from site_gen.plan.edition import Edition, PageFields
from site_gen.problems import Problem
from site_gen.render import environment, pages
from site_gen.render.bodies import BODIES
from tests.build.test_grounds import RICH
from tests.building import NOW, build, read_page
from tests.running import read_tree
from tests.sites_in_text import write_site

PAGE = "events/launch/index.html"
BUNDLED = Path(__file__).parent.parent.parent / "templates"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, RICH)
    (tmp_path / "templates").mkdir(exist_ok=True)
    frame = (BUNDLED / "base.html").read_text()
    (tmp_path / "templates/base.html").write_text(frame)
    publish(tmp_path)
    return tmp_path


def publish(site: Path, **options: Any) -> BuildReport:
    """The site has a few warnings."""
    report = build(site, **options)
    assert report.is_published
    return report


def change_frame(site: Path, old: str, new: str) -> None:
    file = site / "templates/base.html"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def equals_clean(site: Path) -> bool:
    publish(site, output=site / "clean", state=site / "other", clean=True)
    return read_tree(site / "site") == read_tree(site / "clean")


def test_another_frame_makes_the_content_of_no_page_anew(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = events._show_event

    def count(edition: Edition, event: Event, frame: "partial[PageFields]") -> EventPage:
        shown.append(event.id)
        return show(edition, event, frame)

    monkeypatch.setattr(events, "_show_event", count)
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    report = publish(site)
    assert report.written > 20
    assert shown == []
    page = read_page(site, PAGE)
    assert "Second edition" in page
    assert "application/ld+json" in page
    assert equals_clean(site)
    assert len(shown) > 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<!doctype html>", "{% set event = none %}<!doctype html>"),
        ("<!doctype html>", '{% from "parts/tools.html" import today as date %}<!doctype html>'),
        ("<!doctype html>", "{% set title = 'x' %}<!doctype html>"),
        ("{% block main %}{% endblock %}", "<b>{% block main %}{% endblock %}</b>"),
        ("{% block main %}{% endblock %}", ""),
        ("{% block main %}{% endblock %}", "{% block main %}x{% endblock %}{{ self.main() }}"),
        (
            "{% block main %}{% endblock %}",
            "{% filter upper %}{% block main %}{% endblock %}{% endfilter %}",
        ),
        ('"{% block kind %}page{% endblock %}"', '"x {% block kind %}page{% endblock %}"'),
        ('{{ piece("parts/structured-data.html") -}}', "{{ structured_data | length }}"),
        ("{% block cite %}", "{{ citation.words if citation else '' }}{% block cite %}"),
    ],
)
def test_pages_in_any_frame_are_those_of_a_clean_build(site: Path, old: str, new: str) -> None:
    """Names that the frame sets are its blocks' too; a page may fail then, here as there."""
    change_frame(site, old, new)
    report = build(site)
    clean = build(site, output=site / "clean", state=site / "other", clean=True)
    assert report.problems == clean.problems
    assert report.is_published == clean.is_published
    if clean.is_published:
        assert read_tree(site / "site") == read_tree(site / "clean")


def test_a_part_that_changes_with_the_frame_is_made_anew(site: Path) -> None:
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    write_site(site, "-- templates/parts/cite-note.html --\n<p>Cite it</p>\n")
    publish(site)
    assert "<p>Cite it</p>" in read_page(site, "tags/index.html")
    assert equals_clean(site)


def test_records_that_change_with_the_frame_are_shown_anew(site: Path) -> None:
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    launch = site / "content/events/launch.yaml"
    launch.write_text(launch.read_text().replace("title: The launch", "title: The start"))
    publish(site)
    assert "<h1>The start</h1>" in read_page(site, PAGE)
    assert equals_clean(site)


def test_a_page_that_somebody_changed_gives_nothing(site: Path) -> None:
    page = site / "site" / PAGE
    page.write_text(page.read_text().replace("<h1>", "<h1>FORGED "))
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    publish(site)
    assert "FORGED" not in page.read_text()
    assert equals_clean(site)


def test_without_a_ledger_nothing_is_taken_from_what_stands(site: Path) -> None:
    (site / STATE_FOLDER / "ledger.json").unlink()
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    BODIES.forget()
    publish(site)
    assert equals_clean(site)


def test_a_frame_is_what_the_context_has(site: Path) -> None:
    plan = plan_site(BuildOptions(site, NOW)).plan
    assert plan is not None
    framed = [one for one in plan.artifacts.values() if one.frame]
    kinds = {one.path.partition("/")[0] for one in framed}
    assert {"events", "entities", "sources", "tags", "stories", "years", "zh"} <= kinds
    for one in framed:
        assert one.frame is not None
        shown = one.frame()
        assert shown.keys() == PageFields.__annotations__.keys()
        assert {name: getattr(one.context, name) for name in shown} == shown


def test_a_piece_sees_what_the_page_was_given_and_nothing_that_templates_set(site: Path) -> None:
    write_site(site, "-- templates/parts/note.html --\n{{ page.title }}, {{ mine is defined }}\n")
    change_frame(site, "<footer", '{% set mine = 1 %}<p>{{ piece("parts/note.html") }}</p><footer')
    publish(site)
    assert "<p>The launch, False</p>" in read_page(site, PAGE)
    assert equals_clean(site)


def compare_problems(site: Path) -> tuple[Problem, ...]:
    """Which links are broken; a clean build says the same."""
    report = build(site)
    clean = build(site, output=site / "clean", state=site / "other", clean=True)
    assert report.problems == clean.problems
    assert report.is_published == clean.is_published
    return tuple(one for one in report.problems if one.rule == "broken-link")


def give_body(site: Path, event: str, body: str) -> None:
    with (site / f"content/events/{event}.yaml").open("a") as file:
        file.write(f"body: '{body}'\n")


def test_a_link_of_another_frame_is_checked(site: Path) -> None:
    change_frame(site, "<footer", '<a href="{{ site.home_url }}none/">x</a>\n<footer')
    assert compare_problems(site)


def test_what_pages_lead_to_in_their_frame_is_looked_for_there(site: Path) -> None:
    change_frame(site, "<footer", '<p id="mine">here</p>\n<footer')
    give_body(site, "race", "See [the end](#mine).")
    assert not compare_problems(site)
    change_frame(site, '<p id="mine">here</p>', '<p id="mine">There</p>')
    assert not compare_problems(site)
    change_frame(site, '<p id="mine">There</p>', "<p title=' id=\"mine\"'>There</p>")
    found = compare_problems(site)
    assert found
    assert "#mine" in found[0].fact


def test_what_another_page_led_to_and_is_gone_from_a_frame_is_told(site: Path) -> None:
    change_frame(site, "<footer", '<p id="mine">here</p>\n<footer')
    give_body(site, "race", "See [the end](../launch/#mine).")
    assert not compare_problems(site)
    change_frame(site, '<p id="mine">here</p>', "<p>There</p>")
    assert compare_problems(site)


def test_a_page_that_is_gone_is_missed_in_what_was_taken_over(site: Path) -> None:
    extra = write_site(
        site,
        """
        -- content/events/extra.yaml --
        title: The extra
        date: 2024
        sources: note
        tags: EV
        """,
    )
    give_body(site, "race", "See [it](../../tags/ev/).")
    assert not compare_problems(site)
    (extra / "content/events/extra.yaml").unlink()
    change_frame(site, "<footer", "<p>Second edition</p>\n<footer")
    assert compare_problems(site)


def test_a_piece_in_what_a_template_includes_sees_the_same(site: Path) -> None:
    write_site(site, "-- templates/parts/note.html --\n{{ page.title }}, {{ mine is defined }}\n")
    write_site(site, '-- templates/parts/in.html --\n<p>{{ piece("parts/note.html") }}</p>\n')
    change_frame(site, "<footer", '{% set mine = 1 %}{% include "parts/in.html" %}<footer')
    publish(site)
    assert "<p>The launch, False</p>" in read_page(site, PAGE)
    change_frame(site, "mine = 1", "mine = 2")
    publish(site)
    assert equals_clean(site)


def test_a_piece_in_a_macro_that_sees_no_page_is_told(site: Path) -> None:
    text = '{% macro note() %}{{ piece("parts/cite-note.html") }}{% endmacro %}'
    write_site(site, f"-- templates/parts/mine.html --\n{text}\n")
    change_frame(site, "<footer", '{% from "parts/mine.html" import note %}{{ note() }}<footer')
    problems = build(site).problems
    assert any("call it outside of the macro" in one.fact for one in problems)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p id="mine">here</p>', '<!--<p id="mine">here</p>-->'),
        ('<p id="mine">here</p>', "<script>'<p id=\"mine\">'</script>"),
        ('<p id="mine">here</p>', "<p title='<p id=\"mine\">'>here</p>"),
    ],
)
@pytest.mark.parametrize("link", ["[the end](#mine)", "[the end](../race/#mine)"])
def test_an_id_that_is_no_more_than_text_is_missed(
    site: Path, before: str, after: str, link: str
) -> None:
    change_frame(site, "<footer", before + "\n<footer")
    give_body(site, "race", f"See {link}.")
    assert not compare_problems(site)
    change_frame(site, before, after)
    assert compare_problems(site)


@pytest.mark.parametrize(("begin", "end"), [("<!-- ", " -->"), ("<script>", "</script>")])
def test_links_that_were_no_more_than_text_are_checked_when_they_are(
    site: Path, begin: str, end: str
) -> None:
    note = '{% block note %}<p><a href="none/">x</a></p>{% endblock %}'
    write_site(site, f'-- templates/tag.html --\n{{% extends "default/tag.html" %}}{note}\n')
    change_frame(site, "<footer", f"{begin}{{% block note %}}{{% endblock %}}{end}<footer")
    assert not compare_problems(site)
    change_frame(site, f"{begin}{{% block note %}}", "{% block note %}")
    change_frame(site, f"{{% endblock %}}{end}<footer", "{% endblock %}<footer")
    assert compare_problems(site)


def test_pages_that_are_current_stay_where_the_first_ones_are_not(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ENOUGH_TO_TELL", 0)
    assert publish(site).written == 0
    write_site(site, '-- templates/tags.html --\n{% extends "default/tags.html" %}\n')
    assert publish(site).written == 2  # in each language
    assert equals_clean(site)


def test_a_context_that_cannot_be_made_is_no_fault_of_a_template(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> EventPage:
        raise ZeroDivisionError

    monkeypatch.setattr(events, "_show_event", fail)
    with pytest.raises(ZeroDivisionError):
        build(site, clean=True)


@pytest.mark.parametrize(("jobs", "is_ahead"), [(1, False), (2, True)])
def test_another_process_compiles_the_templates_while_the_site_is_planned(
    site: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, *, is_ahead: bool
) -> None:
    compiled: list[str | None] = []
    compile_one = Environment.compile

    def note(self: Environment, source: str, name: str | None = None, *rest: Any) -> Any:
        compiled.append(name)
        return compile_one(self, source, name, *rest)

    monkeypatch.setattr(environment, "_compiled", environment._Compiled())
    monkeypatch.setattr(Environment, "compile", note)
    monkeypatch.setattr("site_gen.build.WORTH_COMPILING_AHEAD", 1)
    change_frame(site, "<footer", '<footer data-tried="1"')
    publish(site, jobs=jobs)
    assert "base.html" in compiled  # the site's own, which is checked first
    assert ("event.html" not in compiled) == is_ahead
    monkeypatch.undo()
    assert equals_clean(site)
