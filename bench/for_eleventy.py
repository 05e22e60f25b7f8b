"""The corpus as a site of Eleventy's: front matter, data files, templates of `peers/eleventy`."""

import shutil
from pathlib import Path

from bench.corpus import Corpus, Happening
from bench.for_hugo import ASSETS, HERE
from bench.for_pelican import write_records
from bench.relations import Relations, claim_fields, date_fields, plain_body, relate
from bench.yaml_text import Value, to_yaml

RECORDS = {"entities": "allEntities", "sources": "allSources", "stories": "allStories"}


def write_for_eleventy(corpus: Corpus, folder: Path) -> None:
    """The whole site; `folder` must not exist yet."""
    shutil.copytree(HERE / "peers" / "eleventy", folder)
    shutil.copytree(ASSETS, folder / "assets")
    records = folder / "_data"
    records.mkdir(exist_ok=True)
    write_records(corpus, records)
    for name, shown in RECORDS.items():
        (records / f"{name}.json").rename(records / f"{shown}.json")
    relations = relate(corpus)
    for at, event in enumerate(corpus.events, 1):
        path = eleventy_file(event, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = to_yaml(_event_fields(event, relations, at))
        path.write_text(f"---\n{head}---\n{plain_body(event)}", encoding="utf-8")


def eleventy_file(event: Happening, folder: Path) -> Path:
    """The file of an event, whose last line is the end of its body."""
    return folder / "content" / "events" / event.moment.year_name / f"{event.id}.md"


def _event_fields(event: Happening, relations: Relations, at: int) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "title": event.title,
        "description": event.summary,
        "ordinal": at,
        "edited": relations.edited[event.id],
        **date_fields(event.moment),
        "year": event.moment.year_name,
        "month": event.moment.month_name,
        "kind": event.kind,
        "importance": event.importance,
        "entities": event.entities,
        "topics": event.tags,
        "sources": event.sources,
        "stories": event.stories,
        "part_of": event.part_of,
        "follows": event.follows,
        "parts_of": [one.id for one in relations.parts_of.get(event.id, ())],
        "followed_by": [one.id for one in relations.followers_of.get(event.id, ())],
        "claims": claim_fields(event),
    }
    roles: dict[str, Value] = {
        id: role for id, role in zip(event.entities, event.roles, strict=True) if role
    }
    return fields | {"roles": roles} if roles else fields
