"""What the hosts' files say is run as it stands there; then every link of the result is followed.

In place of the package index stands the wheel of this checkout.
"""

import os
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
import yaml

from site_gen.scaffold.hosts import HOSTS
from tests.conftest import CHECKOUT
from tests.running import plain_environment
from tests.scaffold.asking import ask

GITHUB_PAGES = "https://octocat.github.io/my-timeline"
"""What configure-pages answers: without a slash at the end."""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a host's machine: a Python of its own, and where pip finds the wheel."""
    folder = tmp_path_factory.mktemp("machine")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    made = subprocess.run([*build, str(CHECKOUT)], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True)
    return {
        **plain_environment(),
        "PATH": f"{folder / 'python/bin'}:{os.environ.get('PATH', os.defpath)}",
        "PIP_FIND_LINKS": str(folder),
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for arguments in (["my-timeline"], *(["my-timeline", "--ci", host] for host in HOSTS)):
        assert ask(tmp_path, "new", *arguments).returncode == 0
    return tmp_path / "my-timeline"


def run_command(site: Path, command: str, environment: dict[str, str]) -> str:
    """As GitHub does it: `bash -e`. Gives back what was said on both streams."""
    run = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=site,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{command}\n{run.stdout}"
    return run.stdout


def run_job(site: Path, name: str, machine: dict[str, str]) -> list[str]:
    """The `run` steps of a job of the GitHub workflow, with what configure-pages would answer."""
    workflow = yaml.safe_load((site / ".github/workflows/site.yml").read_text(encoding="utf-8"))
    said = []
    for step in workflow["jobs"][name]["steps"]:
        if "run" in step:
            base = "${{ steps.pages.outputs.base_url }}"
            given = {
                key: value.replace(base, GITHUB_PAGES) for key, value in step.get("env", {}).items()
            }
            assert "${{" not in step["run"] + "".join(given.values())
            said.append(run_command(site, step["run"], {**machine, **given}))
    return said


class Links(HTMLParser):
    """The addresses in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the base class's signature
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def follow_links(start: str, published: str) -> dict[str, int]:
    """The status of every address of the site that can be reached; `published` is its own name."""
    seen: dict[str, int] = {}
    ahead = [start, urljoin(start, "404.html"), urljoin(start, "sitemap.xml")]
    while ahead:
        address = ahead.pop()
        if address in seen:
            continue
        seen[address], text = fetch(address)
        inner = re.findall("<loc>(.*?)</loc>", text) if text.startswith("<?xml") else []
        for link in (*inner, *(Links(text).found if "<html" in text[:300] else [])):
            here = urldefrag(urljoin(address, link.replace(published, start, 1)))[0]
            if here.startswith(start.removesuffix(start.split("/", 3)[3])):
                ahead.append(here)
    return seen


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  # of this machine alone
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""


def assert_every_link_works(tree: Path, base: str, published: str, serve: Any) -> None:
    start = serve(tree, base=base)
    seen = follow_links(start, published)
    assert [address for address, status in seen.items() if status != 200] == []
    pages = {path.parent for path in tree.rglob("index.html")}
    assert len(pages) >= 15
    assert len(seen) >= len(pages)
    # No link leaves the base path for the root of the host.
    assert all(address.startswith(start) for address in seen)
    assert f'<link rel="canonical" href="{published}' in (tree / "index.html").read_text("utf-8")


def test_github_checks_builds_and_every_link_works_below_the_repositorys_name(
    site: Path, machine: dict[str, str], serve_tree: Callable[..., str]
) -> None:
    *_, checked = run_job(site, "check", machine)
    assert "0 errors, 0 warnings" in checked
    *_, built = run_job(site, "build", machine)
    assert_every_link_works(site / "site", "/my-timeline/", f"{GITHUB_PAGES}/", serve_tree)
    *_, again = run_job(site, "build", machine)
    assert "(0 written" in again
    assert built.splitlines()[-1].startswith("built ")


def test_githubs_check_fails_for_a_warning_and_shows_it_beside_the_change(
    site: Path, machine: dict[str, str]
) -> None:
    ask(site, "add", "Nobody knows from where", "--date", "2024")
    with pytest.raises(AssertionError, match=r"::warning file=content/events/nobody-knows-from"):
        run_job(site, "check", machine)


def test_gitlab_checks_builds_and_every_link_works_below_the_projects_name(
    site: Path, machine: dict[str, str], serve_tree: Callable[..., str]
) -> None:
    pipeline = yaml.safe_load((site / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    pages = "https://octocat.gitlab.io/my-timeline"
    for name in ("check", "pages"):
        for command in (*pipeline["default"]["before_script"], *pipeline[name]["script"]):
            run_command(site, command, {**machine, "CI_PAGES_URL": pages})
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]
    assert_every_link_works(site / "public", "/my-timeline/", f"{pages}/", serve_tree)


def test_netlify_builds_for_its_own_address_and_previews_for_theirs(
    site: Path, machine: dict[str, str], serve_tree: Callable[..., str]
) -> None:
    settings = tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))
    own, preview = "https://mine.netlify.app", "https://deploy-preview-1--mine.netlify.app"
    environment = {**machine, "URL": own, "DEPLOY_PRIME_URL": preview}
    for context, address in (("deploy-preview", preview), ("branch-deploy", preview), ("", own)):
        chosen = settings["context"][context] if context else settings["build"]
        run_command(site, chosen["command"], environment)
        home = (site / "site/index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{address}/"' in home
    assert_every_link_works(site / "site", "/", f"{own}/", serve_tree)


def test_cloudflare_builds_with_the_settings_that_its_file_names(
    site: Path, machine: dict[str, str], serve_tree: Callable[..., str]
) -> None:
    text = (site / "wrangler.jsonc").read_text(encoding="utf-8")
    (command,) = re.findall(r"Build command: (.*)", text)
    own = "https://my-timeline.octocat.workers.dev/"
    run_command(site, command, {**machine, "SITE_GEN_BASE_URL": own})
    assert_every_link_works(site / "site", "/", own, serve_tree)


# --- the hook and the action ---------------------------------------------------------------


def list_hooks() -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_hook_for_pre_commit_runs_a_check_when_content_has_changed(
    site: Path, machine: dict[str, str]
) -> None:
    (hook,) = list_hooks()
    assert set(hook) >= {"id", "name", "entry", "language"}
    run_job(site, "check", machine)  # installs
    command = " ".join([hook["entry"], *hook["args"]])
    assert "0 errors" in run_command(site, command, machine)
    wanted = re.compile(hook["files"])
    changed = ["site.yaml", "content/events/a.yaml", "mine/content/x.md", "templates/base.html"]
    assert [path for path in changed if not wanted.search(path)] == []
    assert not wanted.search("README.md")


def test_the_action_checks_the_folder_that_it_is_given(site: Path, machine: dict[str, str]) -> None:
    ask(site, "add", "Nobody knows from where", "--date", "2024")
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: given["default"] for name, given in action["inputs"].items()}
    assert inputs == {"folder": ".", "strict": "true"}
    install, check = [step for step in action["runs"]["steps"] if "run" in step]
    environment = {**machine, "GITHUB_ACTION_PATH": str(CHECKOUT)}
    run_command(site, install["run"], environment)
    for strict, code in (("true", 1), ("false", 0)):
        given = {"${{ inputs.folder }}": site.name, "${{ inputs.strict }}": strict}
        named = {name: given[value] for name, value in check["env"].items()}
        run = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", check["run"]],
            cwd=site.parent,
            env={**environment, **named},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == code, run.stderr
        assert f"::warning file={site.name}/content/events/nobody-knows" in run.stdout
