"""A whole site: what is loaded, and what makes no difference to it."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.content.files import find_site
from site_gen.content.load import Loaded, load_site
from site_gen.content.places import attach_excerpts
from site_gen.digest import digest_value
from site_gen.model.records import ClaimStatus, Party
from site_gen.model.text import Text
from site_gen.problems import Problem, UsageError
from tests.sites_in_text import LAUNCH, write_site

NOW = datetime(2026, 11, 22, tzinfo=UTC)

FULL = """
-- site.yaml --
title: {en: Cars, zh: 车}
languages: [en, zh]
timezone: Asia/Shanghai
kinds: {launch: {label: {en: Launch, zh: 发布}, color: "#C33"}}
params: {footer: [a, {b: no}]}
-- content/entities/lei-jun.yaml --
type: person
name: {en: Lei Jun, zh: 雷军}
roles:
  - {title: Founder, org: xiaomi, from: 2010-04}
-- content/entities/more.yaml --
- {id: xiaomi, type: organization, name: Xiaomi}
- {id: 北京, type: place, name: Beijing}
-- content/sources/paper.yaml --
title: What the paper wrote
publisher: The Paper
published: 2024-03-29
-- content/stories/cars.yaml --
title: {en: Cars, zh: 车}
-- content/pages/about.md --
---
title: About
---

See [the launch](event:launch).
-- content/pages/about.zh.md --
---
title: 关于
---
我们
-- content/events/2024/launch.yaml --
title: {en: The launch, zh: 发布}
date: 2024-03-28T19:00
kind: launch
place: 北京
entities: [xiaomi, {id: lei-jun, role: host}]
tags: EV
stories: cars
sources:
  - paper
  - title: Seen with our own eyes
    locator: minute 3
    author: [The editors]
claims:
  - text: {en: It sells., zh: 畅销。}
    by: [xiaomi, a visitor]
    sources: paper
  - {id: price, text: {en: It is cheap., zh: 便宜。}, sources: [{id: paper, locator: p. 2}]}
body: |
  [Lei Jun](entity:lei-jun) spoke [@paper, p. 1].
-- content/events/before.yaml --
- id: before
  title: {en: Before, zh: 之前}
  date: 2024-03
  sources: paper
