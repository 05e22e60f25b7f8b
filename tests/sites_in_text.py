"""A whole site in one text: its files one after the other, each below a line `-- path --`.

-- site.yaml --
title: Cars
-- content/events/launch.yaml --
title: The launch
date: 2024-03-28
sources: paper
"""

import re
import textwrap
from pathlib import Path

_DIVIDER = re.compile(r"-- (\S.*) --")

LAUNCH = """
    -- site.yaml --
    title: Cars
    -- content/sources/paper.yaml --
    title: What the paper wrote
    -- content/events/launch.yaml --
    title: The launch
    date: 2024-03-28
    sources: paper
"""
"""The smallest site that has nothing to be warned of."""


def read_files(text: str) -> dict[str, str]:
    """Path to text. Raises ValueError for lines before the first divider, or a path named twice."""
    files: dict[str, list[str]] = {}
    path = ""
    for line in textwrap.dedent(text).strip("\n").splitlines():
        divider = _DIVIDER.fullmatch(line)
        if divider:
            path = divider[1]
            if path in files:
                raise ValueError(f'"{path}" stands twice')
            files[path] = []
        elif path:
            files[path].append(line)
        elif line.strip():
            raise ValueError(f'"{line}" belongs to no file; begin with a line like -- site.yaml --')
    return {path: "\n".join(lines).strip("\n") + "\n" for path, lines in files.items()}


def write_site(folder: Path, *texts: str) -> Path:
    """Writes the files of all texts below `folder`, later ones over earlier, and gives it back."""
    for text in texts:
        for path, content in read_files(text).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    return folder


def write_many_events(folder: Path, number: int) -> Path:
    """A site of `number` events, one a file, of as many days: `e1` … on 2001-01-01 and after."""
    write_site(folder, LAUNCH)
    for index in range(number):
        year, month, day = 2001 + index // 336, index // 28 % 12 + 1, index % 28 + 1
        write_site(
            folder,
            f"""
            -- content/events/e{index + 1}.yaml --
            title: Event {index + 1}
            date: {year}-{month:02}-{day:02}
            sources: paper
            """,
        )
    return folder
