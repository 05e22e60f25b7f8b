"""The theme: what is the site's own comes first, and nothing is read from outside the folders."""

import os
from pathlib import Path

import pytest

from site_gen.digest import digest_bytes
from site_gen.problems import EnvironmentFault
from site_gen.render.theme import Theme, find_bundled, load_theme, read_media


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def load(tmp_path: Path, own: dict[str, str], bundled: dict[str, str] | None = None) -> Theme:
    if own:
        write(tmp_path / "site" / "templates", own)
    return load_theme(tmp_path / "site", write(tmp_path / "bundled", bundled or {}))


def facts(theme: Theme) -> list[str]:
    return [f"{each.location.path}: {each.message}" for each in theme.problems]


def test_a_site_without_templates_has_those_that_come_with_us(tmp_path: Path) -> None:
    theme = load(tmp_path, {}, {"a.html": "a", "assets/a.css": "b"})
    assert sorted(theme.templates) == ["a.html", "default/a.html"]
    assert list(theme.assets) == ["a.css"]
    assert theme.problems == ()


def test_the_site_s_own_template_stands_before_the_original(tmp_path: Path) -> None:
    theme = load(tmp_path, {"a.html": "own", "parts/b.html": "b"}, {"a.html": "bundled"})
    assert theme.templates["a.html"].text == "own"
    assert theme.templates["a.html"].shown == "templates/a.html"
    assert theme.templates["default/a.html"].text == "bundled"
    assert theme.templates["default/a.html"].shown == "default/a.html"
    assert "parts/b.html" in theme.templates


def test_a_default_folder_of_the_site_never_stands_for_the_originals(tmp_path: Path) -> None:
    theme = load(tmp_path, {"default/a.html": "own"}, {"a.html": "bundled"})
    assert theme.templates["default/a.html"].text == "bundled"
    (fact,) = facts(theme)
    assert fact == (
        'templates/default/a.html: "default/" names the templates that come with the program; '
        "give the folder another name"
    )


def test_assets_are_merged_by_name(tmp_path: Path) -> None:
    theme = load(
        tmp_path,
        {"assets/style.css": "own", "assets/fonts/x.woff2": "f"},
        {"assets/style.css": "bundled", "assets/base.css": "base"},
    )
    assert list(theme.assets) == ["base.css", "fonts/x.woff2", "style.css"]
    style = theme.assets["style.css"]
    assert style.digest == digest_bytes(b"own")
    assert Path(style.source).read_text(encoding="utf-8") == "own"


def test_editors_leftovers_are_no_part_of_a_theme(tmp_path: Path) -> None:
    own = {".a.html.swp": "", "a.html~": "", "assets/.DS_Store": "", "b.tmp": "", ".git/x": ""}
    theme = load(tmp_path, own)
    assert (theme.templates, theme.assets, theme.problems) == ({}, {}, ())


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere", {"secret.txt": "s"})
    own = write(tmp_path / "site" / "templates", {"a.html": "a"})
    (own / "assets").mkdir()
    (own / "assets" / "leak.txt").symlink_to(secret / "secret.txt")
    (own / "leak.html").symlink_to(secret / "secret.txt")
    (own / "folder").symlink_to(secret)
    (own / "loop").symlink_to(own)
    (own / "b.html").symlink_to(own / "a.html")
    theme = load(tmp_path, {})
    assert sorted(theme.templates) == ["a.html", "b.html"]
    assert theme.assets == {}
    assert [each.location.path for each in theme.problems] == [
        "templates/folder",
        "templates/loop",
        "templates/leak.html",
        "templates/assets/leak.txt",
    ]
    assert facts(theme)[2] == (
        'templates/leak.html: "leak.html" is a symbolic link to a folder or to a place outside; '
        "put the file itself there"
    )


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    own = write(tmp_path / "site" / "templates", {})
    os.mkfifo(own / "pipe.html")
    (own / "gone.html").symlink_to(own / "nothing")
    theme = load(tmp_path, {})
    assert facts(theme) == [
        'templates/gone.html: "gone.html" is not a regular file; put the file itself there',
        'templates/pipe.html: "pipe.html" is not a regular file; put the file itself there',
    ]


