"""Sitemaps, judged by xmllint with the schema of sitemaps.org."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.plan.contexts import SitemapIndex
from site_gen.plan.sitemap import plan_sitemap
from tests.conftest import JUDGES, require_judge
from tests.example.conftest import BuiltSite
from tests.machines.readers import render
from tests.plan import timelines as t
from tests.plan.test_sitemap import edition_of

SCHEMAS = Path(__file__).resolve().parent.parent / "judges/schema"

Judge = Callable[[str, bytes], list[str]]


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """The errors of a text by the schema of a name; nothing is loaded from the network."""
    xmllint = require_judge("xmllint", shutil.which("xmllint"))
    schema = JUDGES / "sitemap/schema/sitemap.xsd"
    require_judge("the schema of sitemaps", str(schema) if schema.exists() else None)
    folder = tmp_path_factory.mktemp("sitemaps")

    def find_errors(name: str, content: bytes) -> list[str]:
        (folder / "sitemap.xml").write_bytes(content)
        command = [xmllint, "--nonet", "--noout", "--schema", str(SCHEMAS / name), "sitemap.xml"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert (run.returncode == 0) == ("sitemap.xml validates" in run.stderr)
        return [line for line in run.stderr.splitlines() if " validates" not in line]

    return find_errors


def test_the_sitemap_of_a_site_in_two_languages_is_valid(example: BuiltSite, judge: Judge) -> None:
    sitemap = example.files["sitemap.xml"]
    assert sitemap.count(b"<xhtml:link") == 2 * sitemap.count(b"<url>") > 300
    assert judge("sitemap-with-links.xsd", sitemap) == []


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        (b"<loc>https://example.org/</loc>", b""),
        (b"<loc>https://example.org/</loc>", b"<loc>/</loc>"),
        (b'rel="alternate"', b'rel="next"'),
        (b"<xhtml:link", b"<xhtml:a"),
    ],
)
def test_the_judge_sees_what_is_wrong(
    whole: bytes, broken: bytes, example: BuiltSite, judge: Judge
) -> None:
    sitemap = example.files["sitemap.xml"]
    assert whole in sitemap
    assert judge("sitemap-with-links.xsd", sitemap.replace(whole, broken, 1)) != []


def test_an_index_of_several_sitemaps_is_valid_and_so_are_they(judge: Judge) -> None:
    edition = edition_of("https://example.org/")
    pages = [(edition, t.artifact(f"{number}/index.html")) for number in range(50_001)]
    files = {one.path: one for one in plan_sitemap(edition.urls, pages)}
    assert isinstance(files["sitemap.xml"].context, SitemapIndex)
    assert judge("sitemap-index.xsd", render(files["sitemap.xml"])) == []
    assert judge("sitemap-with-links.xsd", render(files["sitemap-1.xml"])) == []
    assert judge("sitemap-with-links.xsd", render(files["sitemap-2.xml"])) == []
