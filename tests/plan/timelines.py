"""Timelines and plans from plain objects: strings become texts and dates, no file is read.

plan = plan_of(event("launch", "2024-03-28", entities=["lei-jun"]), entity("lei-jun"))
page = page_of(plan, "events/launch/")
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from site_gen.dates import When, parse_edtf
from site_gen.digest import digest_value
from site_gen.model.records import (
    Citation,
    Claim,
    Correction,
    Entity,
    Event,
    Medium,
    Origin,
    Outcome,
    Page,
    Participant,
    Party,
    Role,
    Source,
    Story,
)
from site_gen.model.settings import Settings
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.model.timeline import Timeline, order_events
from site_gen.plan import Artifact, AssetFile, Assets, SitePlan, TemplateRecipe, Words, make_plan

Wording = str | Mapping[str, str]
Record = Event | Entity | Source | Story | Page

WORDS = Path(__file__).resolve().parents[2] / "templates/words"
STYLE = "style.css"
THEME = {STYLE: AssetFile("templates/assets/style.css", "0123456789abcdef")}

_TEXTS = frozenset(
    ("title", "name", "summary", "body", "text", "note", "quote", "date_text", "caption", "alt",
     "credit", "license", "role", "locator", "description", "author")
)  # fmt: skip  # one name a line would fill the screen
_DATES = frozenset(
    ("date", "sort", "said", "due", "published", "updated", "accessed", "publish_from", "since",
     "until")
)  # fmt: skip  # the same
_PARTIES = frozenset(("place", "publisher", "org"))


# --- records -------------------------------------------------------------------------------


def event(id: str, date: str = "2024-05-20", **fields: Any) -> Event:
    """`entities=["a", ("b", "host")]`, `sources=["s"]`, `tags=["EV"]`, `claims=[claim(…)]`."""
    entities = tuple(_participant(one) for one in fields.pop("entities", ()))
    tags = tuple(text(tag) for tag in fields.pop("tags", ()))
    claims = tuple(fields.pop("claims", ()))
    values = {"title": f"Title of {id}", "date": date, **fields}
    values.setdefault("origin", Origin(f"content/events/{id}.yaml"))
    return Event(id=id, entities=entities, tags=tags, claims=claims, **_read(values))


def entity(id: str, kind: str = "person", **fields: Any) -> Entity:
    values = {"name": f"Name of {id}", **fields}
    values["aliases"] = tuple(text(alias) for alias in fields.get("aliases", ()))
    values.setdefault("origin", Origin(f"content/entities/{id}.yaml"))
    return Entity(id=id, type=kind, **_read(values))  # type: ignore[arg-type]  # one of EntityType's literals, the caller's to choose


def source(id: str, **fields: Any) -> Source:
    values = {"title": f"Report {id}", **fields}
    values["author"] = tuple(text(author) for author in fields.get("author", ()))
    values.setdefault("origin", Origin(f"content/sources/{id}.yaml"))
    return Source(id=id, **_read(values))


def story(id: str, *events: str, **fields: Any) -> Story:
    values = {"title": f"Story {id}", **fields}
    values.setdefault("origin", Origin(f"content/stories/{id}.yaml"))
    return Story(id=id, events=events, **_read(values))


def page(id: str, body: Wording = "Words.", **fields: Any) -> Page:
    values = {"title": f"Page {id}", "summary": None, "body": body, **fields}
    return Page(id=id, origin=Origin(f"content/pages/{id}.md"), **_read(values))


def claim(id: str, *sources: str | Citation, **fields: Any) -> Claim:
    by = tuple(_party(one) for one in fields.pop("by", ()))
    values = {"text": f"Statement {id}", "sources": sources, **fields}
    return Claim(id=id, by=by, **_read(values))


def outcome(status: str, **fields: Any) -> Outcome:
    return Outcome(status=status, **_read(fields))  # type: ignore[arg-type]  # one of OutcomeStatus's literals, the caller's to choose


def role(title: Wording, since: str | None = None, until: str | None = None, **more: Any) -> Role:
    return Role(**_read({"title": title, "since": since, "until": until, **more}))


def correction(date: str, wording: Wording = "We erred.", **fields: Any) -> Correction:
    return Correction(**_read({"date": date, "text": wording, **fields}))


def medium(file: str | None = None, **fields: Any) -> Medium:
    return Medium(file=file, **_read(fields))


def contradicts(id: str) -> Citation:
    return Citation(id, supports=False)


def text(wording: Wording) -> Text:
    if isinstance(wording, str):
        return Text(((SITE_LANGUAGE, wording),))
    return Text(tuple(wording.items()))


def when(edtf: str) -> When:
    return parse_edtf(edtf)


# --- timelines and plans -------------------------------------------------------------------


def timeline_of(*records: Record, language: str = "en", timezone: tzinfo = UTC) -> Timeline:
    """As loading makes it: events in order, everything else in the order of ids."""
    return Timeline(
        events=order_events((one for one in records if isinstance(one, Event)), timezone),
        entities=_by_id(one for one in records if isinstance(one, Entity)),
        sources=_by_id(one for one in records if isinstance(one, Source)),
        stories=_by_id(one for one in records if isinstance(one, Story)),
        pages=_by_id(one for one in records if isinstance(one, Page)),
        language=language,
    )


def settings_of(**fields: Any) -> Settings:
    values = {"title": "A chronology", "timezone": UTC, **fields}
    return Settings(**_read(values))


def assets_of(*media: str) -> Assets:
    """`style.css` and the named media; a file's digest follows from its name."""
    files = {name: AssetFile(f"content/media/{name}", digest_value(name)) for name in media}
    return Assets(THEME, files)


