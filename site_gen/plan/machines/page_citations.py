"""How to cite a page of the site: in words, as BibTeX, as CSL-JSON.

Made from the page's own context while it is rendered, as its structured data are. A page of an
event is dated by our last edit where that is recorded; other pages have no date of their own.
"""

from dataclasses import dataclass
from urllib.parse import unquote

from site_gen.dates import When, parse_edtf
from site_gen.plan.contexts import DateShown, EventPage, PageContext
from site_gen.plan.machines import bibtex, csl
from site_gen.plan.machines.records_json import dump


@dataclass(frozen=True, slots=True)
class PageCitation:
    """`bibtex` and `csl` are whole files with one entry each."""

    words: str
    bibtex: str
    csl: str


def cite_page(page: PageContext) -> PageCitation | None:
    """None for a page that is not to be found.

    Where the site's address is not known there is no address: a path alone leads nobody anywhere.
    """
    if not page.page.is_listed:
        return None
    return PageCitation(_cite_in_words(page), _cite_as_bibtex(page), _cite_as_csl(page))


def _cite_in_words(page: PageContext) -> str:
    edited = _find_edit(page)
    url = page.page.canonical_url or ""
    if _is_whole(page):
        return page.words("cite_site", site=page.page.title, url=url).strip()
    return page.words(
        "cite_as" if edited else "cite_as_undated",
        title=page.page.title,
        site=page.site.title.text,
        date=edited.words if edited else "",
        url=url,
    ).strip()


def _cite_as_bibtex(page: PageContext) -> str:
    site, edited = page.site, _parse_edit(page)
    fields: list[bibtex.Field] = [("title", f"{{{{{bibtex.escape(page.page.title)}}}}}")]
    if site.author:
        fields.append(("author", f"{{{{{bibtex.escape(site.author.text)}}}}}"))
    if not _is_whole(page):
        fields.append(("howpublished", f"{{{bibtex.escape(site.title.text)}}}"))
    fields += bibtex.date_fields(edited)
    if page.page.canonical_url:
        fields.append(("url", f"{{{bibtex.escape_address(page.page.canonical_url)}}}"))
    notes = list(bibtex.date_notes(edited, site.language))
    return bibtex.write_entry("misc", bibtex.make_key(_name(page)), fields, notes)


def _cite_as_csl(page: PageContext) -> str:
    site, edited = page.site, _parse_edit(page)
    shown: csl.Item = {
        "id": _name(page),
        "type": "webpage",
        "title": page.page.title,
        "container-title": None if _is_whole(page) else site.title.text,
        "author": [{"literal": site.author.text}] if site.author else None,
        "issued": csl.show_date(edited, site.language) if edited else None,
        "URL": page.page.canonical_url,
        "language": site.language,
    }
    return dump([{name: value for name, value in shown.items() if value}])


def _is_whole(page: PageContext) -> bool:
    """Whether the page is called like the site, and so stands for all of it."""
    return page.page.title == page.site.title.text


def _find_edit(page: PageContext) -> DateShown | None:
    return (page.updated or page.published) if isinstance(page, EventPage) else None


def _parse_edit(page: PageContext) -> When | None:
    edited = _find_edit(page)
    return parse_edtf(edited.edtf) if edited else None


def _name(page: PageContext) -> str:
    """The path with `-` for `/`, `events-su7-launch`: no other page's, and no source's id."""
    return unquote(page.page.path).strip("/").replace("/", "-") or "chronology"
