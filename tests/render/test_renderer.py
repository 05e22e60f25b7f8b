"""The renderer: templates of a theme, what they may see, and what is said when they are wrong."""

import pickle
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup as SafeText

from site_gen.model.text import Localized
from site_gen.plan.artifacts import Artifact, CopyRecipe, TemplateRecipe
from site_gen.plan.contexts import Markup
from site_gen.plan.words import Words
from site_gen.render import environment
from site_gen.render.faults import BodyFault, TemplateFault
from site_gen.render.recent import Recent
from site_gen.render.renderer import Renderer, _encode_xml, normalize
from site_gen.render.theme import load_theme


@dataclass(frozen=True, slots=True)
class Page:
    title: Localized
    body: Markup | None
    words: Words


@dataclass(frozen=True, slots=True)
class Shown:
    value: object


def make_page(title: str = "A <title>", text: str = "Some *text*") -> Page:
    markup = Markup(text, None, {}, {}, {}, "sanitize")
    return Page(Localized(title), markup, Words("en", {"home": "Home"}, "0"))


def write_theme(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def make_renderer(
    tmp_path: Path, own: dict[str, str], bundled: dict[str, str] | None = None
) -> Renderer:
    write_theme(tmp_path / "site" / "templates", own)
    shipped = write_theme(tmp_path / "bundled", bundled or {})
    shipped.mkdir(exist_ok=True)
    return Renderer(load_theme(tmp_path / "site", shipped))


def render(renderer: Renderer, page: object = None, template: str = "page.html") -> str:
    artifact = Artifact("a/index.html", TemplateRecipe(template), page or make_page())
    return renderer.render(artifact).decode()


def fault_of(renderer: Renderer, page: object = None, template: str = "page.html") -> TemplateFault:
    with pytest.raises(TemplateFault) as caught:
        render(renderer, page, template)
    return caught.value


def test_the_fields_of_a_context_are_the_variables(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "{{ title }}|{{ words('home') }}"})
    assert render(renderer) == "A &lt;title&gt;|Home\n"


def test_html_and_xml_are_escaped_and_plain_text_is_not(tmp_path: Path) -> None:
    names = ["page.html", "sitemap.xml", "feed.json", "robots.txt"]
    renderer = make_renderer(tmp_path, dict.fromkeys(names, "{{ title }}"))
    texts = [render(renderer, template=name) for name in names]
    assert texts == ["A &lt;title&gt;\n"] * 3 + ["A <title>\n"]


def test_content_is_never_a_template(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "{{ title }} {{ body | markdown }}"})
    page = make_page("{{ 7 * 7 }}", "{{ 7 * 7 }} {% include 'page.html' %}")
    assert "{{ 7 * 7 }} <p>{{ 7 * 7 }} {% include 'page.html' %}</p>" in render(renderer, page)


def test_output_has_one_kind_of_line_end_and_one_at_the_end(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "a\r\n{{ title }}\n\n\n"})
    assert render(renderer, make_page("b\r\nc\rd")) == "a\nb\nc\nd\n"
    assert normalize("") == "\n"


def test_a_site_template_extends_the_one_that_comes_with_us(tmp_path: Path) -> None:
    renderer = make_renderer(
        tmp_path,
        {"page.html": "{% extends 'default/page.html' %}{% block b %}{{ super() }}!{% endblock %}"},
        {"page.html": "<{% block b %}x{% endblock %}>"},
    )
    assert render(renderer) == "<x!>\n"


def test_a_missing_variable_is_a_problem_at_its_line(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "one\n{{ titel }}\n"})
    problem = fault_of(renderer).problem
    assert (problem.location.path, problem.location.line) == ("templates/page.html", 2)
    assert problem.message == (
        'the page "a/index.html" cannot be rendered: "titel" is undefined; correct the template'
    )
    assert (problem.rule, problem.excerpt) == ("template-error", "{{ titel }}")


