"""A free page and its translations, each a file, become one page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from site_gen.content.findings import WHOLE_FILE, Findings
from site_gen.content.pages import PagePart
from site_gen.content.wording import quote
from site_gen.model.records import Page
from site_gen.model.text import SITE_LANGUAGE, Text


def join_pages(parts: Iterable[PagePart], language: str, findings: Findings) -> Mapping[str, Page]:
    """Pages in the order of their ids; `language` is that of a file without a tag."""
    by_id: dict[str, dict[str, PagePart]] = defaultdict(dict)
    for part in parts:
        tag = SITE_LANGUAGE if part.tag.lower() == language.lower() else part.tag
        first = by_id[part.id].setdefault(tag, part)
        if first is not part:
            fact = f"{first.origin.path} is the same page in the same language"
            findings.error(part, WHOLE_FILE, "duplicate-id", fact, "keep one of the two")
    return {id: _join(by_id[id], findings) for id in sorted(by_id)}


def _join(parts: Mapping[str, PagePart], findings: Findings) -> Page:
    # The language of the site comes first: its tag is empty.
    ordered = [parts[tag] for tag in sorted(parts)]
    first = ordered[0]
    title = _join_texts([(part, part.title) for part in ordered], "title", findings)
    summaries = [(part, part.summary) for part in ordered if part.summary is not None]
    summary = _join_texts(summaries, "summary", findings) if summaries else None
    body = Text(tuple((tag, parts[tag].body) for tag in sorted(parts)))
    return Page(first.id, title, summary, body, first.origin)


def _join_texts(texts: Iterable[tuple[PagePart, Text]], name: str, findings: Findings) -> Text:
    """A plain text in a translation's file is in that file's language."""
    entries: dict[str, str] = {}
    for part, text in texts:
        for tag, words in text.entries:
            own = part.tag if tag == SITE_LANGUAGE else tag
            if own in entries:
                shown = quote(own) if own else "the site's language"
                fact = f'two files give the "{name}" in {shown}'
                remedy = "leave it to the translation's own file"
                findings.error(part, (name,), "conflicting-fields", fact, remedy)
            entries.setdefault(own, words)
    return Text(tuple(entries.items()))
