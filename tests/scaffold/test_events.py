"""New events: named after their titles, read as they were meant, never over another."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.documents import read_document
from site_gen.content.files import ContentFile
from site_gen.content.ids import explain_id, is_id, normalize_id
from site_gen.dates import parse_edtf
from site_gen.model.records import Event
from site_gen.problems import UsageError
from site_gen.scaffold.events import LONGEST_SLUG, add_event, to_slug, write_event
from tests.dates.strategies import valid
from tests.running import read_tree
from tests.scaffold.asking import ask
from tests.sites_in_text import LAUNCH, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, LAUNCH, "-- site.yaml --\ntitle: x\nlanguages: [en, zh]")


def test_the_path_is_what_was_asked_for_and_the_rest_is_said_beside(site: Path) -> None:
    run = ask(site.parent, "-C", site.name, "add", "The bridge", "--date", "1984~")
    assert (run.returncode, run.stdout) == (0, f"{site.name}/content/events/the-bridge.yaml\n")
    assert run.stderr.startswith("next: ")
    text = (site / "content/events/the-bridge.yaml").read_text(encoding="utf-8")
    assert text.startswith("title: The bridge\ndate: 1984~\n\n# One or two sentences")
    assert "# sources: the-register" in text
    listed = ask(site, "list", "events").stdout
    assert "the-bridge\t1984~\tThe bridge\t" in listed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_suggestion_in_the_file_is_right_once_its_sign_is_removed(
    language: str, site: Path
) -> None:
    text = write_event("x", "2024", language, has_schema=False)
    told = [line.removeprefix("# ") for line in text.splitlines() if is_suggestion(line)]
    document = "\n".join(["title: x", "date: 2024", *told])
    content = read_document(ContentFile("content/events/x.yaml", "event"), document)
    assert content.problems == ()
    (event,) = content.records
    assert isinstance(event, Event)
    assert (event.summary, event.body, event.claims) != (None, None, ())
    assert event.sources
    assert len(event.entities) == 2


def is_suggestion(line: str) -> bool:
    """A field, or what belongs to it on the next line; all else are sentences about one."""
    return bool(re.match("# (?:  |[a-z]+:)", line))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Xiaomi launches the SU7", "xiaomi-launches-the-su7"),
        ("蔚来发布乐道", "蔚来发布乐道"),
        ("乐道：L60 上市！", "乐道-l60-上市"),
        ("AC/DC", "ac-dc"),
        ("../../etc/passwd", "etc-passwd"),
        ("E\u0301te\u0301 2024", "été-2024"),
        ("word " * 60, "-".join(["word"] * 20)),
    ],
)
def test_a_slug_keeps_the_letters_of_every_script(title: str, slug: str) -> None:
    assert to_slug(title) == slug


@given(st.text(max_size=200))
def test_a_title_gives_an_id_or_a_message(title: str) -> None:
    if not any(is_id(character) for character in normalize_id(title)):
        with pytest.raises(UsageError, match="has no letter or digit"):
            to_slug(title)
        return
    slug = to_slug(title)
    assert explain_id(slug) is None
    assert len(slug.encode()) <= LONGEST_SLUG


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1), valid)
def test_title_and_date_are_read_as_they_were_given(title: str, date: str) -> None:
    text = write_event(title, date, "en", has_schema=True)
    content = read_document(ContentFile("content/events/x.yaml", "event"), text)
    assert [problem for problem in content.problems if problem.severity == "error"] == []
    (event,) = content.records
    assert isinstance(event, Event)
    assert event.title.in_site_language("en") == title.strip()
    assert event.date == parse_edtf(date)


def test_a_title_in_another_language_of_the_site_stands_under_its_tag(site: Path) -> None:
    path = add_event(site, "蔚来发布乐道", "2024-05-15", "zh")
    assert path == "content/events/蔚来发布乐道.yaml"
    text = (site / path).read_text(encoding="utf-8")
    assert text.startswith("title:\n  zh: 蔚来发布乐道\ndate: 2024-05-15\n\n# 一两句话")
    assert add_event(site, "Onvo", "2024-05-15", "en") == "content/events/onvo.yaml"
    assert (site / "content/events/onvo.yaml").read_text().startswith("title: Onvo\n")


def test_the_schema_line_stands_where_the_site_has_the_schema(site: Path) -> None:
    add_event(site, "one", "2024", None)
    (site / ".schema").mkdir()
    (site / ".schema/event.json").write_text("{}")
    add_event(site, "two", "2024", None)
    assert "yaml-language-server" not in (site / "content/events/one.yaml").read_text()
    first = (site / "content/events/two.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.schema/event.json"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["!!!", "--date", "2024"],
            (
                'the title "!!!" has no letter or digit to name a file by; '
                "use one with letters, and change it in the file afterwards"
            ),
        ),
        (
            ["  ", "--date", "2024"],
            'the title is empty; write what happened, as in "The bridge is finished"',
        ),
        (
            ["x", "--date", "2024-02-30"],
            '"2024-02-30" does not exist; the last day of that month is 2024-02-29',
        ),
        (["x", "--date", ""], "the date is empty; write one, such as 2024, 2024-05 or 2024-05-20"),
        (["x"], '"--date" is missing; see site-gen add --help'),
        (
            ["Launch", "--date", "2024"],
            (
                '"content/events/launch.yaml" is there already, and nothing is overwritten; '
                "choose another title, or edit that file"
            ),
        ),
        (
            ["Deep", "--date", "2024"],
            (
                '"content/events/2024/DEEP.yaml" is there already, and nothing is overwritten; '
                "choose another title, or edit that file"
            ),
        ),
        (
            ["x", "--date", "2024", "--lang", "de"],
            (
                '"de" is not one of the site\'s languages (en or zh); '
                'add it to "languages" in site.yaml, or choose one of them'
            ),
        ),
        (["x", "--date", "2024", "--lang", "cn"], '"cn" is not a language tag; did you mean "zh"?'),
        (
            ["a\x07b", "--date", "2024"],
            "the invisible character U+0007; delete it; it often comes along when text is pasted",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    arguments: list[str], message: str, site: Path
) -> None:
    write_site(site, "-- content/events/2024/DEEP.yaml --\ntitle: x\ndate: 2024\nsources: paper")
    before = read_tree(site)
    run = ask(site, "add", *arguments)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"error: {message}\n")
    assert read_tree(site) == before


def test_outside_a_site_and_through_a_link_nothing_is_written(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert ask(elsewhere, "add", "x", "--date", "2024").returncode == 2
    (elsewhere / "site.yaml").write_text("title: x\n")
    (elsewhere / "content").symlink_to(site / "content")
    run = ask(elsewhere, "add", "x", "--date", "2024")
    assert run.returncode == 2
    assert '"content" is a symbolic link' in run.stderr
    assert not (site / "content/events/x.yaml").exists()
