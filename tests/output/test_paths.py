import pytest

from site_gen.output.paths import UnsafePath, check_path, check_paths, find_unsafe


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "a\0b",
        "a\nb",
        "a\x7fb",
        "a:b",
        "a?b",
        "a*b",
        'a"b',
        "a<b",
        "a>b",
        "a|b",
        "a./b",
        "a /b",
        "b.",
        "con",
        "CON.html",
        "x/nul/index.html",
        "Com1.txt",
        "lpt9",
        "com¹",
        "aux .txt",
        "CONOUT$",
        "x" * 256,
        "乐" * 86,
        "\ud800",
        ".site-gen.json",
        ".site-gen.json/index.html",
        ".git/index.html",
        ".HG",
        "a/" * 500 + "a",
    ],
)
def test_a_path_that_some_system_cannot_hold_is_refused(path: str) -> None:
    with pytest.raises(UnsafePath, match="; "):
        check_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "tags/乐道/index.html",
        "years/-0043/index.html",
        "_headers",
        "com10/x",
        "console.html",
        "nullable",
        "x" * 255,
        ".well-known/x",
        "old/.git/x",
        "a/" * 499 + "a",
        "a.b.c",
        "a b",
    ],
)
def test_a_usual_path_is_published(path: str) -> None:
    check_path(path)


def test_one_name_cannot_be_a_page_and_a_folder() -> None:
    with pytest.raises(UnsafePath, match='"a/b" would be a page and a folder'):
        check_paths(["a/b", "a/b/c/index.html"])


def test_what_a_terminal_cannot_show_is_escaped() -> None:
    with pytest.raises(UnsafePath, match=r'"a\\x1bb"'):
        check_path("a\x1bb")


def test_all_unsafe_paths_are_found_those_below_one_folder_once() -> None:
    paths = ["con/b/index.html", "con/a.html", "a/index.html", "a/nul.html", "/x"]
    assert [path for path, _, _ in find_unsafe(paths)] == ["/x", "a/nul.html", "con/a.html"]