def plan_of(*records: Record, media: Iterable[str] = (), **settings: Any) -> SitePlan:
    """The plan of a site with these records; `settings` are those of site.yaml."""
    chosen = settings_of(**settings)
    timeline = timeline_of(*records, language=chosen.language, timezone=chosen.timezone)
    return make_plan(timeline, chosen, assets_of(*media), words_of)


def page_of(plan: SitePlan, route: str) -> Any:
    """The context of the page at a route, `""` for the home page."""
    return context_of(plan, f"{route}index.html")


def context_of(plan: SitePlan, path: str) -> Any:
    return plan.artifacts[path].context


def routes_of(plan: SitePlan) -> set[str]:
    """Routes of all pages, without what every site has: see `ALWAYS`."""
    pages = {path.removesuffix("index.html") for path in plan.artifacts}
    pages = {page for page in pages - ALWAYS if not page.startswith(DRAWN)}
    return {page for page in pages if not FOR_MACHINES.search(page)}


DRAWN = ("timeline/", "embed/")
"""The drawn timeline and its frames have tests of their own."""


ALWAYS = {
    "", "404.html", "robots.txt", "entities/", "stories/", "tags/", "sources/", "targets/",
    "corrections/", "search.json", "search-texts.json", "assets/be07aa34dc/style.css",
    "_headers", "_redirects",
}  # fmt: skip  # one path a line would fill the screen
"""What a site without content consists of, in one language and without an address."""


def digests_of(plan: SitePlan) -> dict[str, str]:
    return {
        path: digest_value((artifact.context, artifact.recipe))
        for path, artifact in plan.artifacts.items()
    }


def changed(before: SitePlan, after: SitePlan) -> set[str]:
    """Routes whose context is another one, or that came or went."""
    old, new = digests_of(before), digests_of(after)
    paths = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    return {path.removesuffix("index.html") for path in paths if not FOR_MACHINES.search(path)}


FOR_MACHINES = re.compile(r"(?:^|/)(?:feed\.xml|feed\.json|calendar\.ics|(?:data|oembed)/.+)$")
"""Feeds, calendars and data files: tests/machines looks after them."""


def artifact(path: str, context: object = None, **fields: Any) -> Artifact:
    return Artifact(path, TemplateRecipe("a.html"), context, **fields)


@cache
def words_of(language: str) -> Words:
    """The shipped table of a language over the English one."""
    table: dict[str, Any] = {}
    for tag in dict.fromkeys(("en", language)):
        table |= tomllib.loads((WORDS / f"{tag}.toml").read_text(encoding="utf-8"))
    return Words(language, table, digest_value((language, table)))


# --- from plain values ---------------------------------------------------------------------


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read_value(name, value) for name, value in values.items()}


def _read_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _TEXTS and isinstance(value, str | Mapping):
        return text(value)
    if name in _DATES and isinstance(value, str):
        return when(value)
    if name in _PARTIES:
        return _party(value)
    if name == "sources":
        return tuple(one if isinstance(one, Citation) else Citation(one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def _participant(one: str | tuple[str, str]) -> Participant:
    return Participant(one) if isinstance(one, str) else Participant(one[0], text(one[1]))


def _party(one: str) -> Party:
    """`"@lei-jun"` is an entity, anything else a text."""
    return Party(one[1:], None) if one.startswith("@") else Party(None, text(one))


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}