def test_a_template_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "site" / "templates", {})
    (tmp_path / "site" / "templates" / "a.html").write_bytes(b"one\n\xff")
    (problem,) = load(tmp_path, {}).problems
    assert (problem.message, problem.location.line) == (
        "the template is not UTF-8; save it as UTF-8",
        2,
    )


def test_a_byte_order_mark_is_no_part_of_a_template(tmp_path: Path) -> None:
    assert load(tmp_path, {"a.html": "\ufeffa"}).templates["a.html"].text == "a"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_ends_the_run(tmp_path: Path) -> None:
    own = write(tmp_path / "site" / "templates", {"a.html": "a"})
    (own / "a.html").chmod(0)
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        load(tmp_path, {})


# --- digests -------------------------------------------------------------------------------

LOADING = {
    "page.html": '{% extends "base.html" %}{% block b %}{% include "part.html" %}{% endblock %}',
    "base.html": "{% block b %}{% endblock %}",
    "part.html": "{%- from 'macros.html' import a as b -%}",
    "macros.html": "{% macro a() %}{% endmacro %}",
    "other.html": "x",
}


@pytest.mark.parametrize(
    ("changed", "matters"),
    [
        ("page.html", True),
        ("base.html", True),
        ("part.html", True),
        ("macros.html", True),
        ("other.html", False),
    ],
)
def test_a_digest_changes_with_all_that_a_template_loads(
    tmp_path: Path, changed: str, matters: bool
) -> None:
    before = load(tmp_path / "1", LOADING).template_digest("page.html")
    after = load(tmp_path / "2", {**LOADING, changed: LOADING[changed] + " "})
    assert (after.template_digest("page.html") != before) == matters


@pytest.mark.parametrize(
    "tag",
    [
        "{% include name %}",
        '{% include "o" ~ name %}',
        '{% extends "a.html" if x else name %}',
        "{% import name as n with context %}",
        '{% include ["a.html", name] %}',
        "{%\n include\n name\n%}",
        "{{ piece(name) }}",
        '{{ piece ("o" ~ name) }}',
        "{{ entry | fragment(name) }}",
        '{{ "}}" ~ piece("o" ~ "ther.html") }}',
        '{% include "o\\u0074her.html" %}',
    ],
)
def test_a_name_worked_out_while_running_may_be_any(tmp_path: Path, tag: str) -> None:
    before = load(tmp_path / "1", {"a.html": tag, "other.html": "x"}).template_digest("a.html")
    after = load(tmp_path / "2", {"a.html": tag, "other.html": "y"}).template_digest("a.html")
    assert before != after


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "part.html" ignore missing without context %}',
        "{% include ['gone.html', 'part.html'] %}",
        '{% import "part.html" as p with context %}',
        '{% from "part.html" import a, b as c %}',
        '{{ piece("part.html") }}',
        "{{ piece( 'part.html' ) -}} {{ piece.x }}",
        '{{ entry | fragment("part.html") }}',
    ],
)
def test_a_plain_name_is_that_one(tmp_path: Path, tag: str) -> None:
    files = {"a.html": tag, "part.html": "", "other.html": "x"}
    before = load(tmp_path / "1", files).template_digest("a.html")
    other = load(tmp_path / "2", {**files, "other.html": "y"}).template_digest("a.html")
    part = load(tmp_path / "3", {**files, "part.html": "y"}).template_digest("a.html")
    assert before == other
    assert before != part


def test_the_digest_does_not_know_where_the_site_lies(tmp_path: Path) -> None:
    first, second = load(tmp_path / "1", LOADING), load(tmp_path / "2", LOADING)
    assert first.template_digest("page.html") == second.template_digest("page.html")


