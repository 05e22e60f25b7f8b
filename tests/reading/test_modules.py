"""The arithmetic of the theme's scripts, by Node's own test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).resolve().parent / "modules"


@pytest.mark.parametrize("name", sorted(path.name for path in MODULES.glob("*.test.js")))
def test_a_module_keeps_its_word(name: str, checkout: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node")
    # Node takes a .js file for a module only where a package.json says so.
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    shutil.copytree(checkout / "templates/assets", tmp_path / "assets")
    (tmp_path / "modules").mkdir()
    shutil.copy(MODULES / name, tmp_path / "modules" / name)
    run = subprocess.run(
        [node, "--test", f"modules/{name}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_modules_of_arithmetic_do_not_know_the_page(checkout: Path) -> None:
    tested = {
        line.split("/assets/")[1].split('"')[0]
        for path in MODULES.glob("*.test.js")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "/assets/" in line
    }
    assert tested
    for name in sorted(tested):
        text = (checkout / "templates/assets" / name).read_text(encoding="utf-8")
        for word in ("document", "window", "localStorage", "location.", "fetch("):
            assert word not in text, f"{name} knows {word}"