def test_a_fault_in_a_bundled_parent_is_placed_there(tmp_path: Path) -> None:
    renderer = make_renderer(
        tmp_path,
        {"page.html": '{% extends "base.html" %}'},
        {"base.html": "\n\n{{ title.nothing }}"},
    )
    place = fault_of(renderer).problem.location
    assert (place.path, place.line) == ("default/base.html", 3)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% if %}", "Expected an expression"),
        ("{% for x in y %}", "Unexpected end of template"),
        ("{{ title | nofilter }}", 'No filter named "nofilter"'),
        ("{% include 'gone.html' %}", 'there is no template "gone.html"'),
        ("{% include '../page.html' %}", 'there is no template "../page.html"'),
        ("{% include '/etc/passwd' %}", 'there is no template "/etc/passwd"'),
        ("{% include 'page.html' %}", "it loads itself without end"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ words('nothing') }}", 'nothing is named "nothing"'),
        ("{{ lipsum() }}", '"lipsum" is undefined'),
        ("{{ [1, 2] | random }}", 'No filter named "random"'),
    ],
)
def test_whatever_a_template_does_wrong_is_a_problem(
    tmp_path: Path, source: str, said: str
) -> None:
    problem = fault_of(make_renderer(tmp_path, {"page.html": source})).problem
    assert said in problem.fact
    assert (problem.location.path, problem.location.line) == ("templates/page.html", 1)


def test_a_template_that_is_nowhere_is_a_problem(tmp_path: Path) -> None:
    problem = fault_of(make_renderer(tmp_path, {})).problem
    assert 'there is no template "page.html"' in problem.fact
    assert problem.location.path == "templates/page.html"


def test_a_body_that_cannot_be_rendered_is_told_apart(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "{{ body | markdown }}"})
    with pytest.raises(BodyFault, match="nested too deeply"):
        render(renderer, make_page(text="> " * 200 + "x"))


def test_no_body_is_no_text(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "[{{ body | markdown }}]"})
    assert render(renderer, Page(Localized("x"), None, Words("en", {}, "0"))) == "[]\n"


def test_notes_speak_the_page_s_language(tmp_path: Path) -> None:
    renderer = make_renderer(tmp_path, {"page.html": "{{ body | markdown }}"})
    page = make_page(text="A[^1]\n\n[^1]: Note")
    words = Words("zh", {"footnotes": "注释", "footnote_back": "返回正文"}, "0")
    html = render(renderer, Page(page.title, page.body, words))
    assert 'aria-label="注释"' in html
    assert 'title="返回正文"' in html


def test_faults_cross_from_a_worker_as_they_are(tmp_path: Path) -> None:
    fault = fault_of(make_renderer(tmp_path, {"page.html": "{{ titel }}"}))
    assert pickle.loads(pickle.dumps(fault)).problem == fault.problem  # noqa: S301 # our own bytes
    body = BodyFault("rule", "a fact", "a remedy")
    assert str(pickle.loads(pickle.dumps(body))) == "a fact; a remedy"  # noqa: S301 # as above


def test_a_file_that_is_copied_is_not_rendered(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="CopyRecipe"):
        make_renderer(tmp_path, {}).render(Artifact("a.css", CopyRecipe("a.css", "0")))


MACROS = """
{% macro show(value, more=none) %}{{ value }}{{ " more" if more is true }}{% endmacro %}
"""


def test_what_is_rendered_once_is_what_the_macro_makes_of_each_value(tmp_path: Path) -> None:
    page = """{% from "parts.html" import show %}
{{ once(show, "<") }} {{ once(show, "<" | safe) }} {{ once(show, "<") }}
{{ once(show, 1, 1) }} {{ once(show, 1, true) }} {{ once(show, 1.0, 1) }}
{{ once(show, title) }}
"""
    renderer = make_renderer(tmp_path, {"page.html": page, "parts.html": MACROS})
    told = "&lt; < &lt;\n1 1 more 1.0\n"
    for title in ("a", "b", "a"):
        assert render(renderer, make_page(title)) == f"{told}{title}\n"


def test_what_is_rendered_once_is_made_once_for_all_pages(tmp_path: Path) -> None:
    page = '{% from "parts.html" import show %}{{ once(show, words) }}'
    parts = "{% macro show(count) %}{{ count.tell() }}{% endmacro %}"
    renderer = make_renderer(tmp_path, {"page.html": page, "parts.html": parts})

    class Counting(Words):
        told = 0

        def tell(self) -> str:
            Counting.told += 1
            return "told"

    shared = Counting("en", {}, "0")
    pages = [Page(Localized(title), None, shared) for title in ("a", "b")]
    assert [render(renderer, one) for one in pages] == ["told\n", "told\n"]
    assert Counting.told == 1


