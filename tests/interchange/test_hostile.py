"""Whatever a file holds: an answer in words, files that our own loader takes, nothing outside."""

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.content.nodes import PURE_LOADER, parse_nodes
from site_gen.content.nodes import Scalar as ScalarNode
from site_gen.content.syntax import find_forbidden
from site_gen.interchange import input_text, writing
from site_gen.interchange.html_markdown import to_markdown, to_plain
from site_gen.interchange.losses import RULES
from site_gen.interchange.naming import Names, to_slug, to_stem
from site_gen.interchange.readers import READERS
from site_gen.interchange.run import import_file
from site_gen.interchange.texts import clean
from site_gen.interchange.yaml_text import write_yaml
from site_gen.output.new_files import put_new
from site_gen.problems import EnvironmentFault, UsageError
from tests.interchange.importing import FIXTURES, import_path, import_text, list_facts
from tests.running import read_tree, run_site_gen

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
SCRAPS = {
    "csv": ["title,date\n", "A,2024\n", '"', ",", ";", "\n", "2024", "[", "](x)", "'=1", "/", "-"],
    "ics": [
        "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "END:VCALENDAR\n", "DTSTART",
        ";VALUE=DATE", ":20240101\n", ";TZID=", "Europe/Berlin", "DTEND:", "DURATION:P", "\n ",
        "SUMMARY:x\n", "\\n", "T000000Z\n", "00010101", "99991231\n", "DESCRIPTION:<b>", '"',
    ],
    "markwhen": [
        "2024: a\n", "now", "/", " - ", ":", "\n", "# x\n", "group y\n", "end", "endGroup\n",
        "id: z\n", "tz: +5\n", "10am", "every", "---\n", "title: t\n", "//", "[x]", "!a", "5 days",
        "300 BC",
    ],
    "timelinejs": [
        '{"events": [', '{"start_date": {"year": ', "2024", "-0", "1e999", "}", "]", ",",
        '"text": ', '{"headline": "<b>x', '"}', '"media": {"url": "', "Year,Headline\n",
        "2024,x\n", "\\ud800",
    ],
}  # fmt: skip  # scraps, not lines


@pytest.mark.parametrize("name", list(READERS))
@given(pieces=st.data())
@settings(max_examples=60)
def test_no_bytes_raise_and_what_is_written_is_read(name: str, pieces: st.DataObject) -> None:
    scraps = st.one_of(st.sampled_from(SCRAPS[name]), st.text(max_size=8))
    raw = pieces.draw(
        st.one_of(
            st.lists(scraps, max_size=30).map(
                lambda parts: "".join(parts).encode("utf-8", "replace")
            ),
            st.binary(max_size=60),
        )
    )
    with TemporaryDirectory() as folder:
        result, files = import_text(name, raw, Path(folder))
        assert {loss.rule for loss in result.lost} <= set(RULES)
        assert all(loss.fact and loss.location.path for loss in result.lost)
        assert files or result.lost
        syntax = {"yaml-syntax", "invalid-date", "no-value", "invalid-id", "duplicate-id"}
        assert {problem.rule for problem in result.wrong} & syntax == set()


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
SLIDES = st.dictionaries(
    st.sampled_from(
        [
            "start_date",
            "end_date",
            "text",
            "media",
            "group",
            "display_date",
            "unique_id",
            "background",
        ]
    ),
    JSON_VALUES
    | st.dictionaries(
        st.sampled_from(
            ["year", "month", "day", "hour", "headline", "text", "url", "caption", "credit", "link"]
        ),
        JSON_VALUES | st.integers(-3000, 3000),
    ),
)


