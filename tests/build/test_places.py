"""What only the plan can see is told at its own line all the same."""

from pathlib import Path

import pytest

from tests.building import build
from tests.sites_in_text import LAUNCH, write_site


@pytest.mark.parametrize(
    ("name", "text", "place", "excerpt"),
    [
        (
            "content/events/tagged.yaml",
            "title: A\ndate: 2024\nsources: paper\ntags:\n  - EV\n  - '!!!'\n",
            (6, 5),
            "  - '!!!'",
        ),
        (
            "content/events/renamed.yaml",
            "title: A\ndate: 2024\nsources: paper\naliases: [/old/, /events/launch/]\n",
            (4, 18),
            "aliases: [/old/, /events/launch/]",
        ),
        ("site.yaml", "title: Cars\nparams: {accent: red}\n", (2, 18), "params: {accent: red}"),
    ],
    ids=["tag", "alias", "accent"],
)
def test_what_the_plan_finds_has_its_line(
    tmp_path: Path, name: str, text: str, place: tuple[int, int], excerpt: str
) -> None:
    site = write_site(tmp_path, LAUNCH)
    (site / name).write_text(text, encoding="utf-8")
    (problem,) = build(site).problems
    assert problem.location.path == name
    assert (problem.location.line, problem.location.column) == place
    assert problem.excerpt == excerpt


def test_two_tags_with_one_path_are_told_at_one_of_them(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        LAUNCH,
        """
        -- content/events/two.yaml --
        - {id: a, title: One, date: 2024, sources: paper, tags: c++}
        - {id: b, title: Two, date: 2024, sources: paper, tags: c}
        """,
    )
    (problem,) = build(site).problems
    assert problem.rule == "path-collision"
    assert (problem.location.line, problem.location.column) == (1, 57)
