"""The corpus as a site of site_gen's own."""

from pathlib import Path

from bench.corpus import Actor, Corpus, Happening, Reference, Statement, Thread
from bench.vocabulary import KINDS
from bench.yaml_text import Plain, Value, to_yaml

SETTINGS = """\
title: A chronicle of works
description: Events of a place that does not exist, to measure with.
base_url: https://example.org/
author: The bench
license: CC0 1.0
timezone: Europe/Berlin
kinds:
"""

ABOUT = """\
---
title: About
---
A corpus to measure with. Nothing in it happened.
"""


def write_ours(corpus: Corpus, folder: Path) -> None:
    """The whole site; `folder` must not exist yet."""
    kinds = "".join(f"  {kind}: {{label: {kind.capitalize()}}}\n" for kind in KINDS)
    _write(folder / "site.yaml", SETTINGS + kinds)
    content = folder / "content"
    _write(content / "pages/about.md", ABOUT)
    for event in corpus.events:
        _write(our_file(event, folder), to_yaml(_event_fields(event)))
    for entity in corpus.entities:
        _write(content / "entities" / f"{entity.id}.yaml", to_yaml(_entity_fields(entity)))
    for source in corpus.sources:
        _write(content / "sources" / f"{source.id}.yaml", to_yaml(_source_fields(source)))
    for story in corpus.stories:
        _write(content / "stories" / f"{story.id}.yaml", to_yaml(_story_fields(story)))


def our_file(event: Happening, folder: Path) -> Path:
    """The file of an event."""
    return folder / "content" / "events" / event.moment.year_name / f"{event.id}.yaml"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _event_fields(event: Happening) -> dict[str, Value]:
    participants: list[Value] = [
        {"id": id, "role": role} if role else id
        for id, role in zip(event.entities, event.roles, strict=True)
    ]
    return {
        "title": event.title,
        "date": Plain(event.moment.edtf),
        "summary": event.summary,
        "body": event.body,
        "kind": event.kind,
        "importance": event.importance,
        "entities": participants,
        "tags": event.tags,
        "stories": event.stories,
        "part_of": event.part_of,
        "follows": event.follows,
        "claims": [_claim_fields(claim) for claim in event.claims],
        "sources": event.sources,
    }


def _claim_fields(claim: Statement) -> dict[str, Value]:
    sources: list[Value] = list(claim.sources)
    if claim.against:
        sources.append({"id": claim.against, "supports": Plain("false")})
    fields: dict[str, Value] = {
        "text": claim.text,
        "by": claim.by,
        "sources": sources,
        "status": claim.status,
        "due": Plain(claim.due),
    }
    if claim.outcome:
        fields["outcome"] = {"status": claim.outcome, "date": Plain(claim.due)}
    return fields


def _entity_fields(entity: Actor) -> dict[str, Value]:
    return {"type": entity.type, "name": entity.name, "summary": entity.summary}


def _source_fields(source: Reference) -> dict[str, Value]:
    return {
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": Plain(source.published),
        "lang": "en",
    }


def _story_fields(story: Thread) -> dict[str, Value]:
    return {"title": story.title, "summary": story.summary}
