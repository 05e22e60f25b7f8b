"""A site's own templates, words and assets, and content that looks like a template."""

from pathlib import Path

import pytest

from tests.building import build, build_well, read_page
from tests.running import read_tree, show_changed
from tests.sites_in_text import LAUNCH, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH)


def test_a_template_of_the_site_s_own_goes_before_ours_and_can_extend_it(site: Path) -> None:
    build_well(site)
    before = read_tree(site / "site")
    write_site(
        site,
        """
        -- templates/event.html --
        {% extends "default/event.html" %}
        {% block main %}
        <p class="own">Ours alone: {{ event.title.text }}</p>
        {{ super() }}
        {% endblock %}
        """,
    )
    report = build_well(site)
    assert report.written == 1
    assert show_changed(before, read_tree(site / "site")) == {"events/launch/index.html"}
    page = read_page(site, "events/launch/index.html")
    assert '<p class="own">Ours alone: The launch</p>' in page
    assert "<h1>The launch</h1>" in page


def test_the_site_s_settings_reach_its_templates(site: Path) -> None:
    write_site(
        site,
        """
        -- site.yaml --
        title: Cars
        params:
          motto: {de: Immer weiter}
        -- templates/404.html --
        {% extends "default/404.html" %}
        {% block main %}{{ site.params.motto.de }}{% endblock %}
        """,
    )
    build_well(site)
    assert "Immer weiter" in read_page(site, "404.html")


def test_words_of_the_site_s_own_go_before_ours(site: Path) -> None:
    write_site(site, '-- templates/words/en.toml --\nskip_to_content = "Straight to the <text>"')
    build_well(site)
    for page in read_tree(site / "site").values():
        if b"skip" in page and b"<html" in page:
            assert b"Straight to the &lt;text&gt;" in page


def test_an_asset_of_the_site_s_own_goes_before_ours_in_a_folder_by_its_bytes(site: Path) -> None:
    build_well(site)
    (ours,) = (site / "site/assets").glob("*/style.css")
    write_site(site, "-- templates/assets/style.css --\nbody { color: black }")
    build_well(site)
    (theirs,) = (site / "site/assets").glob("*/style.css")
    assert theirs.parent.name != ours.parent.name
    assert theirs.read_text(encoding="utf-8") == "body { color: black }\n"
    assert f"/assets/{theirs.parent.name}/style.css" in read_page(site, "index.html")


@pytest.mark.parametrize(
    ("template", "line", "told"),
    [
        ('{% extends "default/event.html" %}\n\n{% block main %}\n{{ evnt.title }}', 4, "block"),
        ('{% extends "default/event.html" %}\n{% block main %}\n{{ evnt.title }}{% endblock %}', 3,
         '"evnt" is undefined'),
        ('<p>\n{{ event.tilte }}</p>', 2, "tilte"),
        ('{% extends "default/evnt.html" %}', 1, 'there is no template "default/evnt.html"'),
        ("<p>\n{{ event.title | shout }}", 2, "shout"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)  # fmt: skip  # a case stands on a line
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    site: Path, template: str, line: int, told: str
) -> None:
    write_site(site, f"-- templates/event.html --\n{template}")
    (problem,) = build(site).problems
    assert (problem.location.path, problem.location.line) == ("templates/event.html", line)
    assert told in problem.fact
    assert problem.rule == "template-error"
    assert problem.excerpt == template.splitlines()[line - 1]


def test_content_that_looks_like_a_template_is_shown_as_it_is(site: Path) -> None:
    text = "{{ 2+1232 }} {% raw %} {# no comment #} ${2+1232} <%= 2+1232 %>"
    write_site(
        site,
        f"""
        -- content/events/launch.yaml --
        title: "{text}"
        date: 2024-03-28
        sources: paper
        body: "{text.replace("<", "")}"
        """,
    )
    build_well(site)
    page = read_page(site, "events/launch/index.html")
    assert "1234" not in page
    assert "<h1>{{ 2+1232 }} {% raw %} {# no comment #} ${2+1232} &lt;%= 2+1232 %&gt;</h1>" in page
    assert "<p>{{ 2+1232 }} {% raw %} {# no comment #} ${2+1232} %= 2+1232 %&gt;</p>" in page
