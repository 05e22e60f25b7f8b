"""A path that some common system cannot hold is told at the line that asks for it."""

from pathlib import Path

import pytest

from site_gen.build import plan_site
from site_gen.output.report import BuildOptions
from tests.building import NOW
from tests.sites_in_text import LAUNCH, write_site

EVENT = "title: A\ndate: 2024\nsources: paper\n"


def find_problems(site: Path) -> list[str]:
    """As `site-gen check` does: nothing is rendered and nothing written."""
    problems = plan_site(BuildOptions(site, NOW)).problems
    return [
        f"{one.location.path}:{one.location.line}:{one.location.column}: {one.fact}"
        for one in problems
        if one.severity == "error"
    ]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "content/events/con.yaml",
            EVENT,
            'content/events/con.yaml:1:1: cannot publish "events/con/',
        ),
        (
            "content/events/a.yaml",
            EVENT + "id: AUX\n",
            'content/events/a.yaml:4:5: cannot publish "events/AUX/',
        ),
        (
            "content/events/a.yaml",
            EVENT + "aliases: [/old/, /nul/]\n",
            'content/events/a.yaml:4:18: cannot publish "nul/index.html"',
        ),
        (
            "content/events/a.yaml",
            EVENT + "aliases: /.site-gen.json\n",
            'content/events/a.yaml:4:10: cannot publish ".site-gen.json/index.html", the name of',
        ),
        (
            "content/events/a.yaml",
            EVENT + "aliases: /.git/\n",
            'content/events/a.yaml:4:10: cannot publish ".git/index.html", the name of',
        ),
        (
            "content/events/a.yaml",
            EVENT + f"aliases: /{'x' * 300}\n",
            'content/events/a.yaml:4:10: cannot publish "xxxx',
        ),
        (
            "content/events/a.yaml",
            EVENT + f"aliases: /{'a/' * 600}\n",
            'content/events/a.yaml:4:10: cannot publish "a/a/',
        ),
        (
            "content/events/a.yaml",
            EVENT + "tags: [cars, con]\n",
            'content/events/a.yaml:4:14: cannot publish "tags/con/',
        ),
        (
            "content/pages/nul.md",
            "---\ntitle: A\n---\n",
            'content/pages/nul.md:2:1: cannot publish "nul/',
        ),
        (
            "site.yaml",
            "title: Cars\nlanguages: [en, con]\n",
            'site.yaml:2:12: cannot publish "con/',
        ),
    ],
)
def test_a_check_finds_it_at_its_line_once(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    site = write_site(tmp_path, LAUNCH)
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, encoding="utf-8")
    (found,) = find_problems(site)
    assert found.startswith(problem)


def test_a_picture_is_named_by_its_file(tmp_path: Path) -> None:
    site = write_site(tmp_path, LAUNCH)
    (site / "content/media").mkdir()
    (site / "content/media/a?b.png").write_bytes(b"a picture")
    (site / "content/events/a.yaml").write_text(
        EVENT + 'media: [{file: "a?b.png", alt: A picture}]\n', encoding="utf-8"
    )
    (found,) = find_problems(site)
    assert found.startswith("content/media/a?b.png:0:0: cannot publish")


def test_all_languages_bring_forth_one_problem(tmp_path: Path) -> None:
    site = write_site(tmp_path, LAUNCH)
    (site / "site.yaml").write_text("title: Cars\nlanguages: [en, zh, de]\n", encoding="utf-8")
    (site / "content/events/con.yaml").write_text(EVENT, encoding="utf-8")
    assert len(find_problems(site)) == 1