- {id: after, title: {en: After, zh: 之后}, date: 2024-03-30, sources: paper, follows: launch}
"""


PIECES = (
    *("title: ", "date: ", "- ", "id: ", "claims:\n  - ", "sources: ", "body: |\n  ", "---\n"),
    *("2024-05", "[a](entity:x)", "[@y, 1]", "![](z)", "{en: x, zh: y}", "[a, b]", "\n", "  "),
    *("entities: ", "name: ", "type: person", "text: x", "due: 2024", "'", '"', "\0", "\t"),
)
"""Scraps of content, to be put together at random."""


def messages(loaded: Loaded) -> list[str]:
    return [problem.message for problem in loaded.problems]


def fingerprint(loaded: Loaded) -> tuple[str, list[Problem]]:
    """Everything that a page could show, and everything that was reported."""
    timeline = loaded.timeline
    assert timeline is not None
    parts = (timeline.events, timeline.entities, timeline.sources, timeline.stories, timeline.pages)
    stripped = re.sub(r"Origin\(.*?\)\)?", "", repr(parts))
    return digest_value(stripped), list(loaded.problems)


def test_a_whole_site_is_loaded_without_a_problem(tmp_path: Path) -> None:
    loaded = load_site(write_site(tmp_path, FULL), NOW)
    assert messages(loaded) == []
    timeline, site = loaded.timeline, loaded.settings
    assert timeline is not None
    assert site is not None
    assert [event.id for event in timeline.events] == ["before", "launch", "after"]
    launch = timeline.event_by_id["launch"]
    assert launch.place == Party("北京", None)
    assert launch.claims[0].by == (Party("xiaomi", None), Party(None, Text((("", "a visitor"),))))
    assert [claim.id for claim in launch.claims] == ["c1", "price"]
    assert [citation.source for citation in launch.sources] == ["paper", "launch/2"]
    inline = timeline.sources["launch/2"]
    assert not inline.has_page
    assert timeline.sources["paper"].has_page
    assert timeline.pages["about"].title.entries == (("", "About"), ("zh", "关于"))
    assert site.kinds[0].color == "#c33"
    assert site.params == (("footer", ("a", {"b": "no"})),)
    assert timeline.entities["lei-jun"].roles[0].org == Party("xiaomi", None)


def rewrite(root: Path, change: str) -> None:
    for path in [*root.rglob("*.yaml"), *root.rglob("*.md")]:
        data = path.read_bytes()
        if change == "crlf":
            data = data.replace(b"\n", b"\r\n")
        elif change == "bom":
            data = b"\xef\xbb\xbf" + data
        elif change == "comments" and path.suffix == ".yaml":
            data = b"# a remark\n" + data
        path.write_bytes(data)


@pytest.mark.parametrize("change", ["crlf", "bom", "comments"])
def test_how_a_file_is_written_makes_no_difference(tmp_path: Path, change: str) -> None:
    before = fingerprint(load_site(write_site(tmp_path, FULL), NOW))
    rewrite(tmp_path, change)
    assert fingerprint(load_site(tmp_path, NOW)) == before


def test_the_order_of_keys_makes_no_difference(tmp_path: Path) -> None:
    before = fingerprint(load_site(write_site(tmp_path, FULL), NOW))
    for path in tmp_path.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("-"):
            fields = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
            random.Random(7).shuffle(fields)
            path.write_text("".join(fields), encoding="utf-8")
    assert fingerprint(load_site(tmp_path, NOW)) == before


def test_the_order_in_which_files_were_made_makes_no_difference(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    write_site(first, FULL)
    head, *files = re.split(r"^(?=-- )", FULL, flags=re.MULTILINE)
    write_site(second, head + "".join(reversed(files)))
    assert fingerprint(load_site(first, NOW)) == fingerprint(load_site(second, NOW))


def test_a_name_typed_in_another_unicode_form_is_the_same_id(tmp_path: Path) -> None:
    decomposed = "e\u0301vian"
    loaded = load_site(
        write_site(
            tmp_path,
            LAUNCH,
            f"-- content/entities/{decomposed}.yaml --\ntype: place\nname: Evian\n",
            "-- content/events/show.yaml --\ntitle: The show\ndate: 2024\nsources: paper\n"
            f"place: évian\nbody: '[here](entity:{decomposed})'\n",
        ),
        NOW,
    )
    assert messages(loaded) == []
    assert loaded.timeline is not None
    show = loaded.timeline.event_by_id["show"]
    assert show.place == Party("évian", None)
    assert show.body == Text((("", "[here](entity:évian)"),))


def test_letters_of_every_script_make_ids(tmp_path: Path) -> None:
    for name in ("乐道", "हिन्दी", "ไทย", "Ω-3", "مرحبا", "été"):
        write_site(tmp_path, LAUNCH, f"-- content/entities/{name}.yaml --\ntype: place\nname: X\n")
    assert messages(load_site(tmp_path, NOW)) == []


def test_ids_longer_than_file_systems_take_are_refused(tmp_path: Path) -> None:
    long = "x" * 201
    text = f"-- content/events/long.yaml --\nid: {long}\ntitle: Long\ndate: 2024\nsources: paper\n"
    (message,) = messages(load_site(write_site(tmp_path, LAUNCH, text), NOW))
    assert message.endswith("is too long; use at most 200 bytes")


def test_all_mistakes_are_sorted_by_file_line_and_column(tmp_path: Path) -> None:
    text = """
    -- content/events/a.yaml --
    title: A
    date: soon
    x: 1
    entities: [nobody]
    -- content/events/b.yaml --
    titel: B
    date: 2024
    """
    problems = load_site(write_site(tmp_path, LAUNCH, text), NOW).problems
    places = [(p.location.path, p.location.line, p.location.column) for p in problems]
    assert places == sorted(places)
    assert [p.rule for p in problems] == [
        "invalid-date",
        "unknown-field",
        "unknown-reference",
        "unknown-field",
    ]


def test_silenced_warnings_are_not_reported_and_errors_stay(tmp_path: Path) -> None:
    site = write_site(
        tmp_path,
        LAUNCH,
        "-- site.yaml --\ntitle: T\ncheck: {ignore: [event-without-source, date-offset]}\n",
        "-- content/events/a.yaml --\ntitle: A\ndate: 2024-01-01T10:00-13:00\nx: 1\n",
        "-- content/events/b.yaml --\ntitle: B\ndate: 2024\n",
    )
    assert [problem.rule for problem in load_site(site, NOW).problems] == ["unknown-field"]


def test_today_is_that_of_the_sites_time_zone(tmp_path: Path) -> None:
    text = """
    -- site.yaml --
    title: T
    timezone: Asia/Shanghai
    -- content/events/a.yaml --
    title: A
    date: 2024
    claims: [{text: Soon., status: target, due: 2026-11-22, sources: paper}]
    """
    site = write_site(tmp_path, LAUNCH, text)
    assert messages(load_site(site, datetime(2026, 11, 22, 15, 59, tzinfo=UTC))) == []
    late = load_site(site, datetime(2026, 11, 22, 16, 0, tzinfo=UTC))
    assert [problem.rule for problem in late.problems] == ["target-past-due"]


@pytest.mark.parametrize("status", get_args(ClaimStatus))
@pytest.mark.parametrize(("due", "is_past"), [("2026-10", True), ("2026", False)])
def test_what_was_due_wants_an_outcome_whatever_its_status(
    tmp_path: Path, status: str, due: str, is_past: bool
) -> None:
    claim = f"{{text: Soon., status: {status}, due: {due}, sources: paper}}"
    text = f"-- content/events/a.yaml --\ntitle: A\ndate: 2024\nclaims: [{claim}]\n"
    loaded = load_site(write_site(tmp_path, LAUNCH, text), NOW)
    assert ("target-past-due" in {problem.rule for problem in loaded.problems}) == is_past
    assert loaded.timeline is not None
    assert [claim.status for _, claim in loaded.timeline.targets] == [status]


def test_without_reliable_settings_there_is_no_timeline_but_every_problem(tmp_path: Path) -> None:
    text = "-- site.yaml --\ntitel: T\n-- content/events/a.yaml --\ntitle: A\ndate: soon\n"
    loaded = load_site(write_site(tmp_path, LAUNCH, text), NOW)
    assert loaded.timeline is None
    assert loaded.settings is None
    assert [p.rule for p in loaded.problems] == ["invalid-date", "unknown-field"]


def test_problems_get_their_source_lines(tmp_path: Path) -> None:
    text = "-- content/events/a.yaml --\ntitle: A\ndate: soon\n"
    site = write_site(tmp_path, LAUNCH, text)
    rewrite(site, "crlf")
    (problem,) = attach_excerpts(load_site(site, NOW).problems, site)
    assert problem.excerpt == "date: soon"
    assert (problem.location.column, problem.location.length) == (7, 4)


def test_a_vanished_file_has_no_excerpt(tmp_path: Path) -> None:
    text = "-- content/events/a.yaml --\ntitle: A\ndate: soon\n"
    site = write_site(tmp_path, LAUNCH, text)
    problems = load_site(site, NOW).problems
    (site / "content/events/a.yaml").unlink()
    assert [problem.excerpt for problem in attach_excerpts(problems, site)] == [None]


def test_the_site_is_the_folder_with_site_yaml(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no site\.yaml"):
        find_site(tmp_path)
    (tmp_path / "site.yml").write_text("title: T\n")
    with pytest.raises(UsageError, match=r"rename it to site\.yaml"):
        find_site(tmp_path)
    (tmp_path / "site.yaml").write_text("title: T\n")
    assert find_site(tmp_path) == tmp_path
    with pytest.raises(UsageError, match="there is no folder"):
        find_site(tmp_path / "nowhere")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(["events/a.yaml", "entities/a.yaml", "sources/a.yaml", "pages/a.md"]),
    st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    ),
)
def test_no_content_makes_loading_raise(tmp_path: Path, path: str, parts: list[str]) -> None:
    write_site(tmp_path, LAUNCH)
    file = tmp_path / "content" / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(parts), encoding="utf-8")
    loaded = load_site(tmp_path, NOW)
    assert loaded.timeline is not None
    attach_excerpts(loaded.problems, tmp_path)
    file.unlink()


def test_a_list_is_as_long_as_its_file_allows(tmp_path: Path) -> None:
    """Looking each item up among those before it would take minutes here."""
    write_site(tmp_path, LAUNCH)
    tags = [f"- tag {number}\n" for number in range(100_000)]
    event = tmp_path / "content/events/many.yaml"
    event.write_text(f"title: Many\ndate: 2024\nsources: paper\ntags:\n{''.join(tags)}- tag 7\n")
    found = load_site(tmp_path, NOW)
    (problem,) = found.problems
    assert (problem.rule, problem.location.line) == ("repeated-item", 100_005)
    assert found.timeline
    assert len(found.timeline.event_by_id["many"].tags) == 100_000
