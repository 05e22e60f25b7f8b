"""Scripts that come with us are published without the comments on lines of their own."""

import subprocess
from pathlib import Path

import pytest

from site_gen.render.pages import strip_comments
from site_gen.render.theme import load_theme


def test_comments_and_blank_lines_go_and_code_stays() -> None:
    script = b'// what\n\n/** a\n * b */\nconst a = "// kept"; // kept too\n  // gone\n  a;\n'
    assert strip_comments(script) == b'const a = "// kept"; // kept too\n  a;\n'


def test_no_script_of_ours_has_a_text_that_looks_like_a_comment(checkout: Path) -> None:
    """In a template literal over several lines, such a line would be lost."""
    for script in (checkout / "templates/assets").rglob("*.js"):
        literals = script.read_text(encoding="utf-8").split("`")[1::2]
        lines = [line.strip() for literal in literals for line in literal.split("\n")[1:]]
        assert not [line for line in lines if not line or line.startswith(("//", "/*"))], script


@pytest.mark.parametrize("name", ["main.js", "timeline.js", "timeline-geometry.js", "search.js"])
def test_what_is_left_is_still_a_module(name: str, checkout: Path, tmp_path: Path) -> None:
    stripped = strip_comments((checkout / "templates/assets" / name).read_bytes())
    module = tmp_path / name.replace(".js", ".mjs")
    module.write_bytes(stripped)
    run = subprocess.run(
        ["node", "--check", str(module)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_a_sites_own_script_is_copied_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "templates/assets"
    own.mkdir(parents=True)
    (own / "main.js").write_text("// mine\n", encoding="utf-8")
    assets = load_theme(tmp_path).assets
    assert not assets["main.js"].is_shipped
    assert assets["search.js"].is_shipped
