"""Write the corpus in several formats: `python bench/write_sites.py 300 DIR ours hugo`.

A program of its own, so that what measures stays small: a process that Linux starts for another
is charged with the peak memory of the one that started it.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bench.corpus import Corpus, Happening, make_corpus
from bench.for_eleventy import eleventy_file, write_for_eleventy
from bench.for_hugo import HERE, body_file, write_for_hugo
from bench.for_pelican import pelican_file, write_for_pelican
from bench.ours import our_file, write_ours

FRAME = "templates/base.html"

OPENING = 40
"""Characters from a body's beginning by which it is found in its file."""


def write_ours_with_frame(corpus: Corpus, folder: Path) -> None:
    """With a template of the site's own, as `site-gen theme eject` lays it: it is edited later."""
    write_ours(corpus, folder)
    (folder / FRAME).parent.mkdir()
    shutil.copyfile(HERE.parent / FRAME, folder / FRAME)


WRITERS: dict[str, tuple[Callable[[Corpus, Path], None], Callable[[Happening, Path], Path]]] = {
    "ours": (write_ours_with_frame, our_file),
    "hugo": (write_for_hugo, body_file),
    "pelican": (write_for_pelican, pelican_file),
    "eleventy": (write_for_eleventy, eleventy_file),
}


def main() -> None:
    """Writes `DIR/<name>` for each name; says which files hold the body that is to be edited."""
    events, folder, *names = sys.argv[1:]
    corpus = make_corpus(int(events))
    edited = corpus.events[len(corpus.events) // 2]
    files = {}
    for name in names:
        write, find = WRITERS[name]
        write(corpus, Path(folder) / name)
        files[name] = str(find(edited, Path(folder) / name))
    print(json.dumps({"opening": edited.body[:OPENING], "files": files}))


if __name__ == "__main__":
    main()
