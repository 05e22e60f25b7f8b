"""The pipeline from a folder of files to a published site."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from site_gen.output.report import STATE_FOLDER
from site_gen.plan import Artifact
from site_gen.plan.standing import Recall
from site_gen.problems import EnvironmentFault, Problem
from site_gen.render.faults import BodyFault
from site_gen.render.passages import Written
from site_gen.render.renderer import Renderer
from tests.building import NOW, build, build_well, read_page
from tests.running import read_stamps, read_tree, show_changed
from tests.sites_in_text import LAUNCH, write_many_events, write_site

YEARS = """
    -- site.yaml --
    title: Cars
    -- content/sources/paper.yaml --
    title: What the paper wrote
    published: 2025-12-31
    -- content/entities/maker.yaml --
    type: organization
    name: The maker
    -- content/events/first.yaml --
    title: The first car
    date: 2023-03-01
    sources: paper
    -- content/events/second.yaml --
    title: The second car
    date: 2024-03-01
    sources: paper
    entities: maker
    -- content/events/third.yaml --
    title: The third car
    date: 2025-03-01
    sources: paper
"""

MANY = 720
"""Events of a site that several processes render."""

# From Python 3.12 on a fork is warned of where other threads run: those of another test's browser.
may_fork = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "cars", LAUNCH)


def expect_problem(site: Path) -> Problem:
    """The one Problem of a build that publishes nothing."""
    report = build(site)
    assert not report.is_published
    (problem,) = report.problems
    return problem


# --- what is written -----------------------------------------------------------------------


def test_a_second_build_writes_nothing(site: Path) -> None:
    first = build_well(site)
    assert first.written == first.pages > 0
    before = read_stamps(site / "site")
    second = build_well(site)
    assert (second.pages, second.written) == (first.pages, 0)
    assert read_stamps(site / "site") == before


def test_an_edit_writes_the_pages_that_show_it_and_no_other(tmp_path: Path) -> None:
    site = write_site(tmp_path, YEARS)
    build_well(site)
    before, stamps = read_tree(site / "site"), read_stamps(site / "site")
    first = site / "content/events/first.yaml"
    first.write_text(first.read_text(encoding="utf-8") + "body: It was blue.\n", encoding="utf-8")
    report = build_well(site)
    after = read_tree(site / "site")
    changed = show_changed(before, after)
    assert leave_out_data(changed) == {"events/first/index.html"}
    assert report.written == 1
    after_stamps = read_stamps(site / "site")
    moved = {path for path in before if after_stamps[path] != stamps[path]}
    assert moved - {".site-gen.json"} == changed


def leave_out_data(paths: set[str]) -> set[str]:
    """The pages: feeds, calendars and data follow them, and have tests of their own."""
    return {path for path in paths if path.endswith(".html")}


def test_a_new_title_reaches_every_page_that_names_the_event(tmp_path: Path) -> None:
    site = write_site(tmp_path, YEARS)
    build_well(site)
    before = read_tree(site / "site")
    write_site(
        site,
        """
        -- content/events/second.yaml --
        title: Another second car
        date: 2024-03-01
        sources: paper
        entities: maker
        """,
    )
    build_well(site)
    after = read_tree(site / "site")
    changed = leave_out_data(show_changed(before, after))
    assert changed == {
        "index.html",
        "embed/all/index.html",
        "timeline/index.html",
        "entities/maker/index.html",
        "events/first/index.html",
        "events/second/index.html",
        "events/third/index.html",
        "sources/paper/index.html",
        "years/2024/index.html",
        "years/2024/03/index.html",
    }
    assert not [path for path, page in after.items() if b"The second car" in page]


def test_an_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    site = write_site(tmp_path, YEARS)
    edits = [
        "-- content/events/second.yaml --\ntitle: B\ndate: 2020\nsources: paper",
        "-- content/entities/maker.yaml --\ntype: organization\nname: A new name",
        "-- content/events/fourth.yaml --\ntitle: D\ndate: 2024-03-01\nsources: paper\ntags: [x]",
        "-- content/events/fourth.yaml --\ntitle: D\ndate: 2024-03-02\nsources: paper\ntags: [y]",
        "-- site.yaml --\ntitle: Cars\norder: descending\nbase_url: https://example.org/cars/",
        '-- templates/words/en.toml --\nsources = "Where from"',
    ]
    for number, edit in enumerate(edits):
        write_site(site, edit)
        build_well(site)
        clean = tmp_path / f"clean-{number}"
        build_well(site, output=clean, clean=True)
        assert read_tree(site / "site") == read_tree(clean)


def test_the_page_of_a_removed_event_goes(tmp_path: Path) -> None:
    site = write_site(tmp_path, YEARS)
    build_well(site)
    assert (site / "site/events/third/index.html").exists()
    (site / "content/events/third.yaml").unlink()
    build_well(site)
    after = read_tree(site / "site")
    assert not [path for path in after if "third" in path or "2025" in path]
    assert not (site / "site/events/third").exists()
    assert not [path for path, page in after.items() if b"The third car" in page]


@pytest.mark.parametrize(
    "edit",
    [
        "-- content/events/launch.yaml --\ntitle: The launch\ndate: 2024-02-30\nsources: paper",
        "-- content/events/launch.yaml --\ntitle: [",
        "-- content/events/launch.yaml --\ntitle: L\ndate: 2024\nbody: '[x](/nowhere/)'",
        "-- templates/event.html --\n{{ nothing.here }}",
        "-- templates/words/en.toml --\nsources =",
        "-- site.yaml --\ntitel: Cars",
    ],
    ids=["date", "yaml", "link", "template", "words", "settings"],
)
def test_a_mistake_leaves_the_old_site_byte_for_byte(site: Path, edit: str) -> None:
    build_well(site)
    before, stamps = read_tree(site / "site"), read_stamps(site / "site")
    write_site(site, edit)
    report = build(site)
    assert not report.is_published
    assert report.problems
    assert read_tree(site / "site") == before
    assert read_stamps(site / "site") == stamps
    assert not [name for name in read_tree(site) if name.startswith(f"{STATE_FOLDER}/staging")]


def test_a_mistake_in_the_first_build_leaves_no_output_folder(site: Path) -> None:
    write_site(site, "-- templates/event.html --\n{{ nothing.here }}")
    assert not build(site).is_published
    assert not (site / "site").exists()


def test_a_tampered_page_is_put_right(site: Path) -> None:
    build_well(site)
    before = read_tree(site / "site")
    (site / "site/index.html").write_text("tampered", encoding="utf-8")
    report = build_well(site)
    assert report.written == 1
    assert read_tree(site / "site") == before


def test_clean_makes_every_page_anew(site: Path) -> None:
    first = build_well(site)
    before = read_tree(site / "site")
    again = build_well(site, clean=True)
    assert again.written == again.pages == first.pages
    assert read_tree(site / "site") == before


def test_another_output_folder_is_built_whole(site: Path, tmp_path: Path) -> None:
    build_well(site)
    report = build_well(site, output=tmp_path / "elsewhere/deep")
    assert report.written == report.pages
    assert read_tree(tmp_path / "elsewhere/deep") == read_tree(site / "site")


def test_a_moved_site_folder_builds_the_same(site: Path, tmp_path: Path) -> None:
    build_well(site)
    before = read_tree(site / "site")
    moved = site.rename(tmp_path / "moved")
    build_well(moved)
    assert read_tree(moved / "site") == before


@may_fork
def test_the_number_of_processes_does_not_change_a_byte(tmp_path: Path) -> None:
    site = write_many_events(tmp_path / "cars", MANY)
    one = build_well(site, output=tmp_path / "one", jobs=1)
    four = build_well(site, output=tmp_path / "four", jobs=4)
    assert one.pages == four.pages > 700
    assert read_tree(tmp_path / "one") == read_tree(tmp_path / "four")


# --- options -------------------------------------------------------------------------------


def test_the_base_url_s_path_is_before_every_link(site: Path) -> None:
    build_well(site, base_url="https://example.org/repo/")
    page = read_page(site, "events/launch/index.html")
    assert 'href="/repo/sources/paper/"' in page
    assert '<link rel="canonical" href="https://example.org/repo/events/launch/">' in page
    assert 'href="/sources' not in page


def test_a_base_url_without_its_last_slash_means_the_same(site: Path, tmp_path: Path) -> None:
    build_well(site, output=tmp_path / "with", base_url="https://example.org/repo/")
    build_well(site, output=tmp_path / "without", base_url="https://example.org/repo")
    assert read_tree(tmp_path / "with") == read_tree(tmp_path / "without")


DRAFT = """
    -- content/events/secret.yaml --
    title: A secret plan
    date: 2024-05-01
    sources: paper
    draft: true
