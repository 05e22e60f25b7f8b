"""Markdown bodies with all that they refer to resolved; `render/` makes HTML of them."""

from site_gen.model.markup import find_mentions, media_name, split_target
from site_gen.model.text import Text
from site_gen.plan.contexts import Markup
from site_gen.plan.edition import Edition
from site_gen.plan.references import References


def show_body(edition: Edition, body: Text | None, references: References) -> Markup | None:
    return resolve_body(edition, body, references) if body else None


def resolve_body(edition: Edition, body: Text, references: References) -> Markup:
    """The body in the page's language; its citations take their numbers in the page."""
    wording = edition.text(body)
    links: dict[str, str] = {}
    numbers: dict[str, int] = {}
    media: dict[str, str] = {}
    for mention in find_mentions(wording.text):
        if mention.role == "citation" and mention.target in edition.timeline.sources:
            numbers[mention.target] = references.number(mention.target)
        elif mention.role == "link" and (href := _find_href(edition, mention.target)):
            links[mention.target] = href
        elif url := edition.media_url(media_name(mention.target)):
            media[mention.target] = url
    return Markup(wording.text, wording.lang, links, numbers, media, edition.settings.raw_html)


def _find_href(edition: Edition, target: str) -> str | None:
    """Where a link by id leads; None for other links, and for what is not on this site."""
    found = split_target(target)
    if found is None:
        return None
    kind, id = found
    known, route = {
        "entity": (edition.timeline.entities, edition.urls.entity),
        "event": (edition.timeline.event_by_id, edition.urls.event),
        "story": (edition.timeline.stories, edition.urls.story),
        "source": (edition.timeline.sources, edition.urls.source),
    }[kind]
    return edition.href(route(id)) if id in known else None
