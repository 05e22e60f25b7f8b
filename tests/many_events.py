"""A made-up site of several hundred events, the same on every machine.

Its words are those of the example, drawn at random: that compresses no better than prose does.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.building import build_well

CONTENT = Path(__file__).resolve().parent.parent / "content"
ENTITIES, SOURCES, STORIES, TAGS = 60, 40, 8, 30
KINDS = ("launch", "meeting", "report")

Record = dict[str, object]


@cache
def build_many(folder: Path, count: int, base_url: str | None = None) -> Path:
    """The built site of `count` events in English and Chinese, below `folder`; built once."""
    site = folder / f"many-{count}"
    write_site(site, count)
    build_well(site, base_url=base_url)
    return site / "site"


def write_site(site: Path, count: int) -> None:
    chance = random.Random(count)
    words, characters = _words(), _characters()

    def prose(length: int) -> str:
        return " ".join(chance.choices(words, k=length)).capitalize()

    def text(length: int) -> str:
        chinese = "".join(chance.choices(characters, k=length * 2))
        return f'{{en: "{prose(length)}", zh: "{chinese}"}}'

    (site / "content").mkdir(parents=True)
    (site / "site.yaml").write_text(
        "title: Many events\nlanguages: [en, zh]\ncheck: {ignore: [missing-translation]}\nkinds:\n"
        + "".join(f"  {kind}: {{label: {kind.title()}}}\n" for kind in KINDS),
        encoding="utf-8",
    )
    _write(site, "entities", (f"type: person\nname: {text(2)}\n" for _ in range(ENTITIES)))
    _write(site, "sources", (f"title: {prose(6)}\nkind: book\n" for _ in range(SOURCES)))
    _write(site, "stories", (f"title: {text(4)}\n" for _ in range(STORIES)))
    _write(site, "events", (_event(chance, text, prose, index, count) for index in range(count)))


def _event(chance: random.Random, text: object, prose: object, index: int, count: int) -> str:
    assert callable(text)
    assert callable(prose)
    year, month, day = 2004 + index * 23 // count, chance.randint(1, 12), chance.randint(1, 28)
    date = chance.choice(
        [f"{year}-{month:02d}-{day:02d}"] * 8 + [f"{year}-{month:02d}", f"{year}~"]
    )
    entities = ", ".join(f"entities-{one}" for one in chance.sample(range(ENTITIES), 3))
    source = f"sources-{chance.randrange(SOURCES)}"
    claims = "".join(
        f"  - {{text: {text(12)}, by: entities-{chance.randrange(ENTITIES)}, sources: {source}}}\n"
        for _ in range(2)
    )
    return (
        f"title: {text(7)}\ndate: {date}\nsummary: {text(18)}\n"
        f"kind: {chance.choice(KINDS)}\nimportance: {chance.randint(1, 3)}\n"
        f"entities: [{entities}]\ntags: [tag {chance.randrange(TAGS)}]\n"
        f"stories: [stories-{chance.randrange(STORIES)}]\n"
        f"body: {prose(200)}\nsources: {source}\nclaims:\n{claims}"
    )


def _write(site: Path, kind: str, records: Iterator[str]) -> None:
    folder = site / "content" / kind
    folder.mkdir()
    for index, record in enumerate(records):
        (folder / f"{kind}-{index}.yaml").write_text(record, encoding="utf-8")


def _texts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.yaml")))


def _words() -> list[str]:
    return re.findall(r"\b[a-z]{2,}\b", _texts())


def _characters() -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]", _texts())