@given(
    st.dictionaries(
        st.sampled_from(["events", "eras", "title", "scale"]),
        JSON_VALUES | st.lists(SLIDES | JSON_VALUES, max_size=4),
    )
)
@settings(max_examples=80)
def test_no_json_raises_and_what_is_written_passes_the_check(root: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        result, _ = import_text("timelinejs", json.dumps(root), Path(folder))
        assert result.wrong == ()


@given(
    st.dictionaries(
        st.sampled_from(["title", "body", "place", "x y"]), TEXTS.map(clean), min_size=1
    )
)
def test_yaml_reads_back_as_it_was_written_by_both_parsers(fields: dict[str, str]) -> None:
    fields = {name: text for name, text in fields.items() if text}
    text = write_yaml(fields) or "a: b\n"
    assert find_forbidden(text, "") is None
    for loader in (None, PURE_LOADER):
        node, problems = parse_nodes(text, "", loader)
        assert problems == ()
        for name, value in fields.items():
            read = node.entries[name].node  # type: ignore[union-attr]  # a mapping, as written
            assert isinstance(read, ScalarNode)
            assert read.value.removesuffix("\n") == value.removesuffix("\n")


@given(TEXTS)
def test_no_html_raises(html: str) -> None:
    assert "\x00" not in to_markdown(html, with_autolinks=True).text
    assert "\n" not in to_plain(html).text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br/><br>c", "a  \nb\n\nc"),
        ("<b>bold </b>and <em>not</em>", "**bold** and *not*"),
        ('<a href="https://example.org/a_(b)">x</a>', "[x](https://example.org/a_%28b%29)"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n\n-   b\n\n    - c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<blockquote>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"),
        ("<h2>Head</h2>text", "## Head\n\ntext"),
        ("<pre>a  b\n c</pre>", "```\na  b\n c\n```"),
        ("<code>a*b</code>", "`a*b`"),
        ("1. not a list", "1\\. not a list"),
        ("# not a heading * nor [@a] &amp;lt;", "\\# not a heading \\* nor \\[@a\\] &amp;lt;"),
        ("a &lt;b&gt; c", "a &lt;b> c"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
        ('<img src="https://example.org/a.png" alt="A">', "[A](https://example.org/a.png)"),
        ("<td>a</td><td>b</td>", "a b"),
        ("x < y & z", "x &lt; y & z"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html).text == markdown


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/", "event"),
        ("CON", "con"),
        ("乐道发布：新车", "乐道发布-新车"),
        ("Ünïcödé", "ünïcödé"),
        ("!!!", "event"),
        ("\u0301", "event"),
        ("a" * 500, "a" * 120),
        ("乐" * 500, "乐" * 40),
    ],
)
def test_a_title_becomes_a_name_that_stays_in_its_folder(title: str, name: str) -> None:
    assert to_slug(title, "event") == name


def test_names_that_are_taken_get_numbers_whatever_their_case() -> None:
    names = Names()
    assert [names.give(name) for name in ("a", "A", "a", "a-2", "b")] == [
        "a",
        "A-2",
        "a-3",
        "a-2-2",
        "b",
    ]


@pytest.mark.parametrize(
    ("date", "stem"),
    [
        ("1945-05-08", "1945-05-08-x"),
        ("1945/1950", "1945-x"),
        ("-0043-03-15", "bc0044-x"),
        ("Y-13800000000", "minus13800000000-x"),
        ("Y12024", "12024-x"),
        ("199X", "x"),
        ("2001-21", "2001-x"),
        ("1985-04-XX", "1985-04-x"),
        ("../1985", "1985-x"),
        ("[1667,1668]", "1667-x"),
        ("2024-03-28T19:00Z", "2024-03-28-x"),
    ],
)
def test_a_file_is_named_by_what_is_known_of_its_date(date: str, stem: str) -> None:
    assert to_stem(date, "X") == stem


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "fact"),
    [
        ("title,date\nA,2024\n".encode("utf-16"), "this file is UTF-16"),
        ("title,date\nA,2024\n".encode("utf-32"), "this file is UTF-32"),
        (b"title,date\nA\xff,2024\n", "the byte 0xFF is not UTF-8"),
        (b"", "no column"),
        (b'title,date\n"A,2024\n', "the table breaks off"),
        (b"title,date\n" + b"A" * 200_000 + b",2024\n", "the table breaks off"),
        (b"\n", "no column"),
        (b"," * 1000, "the first line has more than 500 columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(raw: bytes, fact: str, tmp_path: Path) -> None:
    result, files = import_text("csv", raw, tmp_path)
    assert files == {}
    assert not (tmp_path / "site").exists()
    assert any(fact in said or "there is no header" in said for said in list_facts(result))


@pytest.mark.parametrize(
    ("asked", "text", "meant"),
    [
        ("ics", "title,date\nA,2024\n", "csv"),
        ("markwhen", "title,date\nA,2024\n", "csv"),
        ("timelinejs", "title,date\nA,2024\n", "csv"),
        ("csv", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "ics"),
        ("markwhen", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "ics"),
        ("ics", "title: N\n---\n2024-03: A thing\n", "markwhen"),
        ("csv", '{"events": [{"start_date": {"year": 1}}]}', "timelinejs"),
    ],
)
def test_a_file_of_another_format_is_refused_by_its_name_alone(
    asked: str, text: str, meant: str, tmp_path: Path
) -> None:
    result, files = import_text(asked, text, tmp_path)
    assert files == {}
    (refusal,) = result.lost
    assert refusal.fact == f"this file is not {asked}, but {meant}"
    assert refusal.remedy == f"import it as such: site-gen import {meant} FILE"


@pytest.mark.parametrize(
    ("asked", "text", "fact"),
    [
        ("ics", "Some words\nand others\n", "there is no VCALENDAR in this file"),
        ("csv", "Year,Event\n2024,A\n", 'no column is called "date"'),
    ],
)
def test_of_a_file_that_is_refused_whole_nothing_else_is_told(
    asked: str, text: str, fact: str, tmp_path: Path
) -> None:
    result, _ = import_text(asked, text, tmp_path)
    assert list_facts(result) == [fact]


def test_a_bom_windows_line_ends_and_controls_do_no_harm(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbftitle,date\r\nA\x00B\x1b[31m,2024\r\n"
    _, files = import_text("csv", raw, tmp_path)
    assert files["content/events/2024-ab-31m.yaml"] == "title: AB[31m\ndate: 2024\n"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[" * 100_000, "this JSON is nested too deeply"),
        ('{"events": ' + "[" * 100_000, "this JSON is nested too deeply"),
        ('{"events": [}', "this is not JSON: expecting value"),
        ('{"events": [NaN]}', 'this is not JSON: "NaN" is no number'),
        ("{}", 'this JSON is no timeline: it has neither "events" nor "timeline"'),
        ('{"events": []}', "there is no event in this file"),
        ('{"events": [5]}', "this is no slide"),
    ],
)
def test_a_json_file_that_is_no_timeline_is_refused_in_words(
    text: str, fact: str, tmp_path: Path
) -> None:
    result, files = import_text("timelinejs", text, tmp_path)
    assert files == {}
    assert fact in list_facts(result)


def test_a_name_that_stands_twice_in_an_object_is_told(tmp_path: Path) -> None:
    text = '{"events": [{"start_date": {"year": 1, "year": 1900}, "text": {"headline": "A"}}]}'
    result, files = import_text("timelinejs", text, tmp_path)
    assert "content/events/1900-a.yaml" in files
    assert list_facts(result) == ['"year" stands twice; the last one counts']


def test_a_file_that_is_too_large_absent_or_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_text, "LARGEST", 10)
    result, _ = import_text("csv", "title,date\nA,2024\n", tmp_path)
    assert list_facts(result) == ["this file has more than 0 MB"]
    with pytest.raises(UsageError, match="there is no file"):
        import_file("csv", tmp_path / "absent", tmp_path / "site", NOW)
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises((UsageError, EnvironmentFault)):
            import_file("csv", tmp_path / name, tmp_path / "site", NOW)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site.yaml").write_text("title: A\n", encoding="utf-8")
    before = read_tree(tmp_path)
    put = put_new
    calls = []

    def fail_at_the_fourth(source: Path, target: Path) -> bool:
        calls.append(target)
        if len(calls) == 4:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return put(source, target)

    monkeypatch.setattr(writing, "put_new", fail_at_the_fourth)
    with pytest.raises(EnvironmentFault, match="nothing was imported: cannot write"):
        import_path("timelinejs", FIXTURES / "timelinejs.json", tmp_path)
    assert read_tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site.yaml"]


def test_a_folder_that_leads_out_of_the_site_is_not_written_into(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "content").symlink_to(outside)
    with pytest.raises(UsageError, match="is not a folder"):
        import_path("csv", FIXTURES / "table.csv", site)
    assert list(outside.iterdir()) == []


def test_an_existing_site_keeps_its_settings_and_is_told_what_to_add(tmp_path: Path) -> None:
    settings = "title: Mine\nkinds: {works: {label: Works}, boat: {label: South pier}}\n"
    (tmp_path / "site.yaml").write_text(settings, encoding="utf-8")
    result, files = import_path("timelinejs", FIXTURES / "timelinejs.json", tmp_path)
    assert (tmp_path / "site.yaml").read_text(encoding="utf-8") == settings
    assert "kind: boat\n" in files["content/events/1962-05-17-divers-search-the-reef.yaml"]
    assert "content/stories/south-pier.yaml" not in files
    assert 'site.yaml lists no kind "Era"' in list_facts(result)
    assert 'the title "Lighthouses of the Bay" of the whole' in list_facts(result)
    assert result.wrong == ()


def test_an_event_whose_id_the_site_has_in_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Mine\n", encoding="utf-8")
    (tmp_path / "content/events").mkdir(parents=True)
    mine = tmp_path / "content/events/mine.yaml"
    mine.write_text("id: Old-Lamp\ntitle: Mine\ndate: 1945\n", encoding="utf-8")
    result, _ = import_path("timelinejs", FIXTURES / "timelinejs.json", tmp_path)
    fact = 'the site has an event "old-lamp" already, in content/events/mine.yaml'
    assert fact in list_facts(result)
    assert result.wrong == ()


# --- the command ---------------------------------------------------------------------------


def _read_ignored_by_new(folder: Path) -> bytes:
    assert run_site_gen(folder, "new", "begun").returncode == 0
    return (folder / "begun/.gitignore").read_bytes()


def test_what_was_lost_is_told_apart_from_what_a_check_finds(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("title,date,odd\nA,2024,x\nB,,\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.gitignore").write_text("mine\n", encoding="utf-8")
    run = run_site_gen(tmp_path, "import", "csv", "a.csv", "--into", "site")
    assert run.returncode == 1
    assert run.stderr.endswith(
        "imported 1 event as 2 new files; 1 error and 1 warning about the file;"
        " 1 warning in the new files (site-gen check)\n"
    )
    assert (tmp_path / "site/.gitignore").read_text(encoding="utf-8") == "mine\n"


def test_the_exit_code_says_whether_anything_was_lost(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("title,date\nA,2024\n", encoding="utf-8")
    run = run_site_gen(tmp_path, "import", "csv", "a.csv", "--into", "new")
    assert (run.returncode, run.stdout) == (0, "")
    (summary,) = run.stderr.splitlines()
    doubt = "1 warning in the new files (site-gen check)"
    assert summary == f"imported 1 event as 2 new files; {doubt}"
    assert (tmp_path / "new/.gitignore").read_bytes() == _read_ignored_by_new(tmp_path)
    again = run_site_gen(tmp_path, "import", "csv", "a.csv", "--into", "new", "--format", "json")
    assert again.returncode == 1
    assert again.stderr == "nothing was imported; 1 error about the file\n"
    told = json.loads(again.stdout)
    assert (told["path"], told["line"], told["rule"]) == ("a.csv", 2, "not-imported")
    assert run_site_gen(tmp_path, "import", "csv", "a.csv").returncode == 2
    assert run_site_gen(tmp_path, "import", "csv", "b.csv", "--into", "new").returncode == 2
    assert run_site_gen(tmp_path, "import", "xml", "a.csv", "--into", "new").returncode == 2
    wrong = ("import", "csv", "a.csv", "--into", "new", "--map")
    assert run_site_gen(tmp_path, *wrong, "city=title").returncode == 2
    assert run_site_gen(tmp_path, *wrong, "place=City").returncode == 2
    assert run_site_gen(tmp_path, *wrong, "place").returncode == 2
    both = ("import", "csv", "a.csv", "--into", "new", "--day-first", "--month-first")
    assert run_site_gen(tmp_path, *both).returncode == 2


def test_every_format_and_rule_is_in_the_manual(checkout: Path) -> None:
    from site_gen.cli.import_command import NAMES

    manual = (checkout / "docs/importing.md").read_text(encoding="utf-8")
    assert list(READERS) == list(NAMES)
    assert [name for name in NAMES if f"site-gen import {name} " not in manual] == []
    for rule, meaning in RULES.items():
        assert f"| `{rule}` | {meaning[0].upper()}{meaning[1:]} |" in manual