def test_what_is_made_once_has_headings_of_any_level(tmp_path: Path) -> None:
    page = """{% from "parts.html" import row %}
{{ once(row, title, 0) | at_level(2) }}{{ once(row, title, 0) | at_level(6) }}
{{ title | at_level(2) }}
"""
    parts = (
        '{% macro row(title, level) %}<h{{ level }} id="a">{{ title }}</h{{ level }}>{% endmacro %}'
    )
    renderer = make_renderer(tmp_path, {"page.html": page, "parts.html": parts})
    assert render(renderer, make_page("<h0>")) == (
        '<h2 id="a">&lt;h0&gt;</h2><h6 id="a">&lt;h0&gt;</h6>\n&lt;h0&gt;\n'
    )


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("{{ plain('<') }}", "<b>&lt;</b>"),
        ("{{ plain(text='<') }}", "<b>&lt;</b>"),
        ("{{ plain() }}", "<b>-</b>"),
        ("{{ outer(plain('<')) }}", "<i><b>&lt;</b></i>"),
        ("{{ once(plain, '<') }}", "<b>&lt;</b>"),
        ("{{ plain('<') | upper }}", "<B>&LT;</B>"),
        ("{{ plain('<') ~ '<' }}", "<b>&lt;</b>&lt;"),
        ("{{ range(2) }}", "range(0, 2)"),
        ("{{ '<'.join('ab') }}", "a&lt;b"),
        ("{{ namespace(a='<').a }}", "&lt;"),
        ("{% call wrapped() %}<{% endcall %}", "<u><</u>"),
        ("{% for n in '<' %}{{ plain(n) }}{% endfor %}", "<b>&lt;</b>"),
        (
            "{% autoescape false %}{{ plain('<') }}{{ '<'.join('ab') }}{% endautoescape %}",
            "<b>&lt;</b>a<b",
        ),
        ("{% set kept = plain('<') %}{{ kept }}", "<b>&lt;</b>"),
        ("{{ many('<', '>', a='&') }}", "&lt;&gt;&amp;"),
    ],
)
def test_what_calls_give_is_escaped_once(tmp_path: Path, call: str, shown: str) -> None:
    macros = (
        "{% macro plain(text='-') %}<b>{{ text }}</b>{% endmacro %}"
        "{% macro outer(text) %}<i>{{ text }}</i>{% endmacro %}"
        "{% macro wrapped() %}<u>{{ caller() }}</u>{% endmacro %}"
        "{% macro many() %}{{ varargs[0] }}{{ varargs[1] }}{{ kwargs.a }}{% endmacro %}"
    )
    renderer = make_renderer(tmp_path, {"page.html": macros + call})
    assert render(renderer) == shown + "\n"


def test_another_jinja_generates_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    find_generator = environment.find_generator.__wrapped__
    assert find_generator() is not CodeGenerator
    write = CodeGenerator.write

    def write_otherwise(self: CodeGenerator, text: str) -> None:
        write(self, text.replace("context.call(", "context.call ("))

    monkeypatch.setattr(environment._Generator, "write", write_otherwise)
    assert find_generator() is CodeGenerator


def test_the_youngest_and_those_asked_for_are_kept() -> None:
    recent: Recent[str, int] = Recent(4)
    for number, key in enumerate("abcd"):
        recent.keep(key, number)
    assert recent.find("a") == 0  # which makes it one of the youngest
    recent.keep("e", 4)
    assert [recent.find(key) for key in "aeb"] == [0, 4, None]


@pytest.mark.parametrize(
    "value", ["plain", "<&>\"'", "", "Ünïcödé", SafeText("<b>"), 7, -1.5, True, None, ["<"]]
)
def test_what_is_shown_is_what_jinja_shows(tmp_path: Path, value: object) -> None:
    theirs = Environment(autoescape=True).from_string("{{ value }}").render(value=value)
    renderer = make_renderer(tmp_path, {"page.html": "{{ value }}"})
    assert render(renderer, Shown(value)) == f"{theirs}\n"


def test_xml_has_no_characters_that_it_cannot_hold() -> None:
    every = "".join(map(chr, range(0x110000)))
    unfit = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert _encode_xml(every) == unfit.sub("", every).encode()
