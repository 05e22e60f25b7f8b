"""A site of 30 pages in some edition, published by a process of its own.

    python driver.py SITE EDITION [OUTPUT]

Edition "new" differs from "old" in some pages, has pages that "old" has not, and lacks others.
"""

import os
import sys
from pathlib import Path

PAGES = 30
MARKER = "/begin-of-publication"
"""Looked up once, so that a recording of system calls shows where the work begins."""

# The process is started without the site module and with nothing on its path, to be quick.
sys.path.insert(0, str(Path(__file__).parents[2]))

from site_gen.digest import digest_bytes  # noqa: E402 - the path comes first
from site_gen.output import open_publication  # noqa: E402 - the path comes first
from site_gen.problems import SiteGenError  # noqa: E402 - the path comes first


def make_pages(edition: str) -> dict[str, bytes]:
    pages = {"index.html": f"{edition} home".encode(), "assets/site.css": b"the same for all"}
    for number in range(PAGES):
        changed = edition if number % 5 == 0 else "all"
        pages[f"events/e{number}/index.html"] = f"event {number} for {changed}".encode()
    pages[f"{edition}/deep/er/index.html"] = b"only here"
    pages["swap" if edition == "old" else "swap/index.html"] = b"a file, then a folder"
    return pages


def publish_edition(site: Path, edition: str, output: Path | None = None, jobs: int = 1) -> bool:
    return publish_pages(site, make_pages(edition), output, jobs=jobs)


def publish_pages(
    site: Path,
    pages: dict[str, bytes],
    output: Path | None = None,
    patience: float = 0.2,
    jobs: int = 1,
) -> bool:
    """Stages what is not published yet, as a build does."""
    files = {path: digest_bytes(content) for path, content in pages.items()}
    where = output or site / "site"
    with open_publication(where, site / ".site-gen", site, patience, jobs) as publication:
        for path, content in pages.items():
            if publication.published.get(path) != files[path]:
                publication.write(path, content)
        return publication.publish(files)


def main() -> int:
    site, edition, *rest = sys.argv[1:]
    Path(MARKER).exists()
    try:
        publish_edition(Path(site), edition, Path(rest[0]) if rest else None)
    except SiteGenError as error:
        sys.stderr.write(f"site-gen: {error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    sys.exit(main())
