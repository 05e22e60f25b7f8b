"""The manual of templates names all that there is."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from site_gen.plan import contexts
from tests.theme.samples import PAGES, TEMPLATES


@pytest.fixture(scope="session")
def manual(checkout: Path) -> str:
    return (checkout / "docs/templates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [name for name in PAGES if hasattr(contexts, TEMPLATES[name].__name__)]
)
def test_every_name_that_a_template_is_given_is_in_the_manual(name: str, manual: str) -> None:
    common = {field.name for field in fields(contexts.PageContext)}
    own = {field.name for field in fields(TEMPLATES[name])} - common
    if not own:
        return
    (row,) = re.findall(rf"^\| `{re.escape(name)}` \| `([^`]*)`", manual, re.MULTILINE)
    assert set(row.split()) == own


@pytest.mark.parametrize(("name", "kind"), [("site", contexts.Site), ("page", contexts.Frame)])
def test_site_and_page_are_told_whole(name: str, kind: type, manual: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \| `([^`]*)`", manual, re.MULTILINE)
    assert set(row.split()) == {field.name for field in fields(kind)}


def test_every_block_is_in_the_manual(checkout: Path, manual: str) -> None:
    base = (checkout / "templates/base.html").read_text(encoding="utf-8")
    for block in re.findall(r"{%-? block (\w+)", base):
        assert f"| `{block}` |" in manual
