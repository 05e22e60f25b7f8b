"""The corpus as a site of Pelican's: Markdown with metadata, and the theme of `peers/pelican`."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.corpus import Corpus, Happening
from bench.for_hugo import ASSETS, HERE
from bench.relations import Relations, claim_fields, date_fields, plain_body, relate


def write_for_pelican(corpus: Corpus, folder: Path) -> None:
    """The whole site; `folder` must not exist yet."""
    shutil.copytree(HERE / "peers" / "pelican", folder)
    shutil.copytree(ASSETS, folder / "theme" / "static")
    name_by_id = {entity.id: entity.name for entity in corpus.entities}
    relations = relate(corpus)
    for at, event in enumerate(corpus.events, 1):
        path = pelican_file(event, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        metadata = _metadata(event, relations, name_by_id, at)
        head = "".join(f"{field}: {value}\n" for field, value in metadata.items() if value)
        path.write_text(f"{head}\n{plain_body(event)}", encoding="utf-8")
    write_records(corpus, folder)


def write_records(corpus: Corpus, folder: Path) -> None:
    """Entities, sources and stories as JSON, by id."""
    records = {
        "entities": {
            one.id: {"name": one.name, "type": one.type, "summary": one.summary}
            for one in corpus.entities
        },
        "sources": {
            one.id: {
                "kind": one.kind,
                "title": one.title,
                "publisher": one.publisher,
                "url": one.url,
                "published": one.published,
            }
            for one in corpus.sources
        },
        "stories": {one.id: {"title": one.title, "summary": one.summary} for one in corpus.stories},
    }
    for name, values in records.items():
        (folder / f"{name}.json").write_text(json.dumps(values), encoding="utf-8")


def pelican_file(event: Happening, folder: Path) -> Path:
    """The file of an event, whose last line is the end of its body."""
    return folder / "content" / "events" / event.moment.year_name / f"{event.id}.md"


def _metadata(
    event: Happening, relations: Relations, name_by_id: Mapping[str, str], at: int
) -> dict[str, str]:
    moment = event.moment
    return {
        "Title": event.title,
        "Slug": event.id,
        # Python's dates begin in the year 1: the order is told apart from the date.
        "Date": f"{abs(moment.year):04}-{moment.month or 1:02}-{moment.day or 1:02}",
        "Ordinal": f"{at:07}",
        "Modified": relations.edited[event.id],
        **{name.capitalize(): str(value) for name, value in date_fields(moment).items()},
        "Year_name": moment.year_name,
        "Month_name": moment.month_name or moment.year_name,
        "Category": event.kind,
        "Importance": str(event.importance),
        "Summary": event.summary,
        "Authors": "; ".join(name_by_id[id] for id in event.entities),
        "Roles": json.dumps(event.roles),
        "Tags": ", ".join(event.tags),
        "References": json.dumps(event.sources),
        "Threads": json.dumps(event.stories),
        "Part_of": event.part_of,
        "Follows": event.follows,
        "Parts": _slugs(relations.parts_of.get(event.id, ())),
        "Followed_by": _slugs(relations.followers_of.get(event.id, ())),
        "Claims": json.dumps(claim_fields(event)),
    }


def _slugs(events: Iterable[Happening]) -> str:
    return json.dumps([event.id for event in events])