# --- words ---------------------------------------------------------------------------------

ENGLISH = 'home = "Home"\nby = "by {name}"\nn = { one = "{n} event", other = "{n} events" }\n'


def test_words_of_the_site_are_merged_into_ours(tmp_path: Path) -> None:
    theme = load(tmp_path, {"words/en.toml": 'home = "Start"\n'}, {"words/en.toml": ENGLISH})
    words = theme.words_for("en")
    assert (words("home"), words("by", name="X"), words("n", count=1)) == (
        "Start",
        "by X",
        "1 event",
    )


def test_missing_words_come_from_shorter_tags_then_from_english(tmp_path: Path) -> None:
    bundled = {"words/en.toml": ENGLISH, "words/zh.toml": 'by = "{name} 报道"\n'}
    theme = load(tmp_path, {"words/zh-Hant.toml": 'n = "{n} 事件"\n'}, bundled)
    words = theme.words_for("zh-Hant-TW")
    assert words.language == "zh-Hant-TW"
    assert (words("home"), words("by", name="X"), words("n", count=2)) == (
        "Home",
        "X 报道",
        "2 事件",
    )
    assert theme.words_for("pt")("home") == "Home"


def test_words_with_the_same_content_have_the_same_digest(tmp_path: Path) -> None:
    first = load(tmp_path / "1", {"words/en.toml": ENGLISH}).words_for("en")
    second = load(tmp_path / "2", {"words/en.toml": f"# a comment\n{ENGLISH}"}).words_for("en")
    third = load(tmp_path / "3", {"words/en.toml": ENGLISH + 'x = "y"'}).words_for("en")
    assert first.digest == second.digest
    assert first.digest != third.digest


def test_a_sites_own_english_that_differs_is_told_where_it_stands(tmp_path: Path) -> None:
    bundled = {"words/en.toml": ENGLISH, "words/zh.toml": 'by = "{name} 报道"\n'}
    theme = load(tmp_path, {"words/en.toml": '# ours\nby = "written by {who}"\n'}, bundled)
    assert [(each.location.path, each.location.line, each.fact) for each in theme.problems] == [
        (
            "templates/words/en.toml",
            2,
            'the wording of "by" lacks "{name}", which the original one has',
        ),
        (
            "templates/words/en.toml",
            2,
            'the wording of "by" has "{who}", which the original one does not have',
        ),
    ]


def test_a_translation_is_held_to_the_sites_own_english(tmp_path: Path) -> None:
    own = {"words/en.toml": 'mine = "Mine, {name}"\n', "words/zh.toml": 'mine = "我的"\n'}
    own["a.html"] = '{{ words("mine", name=1) }}'
    theme = load(tmp_path, own, {"words/en.toml": ENGLISH})
    (problem,) = theme.problems
    assert problem.location.path == "templates/words/zh.toml"


# --- media ---------------------------------------------------------------------------------


def test_a_medium_that_cannot_be_read_is_a_problem_with_its_name(tmp_path: Path) -> None:
    good, folder = tmp_path / "good.jpg", tmp_path / "folder.jpg"
    good.write_bytes(b"picture")
    folder.mkdir()
    media = {"2024/gone.jpg": tmp_path / "gone.jpg", "good.jpg": good, "folder.jpg": folder}
    files, problems = read_media(media)
    assert files["good.jpg"].digest == digest_bytes(b"picture")
    assert files.keys() == media.keys()
    assert [(each.rule, each.location.path, each.message) for each in problems] == [
        (
            "unreadable",
            "content/media/2024/gone.jpg",
            "this file went away while it was looked for; run again",
        ),
        (
            "unreadable",
            "content/media/folder.jpg",
            "this file cannot be read (Is a directory); allow it to be read, and run again",
        ),
    ]


# --- the theme that comes with us ----------------------------------------------------------


def test_the_bundled_theme_lies_beside_the_package() -> None:
    assert find_bundled().name == "templates"
    assert find_bundled().is_dir()
