"""What a site's own templates, words and stylesheets say by accident is told with its place."""

from pathlib import Path

import pytest

from site_gen.build import check_site
from site_gen.output.report import BuildOptions
from site_gen.problems import Problem
from tests.building import NOW, build, build_well
from tests.running import read_tree
from tests.sites_in_text import LAUNCH, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def check(site: Path) -> list[str]:
    return [show(one) for one in check_site(BuildOptions(site, NOW)).problems]


def show(problem: Problem) -> str:
    place = problem.location
    return f"{place.path}:{place.line}:{place.column}: {problem.message} [{problem.rule}]"


# --- templates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("evnet.html", 'did you mean "event.html"?'),
        ("event.htm", 'did you mean "event.html"?'),
        ("head.html", 'did you mean "parts/head.html"?'),
        ("notes.txt", "load it from a template that is used, or remove it"),
        ("parts/mine.html", "load it from a template that is used, or remove it"),
    ],
)
def test_a_template_that_no_page_is_made_with_is_a_warning(
    site: Path, name: str, remedy: str
) -> None:
    write_site(site, f"-- templates/{name} --\nHello")
    told = f'templates/{name}:0:0: no page is made with "{name}"; {remedy} [unused-template]'
    assert check(site) == [told]
    assert build(site).is_published


@pytest.mark.parametrize(
    "loading",
    [
        '{% include "parts/mine.html" %}',
        '{% from "parts/mine.html" import hello %}',
        '{% include "parts/" ~ event.id ~ ".html" ignore missing %}',
    ],
)
def test_what_a_used_template_loads_or_may_load_is_used(site: Path, loading: str) -> None:
    write_site(
        site,
        f"""
        -- templates/event.html --
        {{% extends "default/event.html" %}}
        {{% block head %}}{{{{ super() }}}}{loading}{{% endblock %}}
        -- templates/parts/mine.html --
        {{% macro hello() %}}Hello{{% endmacro %}}
        """,
    )
    assert check(site) == []


def test_what_only_an_unused_template_loads_is_unused_too(site: Path) -> None:
    write_site(
        site,
        """
        -- templates/mine.html --
        {% include "parts/mine.html" %}
        -- templates/parts/mine.html --
        Hello
        """,
    )
    assert [line.partition(":")[0] for line in check(site)] == [
        "templates/mine.html",
        "templates/parts/mine.html",
    ]


def test_one_of_our_parts_that_the_site_s_frame_no_longer_loads_is_unused(site: Path) -> None:
    write_site(site, "-- templates/parts/cite.html --\nHello")
    assert check(site) == []
    write_site(site, "-- templates/event.html --\n<h1>{{ event.title.text }}</h1>")
    unused = [line for line in check(site) if "unused-template" in line]
    assert not unused or unused[0].startswith("templates/parts/cite.html")


def test_check_finds_a_template_that_is_not_there_where_it_is_named(site: Path) -> None:
    write_site(
        site,
        """
        -- templates/event.html --
        {% extends "default/evnt.html" %}
        {% block main %}
          {% include "parts/nothing-like-it.html" %}
          {% include "parts/other.html" ignore missing %}
          {% include ["parts/other.html", "parts/text.html"] %}
          {% from "parts/txt.html" import text %}
          {% include some_name %}
        {% endblock %}
        """,
    )
    assert check(site) == [
        (
            'templates/event.html:1:13: there is no template "default/evnt.html";'
            ' did you mean "default/event.html"? [template-error]'
        ),
        (
            'templates/event.html:3:15: there is no template "parts/nothing-like-it.html";'
            " put it into templates/, or name another [template-error]"
        ),
        (
            'templates/event.html:6:12: there is no template "parts/txt.html";'
            ' did you mean "parts/text.html"? [template-error]'
        ),
    ]
    assert not build(site).is_published


# --- words ---------------------------------------------------------------------------------


def test_a_word_that_nothing_asks_for_is_a_warning_with_the_one_meant(site: Path) -> None:
    write_site(
        site,
        """
        -- templates/words/en.toml --
        chronology = "Time"
        chronolgy = "Time"
        mood_good = "Good"
        motto = "Onwards"
        qqq = "?"
        -- templates/event.html --
        {% extends "default/event.html" %}
        {% block kind %}{{ words("motto") }} {{ words("mood_" ~ "good") }}{% endblock %}
        """,
    )
    assert check(site) == [
        (
            'templates/words/en.toml:2:1: no page asks for the word "chronolgy";'
            ' did you mean "chronology"? [unknown-word]'
        ),
        'templates/words/en.toml:5:1: no page asks for the word "qqq"; remove it [unknown-word]',
    ]


def test_a_language_without_words_of_the_interface_is_told_at_its_place(site: Path) -> None:
    settings = "-- site.yaml --\ntitle: Cars\nlanguages: [en, zh-Hans, fr]\n"
    write_site(site, settings + "check: {ignore: missing-translation}\n")
    told = (
        'site.yaml:2:26: the interface has no words in "fr", so it speaks English there; translate'
        " them, beginning with: site-gen theme eject words/fr.toml [missing-words]"
    )
    assert check(site) == [told]
    write_site(site, '-- templates/words/fr.toml --\nchronology = "Chronologie"')
    assert check(site) == []


def test_these_warnings_can_be_silenced(site: Path) -> None:
    write_site(
        site,
        """
        -- site.yaml --
        title: Cars
        language: fr
        check: {ignore: [unused-template, unknown-word, missing-words]}
        -- templates/mine.html --
        Hello
        -- templates/words/en.toml --
        mine = "Mine"
        """,
    )
    assert check(site) == []
    assert build(site, strict=True).is_published


# --- stylesheets ---------------------------------------------------------------------------


def test_a_stylesheet_of_the_site_s_own_comes_after_ours_on_every_page(site: Path) -> None:
    write_site(
        site,
        """
        -- site.yaml --
        title: Cars
        params: {css: [fonts.css, extra.css], accent: "#b3261e"}
        -- templates/assets/extra.css --
        h1 { color: red }
        -- templates/assets/fonts.css --
        h2 { color: red }
        """,
    )
    build_well(site)
    own = ["fonts.css", "extra.css"]
    for path, content in read_tree(site / "site").items():
        if path.endswith(".html"):
            parts = content.decode().split('rel="stylesheet" href="')[1:]
            names = [part.partition('"')[0].rpartition("/")[2] for part in parts]
            assert [name for name in names if name in ("fonts.css", "extra.css")] == own
            assert names.index("style.css") < names.index("fonts.css")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("extr.css", 'there is no "templates/assets/extr.css"; did you mean "extra.css"?'),
        ("[extra.css, other.css]", 'there is no "templates/assets/other.css"; put it there'),
        ("extra.scss", '"extra.scss" is not the name of a stylesheet; write it as extra.css,'),
        ("{a: b}", "is not the name of a stylesheet"),
    ],
)
def test_a_stylesheet_that_is_not_there_is_an_error(site: Path, written: str, told: str) -> None:
    write_site(site, f"-- site.yaml --\ntitle: Cars\nparams:\n  css: {written}")
    write_site(site, "-- templates/assets/extra.css --\nh1 { color: red }")
    (line,) = check(site)
    assert line.startswith("site.yaml:3:")
    assert told in line
