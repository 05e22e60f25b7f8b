"""Sources as references and source pages show them."""

from site_gen.dates import language_name
from site_gen.model.records import Source
from site_gen.plan.contexts import SourceShown
from site_gen.plan.edition import Edition
from site_gen.plan.references import References
from site_gen.plan.urls import web_address


def show_source(edition: Edition, source_id: str) -> SourceShown:
    return edition.once(_make_source, source_id)


def _make_source(edition: Edition, source_id: str) -> SourceShown:
    source = edition.timeline.sources[source_id]
    link = edition.source_link(source)
    archived = source.archived
    return SourceShown(
        title=link.text,
        page_url=link.url,
        url=web_address(source.url),
        kind=edition.words(f"source_kind_{source.kind}") if source.kind else None,
        publisher=edition.maybe_party(source.publisher),
        authors=tuple(edition.text(author) for author in source.author),
        published=edition.maybe_when(source.published),
        accessed=edition.maybe_when(source.accessed),
        archived_url=web_address(archived.url) if archived else None,
        archived=edition.maybe_when(archived.date) if archived else None,
        language=_foreign_language(edition, source),
        lang=source.lang,
        access=edition.words(f"access_{source.access}") if source.access else None,
        is_removed=source.access == "removed",
        is_anonymous=source.anonymous,
        note=edition.maybe(source.note),
        derived_from=tuple(
            edition.source_link(edition.timeline.sources[origin]) for origin in source.derived_from
        ),
    )


def new_references(edition: Edition) -> References:
    """An empty list of references for one page."""
    return References(lambda source_id: show_source(edition, source_id), edition.text)


def _foreign_language(edition: Edition, source: Source) -> str | None:
    """The name of the source's language where it is not that of the page."""
    if source.lang is None or source.lang.split("-")[0] == edition.language.split("-")[0]:
        return None
    return language_name(source.lang, edition.language)
