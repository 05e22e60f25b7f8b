"""`site-gen list`: rows for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.running import read_tree, run_site_gen
from tests.sites_in_text import LAUNCH, write_site

MORE = """
    -- content/entities/su7.yaml --
    type: product
    name: {en: SU7, zh: 小米SU7}
    -- content/events/draft.yaml --
    title: Not yet
    date: 2025~
    sources: paper
    draft: true
    claims:
      - text: "A hundred thousand\\tcars"
        sources: paper
        status: target
        due: 2025
        outcome: {status: met}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH, MORE)


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        (
            "events",
            [
                "launch\t2024-03-28\tThe launch\t\tcontent/events/launch.yaml",
                "draft\t2025~\tNot yet\t\tcontent/events/draft.yaml",
            ],
        ),
        ("drafts", ["draft\t2025~\tNot yet\t\tcontent/events/draft.yaml"]),
        ("entities", ["su7\tproduct\tSU7"]),
        ("sources", ["paper\t\t\tWhat the paper wrote\t"]),
        ("claims", ["draft\tc1\ttarget\t2025\tmet\tA hundred thousand cars"]),
    ],
)
def test_a_list_has_a_line_for_each_with_tabs_between(
    site: Path, what: str, rows: list[str]
) -> None:
    run = run_site_gen(site, "list", what)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == rows


def test_json_rows_name_their_columns(site: Path) -> None:
    (row,) = map(json.loads, run_site_gen(site, "list", "drafts", "--json").stdout.splitlines())
    assert row == {
        "id": "draft",
        "date": "2025~",
        "title": "Not yet",
        "kind": None,
        "file": "content/events/draft.yaml",
    }


def test_the_routes_are_exactly_the_files_of_a_build(site: Path) -> None:
    routes = run_site_gen(site, "list", "routes").stdout.splitlines()
    assert run_site_gen(site, "build").returncode == 0
    assert sorted(routes) == sorted(read_tree(site / "site").keys() - {".site-gen.json"})
    assert not [path for path in routes if "draft" in path]


def test_nothing_is_listed_of_content_with_errors(site: Path) -> None:
    write_site(site, "-- content/events/bad.yaml --\ntitle: Bad")
    run = run_site_gen(site, "list", "events")
    assert (run.returncode, run.stdout) == (1, "")
    assert "content/events/bad.yaml:1" in run.stderr
    assert run.stderr.endswith("nothing to list: 1 error, 0 warnings\n")