"""


def test_a_draft_is_shown_only_when_asked_for(site: Path, tmp_path: Path) -> None:
    write_site(site, DRAFT)
    assert build_well(site).skipped.drafts == 1
    assert not [page for page in read_tree(site / "site").values() if b"secret" in page]
    report = build_well(site, output=tmp_path / "drafts", drafts=True)
    assert report.skipped.drafts == 0
    assert (tmp_path / "drafts/events/secret/index.html").is_file()


def test_a_link_to_a_draft_is_plain_text_until_it_is_shown(site: Path) -> None:
    write_site(
        site,
        DRAFT,
        """
        -- content/events/launch.yaml --
        title: The launch
        date: 2024-03-28
        sources: paper
        body: See [what came](event:secret).
        """,
    )
    build_well(site)
    page = read_page(site, "events/launch/index.html")
    assert "what came" in page
    assert "secret" not in page
    build_well(site, drafts=True)
    assert 'href="/events/secret/"' in read_page(site, "events/launch/index.html")


@pytest.mark.parametrize(
    ("publish_from", "moment"),
    [
        ("2026-12-01T09:00+08:00", datetime(2026, 12, 1, 1, 0, tzinfo=UTC)),
        ("2026-12-01T09:00-05:30", datetime(2026, 12, 1, 14, 30, tzinfo=UTC)),
        ("2026-12-01T00:30:15Z", datetime(2026, 12, 1, 0, 30, 15, tzinfo=UTC)),
    ],
)
def test_a_scheduled_event_appears_at_its_moment_in_any_zone(
    site: Path, publish_from: str, moment: datetime
) -> None:
    write_site(
        site,
        f"""
        -- content/events/later.yaml --
        title: Later
        date: 2024-06-01
        sources: paper
        publish_from: {publish_from}
        """,
    )
    before = build_well(site, now=moment - timedelta(seconds=1))
    assert before.skipped.scheduled == (publish_from,)
    assert not (site / "site/events/later").exists()
    assert build_well(site, now=moment).skipped.scheduled == ()
    assert (site / "site/events/later/index.html").exists()


def test_an_event_of_the_future_is_content_too(site: Path) -> None:
    write_site(site, "-- content/events/moon.yaml --\ntitle: Moon\ndate: 2199\nsources: paper")
    report = build(site, now=NOW)
    assert report.is_published
    assert (site / "site/events/moon/index.html").exists()


# --- faults with places --------------------------------------------------------------------


def test_a_link_that_leads_nowhere_is_an_error_at_its_own_place(site: Path) -> None:
    write_site(
        site,
        """
        -- content/events/launch.yaml --
        title: The launch
        date: 2024-03-28
        sources: paper
        body: |
          A first line.

          It is said [here](/nowhere/at-all/) too.
        """,
    )
    problem = expect_problem(site)
    place = problem.location
    assert (place.path, place.line, place.column) == ("content/events/launch.yaml", 7, 21)
    assert problem.rule == "broken-link"
    assert "/nowhere/at-all/" in problem.fact
    assert problem.excerpt == "  It is said [here](/nowhere/at-all/) too."


def test_a_link_to_a_missing_anchor_is_an_error(site: Path) -> None:
    write_site(
        site,
        """
        -- content/pages/about.md --
        ---
        title: About
        ---
        [Down](#nowhere)
        """,
    )
    problem = expect_problem(site)
    assert (problem.location.path, problem.location.line) == ("content/pages/about.md", 4)
    assert "#nowhere" in problem.fact


def test_a_link_below_the_base_path_is_checked_with_it(site: Path) -> None:
    write_site(
        site,
        """
        -- content/pages/about.md --
        ---
        title: About
        ---
        [To the launch](../events/launch/), [home](/repo/), [elsewhere](https://example.org/x)
        """,
    )
    assert build(site, base_url="https://example.org/repo/").is_published
    assert not build(site, base_url="https://example.org/").is_published


def test_markdown_that_takes_too_long_is_an_error_at_its_place(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(
        site,
        """
        -- content/events/launch.yaml --
        title: The launch
        date: 2024-03-28
        sources: paper
        body: |
          Some *text* that takes its time.
        """,
    )
    monkeypatch.setattr(
        "site_gen.render.renderer.Renderer.__init__.__kwdefaults__", {"body_seconds": 0.0}
    )
    problem = expect_problem(site)
    assert problem.rule == "markdown-too-slow"
    assert (problem.location.path, problem.location.line) == ("content/events/launch.yaml", 4)


def test_all_faults_of_rendering_are_told_at_once(site: Path) -> None:
    write_site(
        site,
        """
        -- templates/event.html --
        {{ nothing.here }}
        -- templates/source.html --
        {{ nor.here }}
        """,
    )
    report = build(site)
    assert {problem.location.path for problem in report.problems} == {
        "templates/event.html",
        "templates/source.html",
    }


# --- many processes ------------------------------------------------------------------------


def spoil_rendering(monkeypatch: pytest.MonkeyPatch, path: str, spoil: Callable[[], None]) -> None:
    render_file = Renderer.render_file

    def render_or_spoil(self: Renderer, artifact: Artifact, recall: Recall) -> Written:
        if artifact.path == path:
            spoil()
        return render_file(self, artifact, recall)

    monkeypatch.setattr(Renderer, "render_file", render_or_spoil)


@may_fork
def test_a_worker_that_is_killed_ends_the_build_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_many_events(tmp_path / "cars", MANY)
    ours = os.getpid()

    def die() -> None:
        assert os.getpid() != ours
        os.kill(os.getpid(), signal.SIGKILL)

    spoil_rendering(monkeypatch, "events/e400/index.html", die)
    with pytest.raises(EnvironmentFault, match="was ended from outside"):
        build(site, jobs=2)
    assert not (site / "site").exists()
    assert not list((site / STATE_FOLDER).glob("staging*"))


@may_fork
def test_faults_found_by_workers_are_told_like_those_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_many_events(tmp_path / "cars", MANY)
    write_site(
        site,
        """
        -- templates/source.html --
        {{ nothing.here }}
        """,
    )

    def fail() -> None:
        raise BodyFault("markdown-too-slow", "it takes too long", "write less")

    spoil_rendering(monkeypatch, "events/e400/index.html", fail)
    report = build(site, jobs=2)
    assert not report.is_published
    assert [(found.rule, found.location.path) for found in report.problems] == [
        ("markdown-too-slow", "content/events/e400.yaml"),
        ("template-error", "templates/source.html"),
    ]
