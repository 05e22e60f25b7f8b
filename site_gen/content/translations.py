"""Texts that lack one of the site's languages, or are in one that it does not have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from site_gen.content.documents import AnyRecord
from site_gen.content.findings import WHOLE_FILE, Findings, HasOrigin, Pointer
from site_gen.content.references import Whole
from site_gen.content.site_fields import ORIGIN
from site_gen.content.wording import guess, list_words, quote
from site_gen.model.records import Entity, Event, Page, Story
from site_gen.model.settings import Settings
from site_gen.model.text import SITE_LANGUAGE, Text

_Place = tuple[HasOrigin, Pointer, Text | None]


def check_site_texts(settings: Settings, pages: Iterable[Page], findings: Findings) -> None:
    """The texts of site.yaml, and the pages, each of several files."""
    check = Translations(settings, findings)
    site = Whole(ORIGIN)
    texts: list[_Place] = [
        (site, ("title",), settings.title),
        (site, ("description",), settings.description),
    ]
    texts += [(site, ("kinds", kind.id, "label"), kind.label) for kind in settings.kinds]
    check.check_texts(texts, ())
    for page in pages:
        check.check_page(page, page.body)


def _texts_to_translate(record: AnyRecord) -> Iterator[_Place]:
    if isinstance(record, Event):
        yield from _texts_of_event(record)
    elif isinstance(record, Entity):
        yield record, ("summary",), record.summary
    elif isinstance(record, Story):
        yield record, ("title",), record.title
        yield record, ("summary",), record.summary


def _texts_of_event(event: Event) -> Iterator[_Place]:
    yield event, ("title",), event.title
    yield event, ("summary",), event.summary
    yield event, ("date_text",), event.date_text
    for index, claim in enumerate(event.claims):
        yield event, ("claims", index, "text"), claim.text
        if claim.outcome:
            yield event, ("claims", index, "outcome", "text"), claim.outcome.text
    for index, correction in enumerate(event.corrections):
        yield event, ("corrections", index, "text"), correction.text


def _other_texts(record: AnyRecord) -> Iterator[_Place]:
    """Texts whose other languages may be missing without a word."""
    if isinstance(record, Event | Entity | Story):
        yield record, ("body",), record.body
    if isinstance(record, Event):
        for index, claim in enumerate(record.claims):
            yield record, ("claims", index, "note"), claim.note


@dataclass(slots=True)
class Translations:
    """`verdicts`: by the languages of a text, those that are missing."""

    settings: Settings
    findings: Findings
    verdicts: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def check_record(self, record: AnyRecord) -> None:
        """All but pages, which are made of several files."""
        self.check_texts(_texts_to_translate(record), _other_texts(record))

    def check_texts(self, translated: Iterable[_Place], others: Iterable[_Place]) -> None:
        for record, pointer, text in translated:
            if text is not None:
                self.check_missing(record, pointer, text)
                self.check_unused(record, pointer, text)
        for record, pointer, text in others:
            if text is not None:
                self.check_unused(record, pointer, text)

    def check_missing(self, record: HasOrigin, pointer: Pointer, text: Text) -> None:
        tags = tuple(tag for tag, _ in text.entries)
        missing = self.verdicts.get(tags)
        if missing is None:
            missing = self.verdicts[tags] = self._list_missing(text)
        if missing:
            name = next(step for step in reversed(pointer) if isinstance(step, str))
            fact = f"{quote(name)} is not translated into {list_words(missing, 'and')}"
            self.findings.warn(
                record, pointer, "missing-translation", fact, self._advise(text, missing)
            )

    def _list_missing(self, text: Text) -> list[str]:
        site = self.settings.language
        return [tag for tag in self.settings.languages if not text.has_language(tag, site)]

    def _advise(self, text: Text, missing: list[str]) -> str:
        if text.entries[0][0] != SITE_LANGUAGE:
            return f"add {list_words((f'{tag}: …' for tag in missing), 'and')}"
        both = ", ".join(f"{tag}: …" for tag in (self.settings.language, *missing))
        return f"write it as {{{both}}}"

    def check_unused(self, record: HasOrigin, pointer: Pointer, text: Text) -> None:
        for tag, _ in text.entries:
            if tag != SITE_LANGUAGE and not self._is_used(tag):
                pointed = (*pointer, tag)
                self._report_unused(record, pointed, tag)

    def check_page(self, page: HasOrigin, body: Text) -> None:
        """A translation of a page is a file of its own."""
        missing = self._list_missing(body)
        if missing:
            path = page.origin.path.removesuffix(".md")
            name = path.rpartition("/")[2].partition(".")[0]
            fact = f"this page is not translated into {list_words(missing, 'and')}"
            names = list_words((f"{name}.{tag}.md" for tag in missing), "and")
            self.findings.warn(
                page, WHOLE_FILE, "missing-translation", fact, f"write {names} beside it"
            )
        for tag, _ in body.entries:
            if tag != SITE_LANGUAGE and not self._is_used(tag):
                self._report_unused(page, WHOLE_FILE, tag)

    def _is_used(self, tag: str) -> bool:
        """Whether some page of the site would ever show it (RFC 4647 §3.4)."""
        form = tag.lower()
        languages = self.settings.languages
        return any(f"{language.lower()}-".startswith(f"{form}-") for language in languages)

    def _report_unused(self, record: HasOrigin, pointer: Pointer, tag: str) -> None:
        languages = self.settings.languages
        meant = guess(tag, languages) or next(
            (own for own in languages if tag.lower().startswith(f"{own.lower()}-")), None
        )
        remedy = 'add it to "languages" in site.yaml, or remove the text'
        if meant:
            remedy = f"did you mean {quote(meant)}? Or {remedy}"
        fact = f"the site has no language {quote(tag)}, so this text is never shown"
        self.findings.warn(record, pointer, "unused-language", fact, remedy)
