"""Which blocks of a page stay where its frame changes, and which may not."""

import pytest
from jinja2 import Environment

from site_gen.digest import digest_bytes
from site_gen.render.blocks import BlockFinder, LastingBlock
from site_gen.render.theme import TemplateFile

FRAME = "<html>{% block head %}{% endblock %}{% block main %}{% endblock %}</html>"
PAGE = '{% extends "base.html" %}{% block main %}<p>{{ title }}</p>{% endblock %}'
PART = "{% macro text(shown) %}{{ shown }}{% endmacro %}"


def find(name: str = "page.html", **texts: str) -> dict[str, LastingBlock]:
    """Of templates whose names have `_html` for `.html`, and `__` for `/`."""
    names = {key.replace("_html", ".html").replace("__", "/"): text for key, text in texts.items()}
    files = {
        key: TemplateFile(key, text, digest_bytes(text.encode())) for key, text in names.items()
    }
    return dict(BlockFinder(Environment(autoescape=True), files).find(name))


def test_the_blocks_of_a_page_last_and_those_of_its_frame_do_not() -> None:
    found = find(base_html=FRAME, page_html=PAGE)
    assert found.keys() == {"main"}
    assert found["main"].template == "page.html"
    assert find("base.html", base_html=FRAME) == {}


def test_another_frame_is_the_same_to_them() -> None:
    before = find(base_html=FRAME, page_html=PAGE)
    assert find(base_html=FRAME.replace("<html>", "<html lang>"), page_html=PAGE) == before


def test_another_page_or_part_is_another_block() -> None:
    page = PAGE.replace("{% block", '{% from "part.html" import text %}{% block')
    before = find(base_html=FRAME, page_html=page, part_html=PART)
    for changed in (
        find(base_html=FRAME, page_html=page.replace("<p>", "<b>"), part_html=PART),
        find(base_html=FRAME, page_html=page, part_html=PART + " "),
    ):
        assert changed.keys() == {"main"}
        assert changed != before


def test_the_nearest_template_defines_a_block() -> None:
    found = find(
        "own.html",
        base_html=FRAME,
        page_html=PAGE,
        own_html='{% extends "page.html" %}{% block head %}<link>{% endblock %}',
    )
    assert {name: one.template for name, one in found.items()} == {
        "head": "own.html",
        "main": "page.html",
    }


@pytest.mark.parametrize(
    "main",
    [
        "{{ super() }}",
        "{{ (self or title).head() }}",
        "{{ self.head() }}",
        "{% include 'part.html' %}",
        "{% import 'part.html' as part with context %}{{ part.text(title) }}",
    ],
)
def test_a_block_that_looks_beyond_itself_does_not_last(main: str) -> None:
    page = f'{{% extends "base.html" %}}{{% block main %}}{main}{{% endblock %}}'
    assert find(base_html=FRAME, page_html=page, part_html=PART) == {}


@pytest.mark.parametrize(
    "setting",
    [
        "{% set title = 'x' %}",
        "{% if lang %}{% set title = 'x' %}{% endif %}",
        "{% set title %}x{% endset %}",
        "{% set a, title = 1, 2 %}",
        "{% macro title() %}x{% endmacro %}",
        "{% import 'part.html' as title %}",
        "{% from 'part.html' import text as title %}",
    ],
)
def test_a_block_that_uses_what_its_frame_sets_does_not_last(setting: str) -> None:
    assert find(base_html=setting + FRAME, page_html=PAGE, part_html=PART) == {}


@pytest.mark.parametrize(
    "setting",
    [
        "{% set other = title %}",
        "{% for title in 'ab' %}{{ title }}{% endfor %}",
        "{% with title = 1 %}{{ title }}{% endwith %}",
        "{% block title %}{% set title = 1 %}{% endblock %}",
        "{% macro other(title) %}{% set title = 1 %}{% endmacro %}",
    ],
)
def test_what_the_frame_sets_for_itself_is_no_matter(setting: str) -> None:
    assert find(base_html=setting + FRAME, page_html=PAGE).keys() == {"main"}


def test_a_macro_of_one_name_is_the_same_from_the_same_part_alone() -> None:
    page = PAGE.replace("{% block", '{% from "part.html" import text %}{% block')
    page = page.replace("{{ title }}", "{{ text(title) }}")
    same = '{% from "part.html" import text %}' + FRAME
    other = '{% from "other.html" import text %}' + FRAME
    parts = {"part_html": PART, "other_html": PART}
    assert find(base_html=same, page_html=page, **parts).keys() == {"main"}
    assert find(base_html=other, page_html=page, **parts) == {}


def test_a_block_in_a_loop_of_the_frame_does_not_last_where_it_sees_the_loop() -> None:
    frame = "{% for n in 'ab' %}{% block main scoped %}{% endblock %}{% endfor %}"
    assert find(base_html=frame, page_html=PAGE) == {}


def test_a_block_whose_inner_block_is_another_templates_does_not_last() -> None:
    page = PAGE.replace("{{ title }}", "{% block inner %}{% endblock %}")
    own = '{% extends "page.html" %}{% block inner %}mine{% endblock %}'
    assert find("own.html", base_html=FRAME, page_html=page, own_html=own).keys() == {"inner"}
    assert find(base_html=FRAME, page_html=page).keys() == {"main", "inner"}


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace('"base.html"', "frame"),
        '{% if title %}{% extends "base.html" %}{% endif %}{% block main %}{% endblock %}',
        '{% extends "page.html" %}{% block main %}{% endblock %}',
        '{% extends "none.html" %}{% block main %}{% endblock %}',
        PAGE + "{{ 'base.html' }}",
        PAGE + "{% broken",
    ],
)
def test_where_the_frame_is_not_surely_known_nothing_lasts(page: str) -> None:
    assert find(base_html=FRAME, page_html=page) == {}


@pytest.mark.parametrize(
    "setting",
    [
        "{% set title = 1 %}",
        "{% set title = namespace(n=1) %}",
        "{% macro title() %}{{ lang }}{% endmacro %}",
        "{% import part as title %}",
        "{% from part import text as title %}",
    ],
)
def test_what_both_set_is_not_the_same_for_looking_alike(setting: str) -> None:
    page = PAGE.replace("{% block", setting + "{% block")
    assert find(base_html=setting + FRAME, page_html=page) == {}


@pytest.mark.parametrize(
    "setting",
    [
        "{% set state = cycler('a', 'b') %}",
        "{% if title %}{% set state = namespace(n=0) %}{% endif %}",
        "{% set state = [1] %}",
        "{% set state = {'a': 1} %}",
        "{% macro m() %}{{ self.head() }}{% endmacro %}",
        "{% set me = self %}",
    ],
)
def test_blocks_that_may_change_each_other_do_not_last(setting: str) -> None:
    page = PAGE.replace("{% block", setting + "{% block")
    assert find(base_html=FRAME, page_html=page) == {}


def test_a_page_whose_part_loads_its_frame_has_no_lasting_block() -> None:
    frame = "{% macro mine() %}A{% endmacro %}" + FRAME
    part = '{% from "base.html" import mine %}' + PART
    page = PAGE.replace("{% block", '{% from "part.html" import text %}{% block')
    assert find(base_html=frame, page_html=page, part_html=part) == {}
