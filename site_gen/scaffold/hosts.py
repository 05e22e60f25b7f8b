"""How a host builds and publishes a site: one file for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from site_gen import __version__
from site_gen.content.ids import to_id

STARTER: Final = Path(__file__).parent / "starter"

_LONGEST_NAME = 54
"""Of a Worker, so that its previews have addresses too: a DNS label has 63, they add a prefix."""


@dataclass(frozen=True, slots=True)
class Host:
    """`source` is the file in starter/ci/, `path` where the host looks for it in a repository."""

    source: str
    path: str
    next_step: str


HOSTS: Final[Mapping[str, Host]] = {
    "github": Host(
        "github.yml",
        ".github/workflows/site.yml",
        "in the repository on GitHub choose Settings, Pages, Source: GitHub Actions; then push",
    ),
    "gitlab": Host(
        "gitlab.yml",
        ".gitlab-ci.yml",
        "push; then look under Deploy, Pages, where the site stands",
    ),
    "netlify": Host(
        "netlify.toml",
        "netlify.toml",
        "push; then import the repository at Netlify",
    ),
    "cloudflare": Host(
        "wrangler.jsonc",
        "wrangler.jsonc",
        "push; then connect the repository at Cloudflare, with the settings that the file names",
    ),
}


def list_ci_files(host: str, folder: Path) -> dict[str, str]:
    """Path to text. The version that wrote them is the one they install."""
    kind = HOSTS[host]
    text = (STARTER / "ci" / kind.source).read_text(encoding="utf-8")
    text = text.replace("site-gen==VERSION", f"site-gen=={__version__}")
    return {kind.path: text.replace('"NAME"', f'"{_to_worker_name(folder)}"')}


def _to_worker_name(folder: Path) -> str:
    """Lower-case ASCII letters, digits and `-`, as Cloudflare wants it."""
    id = to_id(folder.resolve().name)
    name = "-".join(
        part for part in "".join(c if c.isascii() else "-" for c in id).split("-") if part
    )
    return name[:_LONGEST_NAME].strip("-") or "my-timeline"


def find_repository_above(folder: Path) -> Path | None:
    """The repository whose top is not the site: hosts look for their files at the top alone."""
    place = folder.resolve()
    if (place / ".git").exists():
        return None
    return next((above for above in place.parents if (above / ".git").exists()), None)
