"""Files compressed beforehand: beside each text, as old as it, and gone when not asked for."""

import gzip
import json
from pathlib import Path

import brotli
import pytest

from site_gen.output.compression import WORTH_IT
from tests.building import build_well
from tests.running import read_stamps, read_tree, run_site_gen, show_changed
from tests.sites_in_text import LAUNCH, write_site

TINY = "assets/tiny.css"
PICTURE = "assets/wide.png"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "s", LAUNCH)
    (folder / "templates/assets").mkdir(parents=True)
    (folder / "templates" / TINY).write_text("p { margin: 0 }\n", encoding="utf-8")
    (folder / "templates" / PICTURE).write_bytes(b"\x89PNG" + bytes(2 * WORTH_IT))
    return folder


def files_of(site: Path, *, compressed: bool) -> dict[str, bytes]:
    files = read_tree(site / "site")
    return {path: files[path] for path in files if path.endswith((".gz", ".br")) is compressed}


def test_each_text_worth_it_lies_there_in_both_forms_and_says_the_same(site: Path) -> None:
    build_well(site, precompress=True)
    plain, forms = files_of(site, compressed=False), files_of(site, compressed=True)
    assert {"index.html.gz", "index.html.br", "data/timeline.schema.json.br"} <= forms.keys()
    for path, content in forms.items():
        text = plain[path[:-3]]
        unpack = gzip.decompress if path.endswith(".gz") else brotli.decompress
        assert unpack(content) == text, path
        assert len(text) >= WORTH_IT
    assert not [path for path in forms if "tiny" in path or "wide" in path or "_headers" in path]
    listed = json.loads((site / "site/.site-gen.json").read_bytes())["files"]
    assert forms.keys() <= listed.keys()


def test_a_second_build_writes_nothing(site: Path) -> None:
    build_well(site, precompress=True)
    before = read_stamps(site / "site")
    assert build_well(site, precompress=True).changed == frozenset()
    assert read_stamps(site / "site") == before


def test_an_edit_changes_the_forms_of_what_it_changes_and_equals_a_clean_build(site: Path) -> None:
    build_well(site, precompress=True)
    before = read_tree(site / "site")
    event = site / "content/events/launch.yaml"
    event.write_text(event.read_text("utf-8").replace("The launch", "The start"), "utf-8")
    report = build_well(site, precompress=True)
    after = read_tree(site / "site")
    changed = show_changed(before, after)
    assert "events/launch/index.html.br" in changed
    assert "about/index.html.gz" not in changed
    assert report.changed == changed
    assert {path[:-3] for path in changed if path.endswith(".gz")} <= changed
    build_well(site, precompress=True, clean=True)
    assert read_tree(site / "site") == after


def test_the_forms_come_and_go_with_the_option(site: Path) -> None:
    build_well(site)
    plain = read_tree(site / "site")
    build_well(site, precompress=True)
    assert show_changed(plain, read_tree(site / "site")) == set(files_of(site, compressed=True))
    assert files_of(site, compressed=True)
    build_well(site)
    assert read_tree(site / "site") == plain


def test_a_form_that_was_lost_or_tampered_with_is_made_again(site: Path) -> None:
    build_well(site, precompress=True)
    right = read_tree(site / "site")
    (site / "site/index.html.gz").unlink()
    (site / "site/404.html.br").write_bytes(b"something else")
    build_well(site, precompress=True)
    assert read_tree(site / "site") == right


def test_without_brotli_there_is_gzip_and_a_word_about_it(site: Path) -> None:
    # None in the table of modules is how Python notes that there is no such module.
    (site / "sitecustomize.py").write_text("import sys; sys.modules['brotli'] = None\n", "utf-8")
    run = run_site_gen(site, "build", "--precompress", PYTHONPATH=str(site))
    assert run.returncode == 0, run.stderr
    assert "site-gen[brotli]" in run.stderr
    forms = files_of(site, compressed=True)
    assert {path[-3:] for path in forms} == {".gz"}


def test_building_without_the_option_needs_no_library(site: Path) -> None:
    run = run_site_gen(site, "build", PYTHONPROFILEIMPORTTIME="1")
    assert run.returncode == 0
    assert "brotli" not in run.stderr
