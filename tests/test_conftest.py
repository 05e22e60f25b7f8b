"""The judges judge: each says yes to what is right and no to what is wrong."""

from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

RIGHT = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>乐道</title><h1>乐道</h1></html>"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "乐道").mkdir()
    (tmp_path / "乐道/index.html").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "404.html").write_text(RIGHT.replace("乐道", "gone"), encoding="utf-8")
    return tmp_path


def fetch(url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", parts.path)
    response = connection.getresponse()
    answer = (response.status, response.read().decode())
    connection.close()
    return answer


def test_the_nu_checker_passes_a_right_page_and_names_the_place_of_a_wrong_one(
    vnu: Callable[[Path], list[str]], tree: Path
) -> None:
    assert vnu(tree) == []
    (tree / "乐道/index.html").write_text(RIGHT.replace("<h1>", "<h1 to=y>"), encoding="utf-8")
    (error,) = vnu(tree)
    assert error.startswith("乐道/index.html:1: ")
    assert "“to”" in error


def test_the_browser_shows_chinese_from_below_a_base_path(
    page: "Page", serve_tree: Callable[..., str], tree: Path
) -> None:
    page.goto(serve_tree(tree, base="/repo/") + "乐道/")
    assert page.inner_text("h1") == "乐道"


def test_axe_finds_a_page_without_a_title(page: "Page", axe: str) -> None:
    page.set_content("<!DOCTYPE html><html lang=en><h1>No title</h1></html>")
    page.evaluate(axe)
    violations = page.evaluate("axe.run().then(found => found.violations.map(one => one.id))")
    assert "document-title" in violations


def test_the_static_host_answers_a_missing_page_with_404_html(
    serve_tree: Callable[..., str], tree: Path
) -> None:
    root = serve_tree(tree, base="/repo/")
    assert fetch(root)[0] == 200
    assert fetch(root + "nowhere/") == (404, RIGHT.replace("乐道", "gone"))
    assert fetch(root.removesuffix("repo/"))[0] == 404


def test_a_base_path_without_its_slashes_is_refused(
    serve_tree: Callable[..., str], tree: Path
) -> None:
    with pytest.raises(ValueError, match='"/repo"'):
        serve_tree(tree, base="/repo")
