"""`site-gen list`."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import count_problems, printable, write_problems

if TYPE_CHECKING:
    from site_gen.build import PlannedSite
    from site_gen.model.records import Event
    from site_gen.model.text import Text

Row = dict[str, str | bool | None]


@click.command("list")
@click.argument(
    "what", type=click.Choice(["events", "entities", "sources", "claims", "drafts", "routes"])
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def command(console: Console, what: str, as_json: bool) -> None:
    """List events, entities, sources, claims, drafts, or the files that a build would write.

    One line each, columns separated by tabs.
    """
    from site_gen.build import plan_site
    from site_gen.content.files import find_site
    from site_gen.output.report import BuildOptions

    site = plan_site(
        BuildOptions(find_site(console.folder), read_now(None), drafts=what != "routes")
    )
    if site.plan is None or site.timeline is None:
        for text in write_problems(site.problems, "text"):
            console.warn(text)
        console.warn(f"nothing to list: {count_problems(site.problems)}")
        raise click.exceptions.Exit(1)
    for row in LISTS[what](site):
        console.answer(json.dumps(row, ensure_ascii=False) if as_json else _to_line(row))


def _to_line(row: Row) -> str:
    return "\t".join(printable(str(value or "")) for value in row.values())


def _list_events(site: "PlannedSite") -> Iterator[Row]:
    yield from _event_rows(site, _events(site))


def _list_drafts(site: "PlannedSite") -> Iterator[Row]:
    yield from _event_rows(site, (event for event in _events(site) if event.draft))


def _list_entities(site: "PlannedSite") -> Iterator[Row]:
    for entity in site.timeline.entities.values() if site.timeline else ():
        yield {"id": entity.id, "type": entity.type, "name": _text(site, entity.name)}


def _list_sources(site: "PlannedSite") -> Iterator[Row]:
    for source in site.timeline.sources.values() if site.timeline else ():
        yield {
            "id": source.id,
            "published": str(source.published) if source.published else None,
            "kind": source.kind,
            "title": _text(site, source.title),
            "url": source.url,
        }


def _list_claims(site: "PlannedSite") -> Iterator[Row]:
    for event in _events(site):
        for claim in event.claims:
            yield {
                "event": event.id,
                "id": claim.id,
                "status": claim.status,
                "due": str(claim.due) if claim.due else None,
                "outcome": claim.outcome.status if claim.outcome else None,
                "text": _text(site, claim.text),
            }


def _list_routes(site: "PlannedSite") -> Iterator[Row]:
    for path in site.plan.artifacts if site.plan else ():
        yield {"path": path}


LISTS: dict[str, Callable[["PlannedSite"], Iterator[Row]]] = {
    "events": _list_events,
    "entities": _list_entities,
    "sources": _list_sources,
    "claims": _list_claims,
    "drafts": _list_drafts,
    "routes": _list_routes,
}


def _event_rows(site: "PlannedSite", events: Iterable["Event"]) -> Iterator[Row]:
    for event in events:
        yield {
            "id": event.id,
            "date": str(event.date),
            "title": _text(site, event.title),
            "kind": event.kind,
            "file": event.origin.path,
        }


def _events(site: "PlannedSite") -> Iterable["Event"]:
    return site.timeline.events if site.timeline else ()


def _text(site: "PlannedSite", text: "Text") -> str:
    return text.in_site_language(site.settings.language if site.settings else "en")
