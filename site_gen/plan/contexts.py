"""What each template is given: a frozen value for each kind of page, and for each part of one.

A template sees nothing else, so what is written here is what a page depends on. URLs are ready
to be written into `href`: they begin with the site's base path. `Localized` texts carry a
language tag where they are not in the page's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_gen.model.text import Localized
from site_gen.plan.policies import CONTENT_POLICY
from site_gen.plan.words import Words

# --- parts that many pages share -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `url` is None where there is nothing to lead to."""

    text: Localized
    url: str | None


@dataclass(frozen=True, slots=True)
class DateShown:
    """A date in words; `datetime` is the value for `<time datetime>`, None where HTML has none.

    `edtf` is the date as it was recorded, in EDTF. `lang` as in `Localized`.
    """

    words: str
    datetime: str | None
    edtf: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in one of the site's languages; `name` is that language's name for itself."""

    language: str
    name: str
    url: str
    absolute_url: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class NavigationItem:
    text: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A feed or a calendar of what a page is about: `name` is what it is, `title` what of."""

    media_type: str
    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of one language has in common.

    `assets` maps an asset's name in the theme (`style.css`) to its fingerprinted URL.
    `direction` is `ltr` or `rtl`. `params` are those of site.yaml, free for templates.
    `search_url` is the index that filter and search load when they are first used. `accent_url`
    is the stylesheet of the site's own accent colour, None where it sets none; `css_urls` are
    those of stylesheets that the site adds. `formats` are the feeds and the calendar of the whole
    chronology; `locale` and `other_locales` are the site's
    languages as Open Graph writes them. `content_policy` is the Content Security Policy that a page
    carries in itself.
    """

    title: Localized
    description: Localized | None
    author: Localized | None
    license: Localized | None
    logo_url: str | None
    language: str
    direction: str
    home_url: str
    assets: Mapping[str, str]
    params: Mapping[str, Any]
    search_url: str = ""
    accent_url: str | None = None
    formats: tuple[Format, ...] = ()
    locale: str | None = None
    other_locales: tuple[str, ...] = ()
    content_policy: str = CONTENT_POLICY
    css_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of one page.

    `title` is the page's own, for the `<title>`. `breadcrumbs` lead from the home page
    down to the parent of this one. `is_listed` false asks search engines to stay out. `formats`
    are the feeds and the calendar of an entity, a story or a tag, on its own pages. `oembed_url`
    is where other sites learn how to frame what this page shows. `image_url` is the picture for
    links elsewhere; of one that was drawn for that, in 1200 by 630 pixels, `image_alt` says what
    it shows. `path` is where the page lies in the site, `events/su7-launch/`.
    """

    title: str
    description: str | None
    canonical_url: str | None
    breadcrumbs: tuple[Link, ...]
    navigation: tuple[NavigationItem, ...]
    alternates: tuple[Alternate, ...]
    is_listed: bool = True
    formats: tuple[Format, ...] = ()
    oembed_url: str | None = None
    image_url: str | None = None
    image_alt: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """A Markdown text with all that it refers to resolved; the filter `markdown` renders it.

    `links` maps a destination as written (`entity:lei-jun`) to a URL, `numbers` a source's id to
    its number in the page's references, `media` a picture's destination as written to its URL.
    What is absent there (an event not yet published) is shown as plain text. `lang` as in
    `Localized`. `raw_html` is site.yaml's `markdown.raw_html`.
    """

    text: str
    lang: str | None
    links: Mapping[str, str]
    numbers: Mapping[str, int]
    media: Mapping[str, str]
    raw_html: str


@dataclass(frozen=True, slots=True)
class KindShown:
    id: str
    label: Localized
    color: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what took part: `role` in this event, `offices` held on the event's date."""

    name: Link
    type: str
    role: Localized | None
    offices: tuple["Office", ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A role of an entity: since when and until when as far as known, and where."""

    title: Localized
    organization: Link | None
    since: DateShown | None
    until: DateShown | None
    citations: tuple["CitationShown", ...] = ()


@dataclass(frozen=True, slots=True)
class StatusShown:
    """A status in words and as a sign, never by colour alone; `explanation` says what it means."""

    id: str
    label: str
    sign: str
    explanation: str


@dataclass(frozen=True, slots=True)
class CitationShown:
    """A reference by number: `anchor` is the id of the entry in the page's references."""

    number: int
    anchor: str
    title: Localized
    locator: Localized | None
    note: Localized | None


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A source as references and source lists show it. `page_url` is None where it has no page.

    `kind` and `access` are words; `is_removed` is true where the original is gone. `language` is
    the name of the source's language where it is not the page's.
    """

    title: Localized
    page_url: str | None
    url: str | None
    kind: str | None
    publisher: Link | None
    authors: tuple[Localized, ...]
    published: DateShown | None
    accessed: DateShown | None
    archived_url: str | None
    archived: DateShown | None
    language: str | None
    lang: str | None
    access: str | None
    is_removed: bool
    is_anonymous: bool
    note: Localized | None
    derived_from: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a page's numbered references; `anchor` is its id on the page."""

    number: int
    anchor: str
    source: SourceShown


@dataclass(frozen=True, slots=True)
class StatusChangeShown:
    status: StatusShown
    date: DateShown | None
    note: Localized | None
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    status: StatusShown
    date: DateShown | None
    event: Link | None
    text: Localized | None
    citations: tuple[CitationShown, ...]


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A statement with who made it, when, how sure it is, and what it rests on.

    `id` is its anchor; `url` leads to it on the event's page. `by` empty: the sources in their
    own voice where `is_sourced`, else nobody is named. `said` is None where it was said on the
    event's date. `citations` support it, `contradictions` speak against it; away from the event's
    page both are empty, and `is_sourced` alone tells whether a source supports it.
    """

    id: str
    url: str
    text: Localized
    by: tuple[Link, ...]
    said: DateShown | None
    quote: Localized | None
    status: StatusShown
    note: Localized | None
    is_sourced: bool
    citations: tuple[CitationShown, ...]
    contradictions: tuple[CitationShown, ...]
    due: DateShown | None
    outcome: OutcomeShown | None
    history: tuple[StatusChangeShown, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list away from its event."""

    claim: ClaimShown
    event: Link
    event_date: DateShown


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list. `signs` are ids among `disputed`, `corrected`, `retracted`, `draft`.

    `importance` is 1 (major) to 3 (minor); `source_count` counts distinct sources. `part_count`
    counts the events that are part of it; `parts` are those of them that are folded under it
    here, which is only in a chronology.
    """

    id: str
    url: str
    title: Localized
    date: DateShown
    summary: Localized | None
    kind: KindShown | None
    importance: int
    place: Link | None
    participants: tuple[Link, ...]
    part_of: Link | None
    source_count: int
    signs: tuple[str, ...]
    part_count: int = 0
    parts: tuple["EventRow", ...] = ()


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """Events of one month, or of a time in the year that is no month ("spring 2024").

    `heading` is None for the latter where they begin their year.
    """

    anchor: str
    heading: str | None
    url: str | None
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Events of one year, or, under a heading in words, of a coarser time ("1980s")."""

    anchor: str
    heading: str
    url: str | None
    months: tuple[MonthGroup, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long list we are: pages count from 1.

    `starts` are the dates, in EDTF, with which the pages of a chronology begin; else it is empty.
    """

    current: int
    total: int
    previous_url: str | None
    next_url: str | None
    urls: tuple[str, ...]
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chronology:
    """One page of a list of events under years and months; `total` counts all pages' events.

    `scope` tells the filter what the whole list is about: `all` events, those of `entity=nio`,
    `story=onvo` or `tag=ev`; empty where only the page itself knows (a year's events).
    """

    groups: tuple[YearGroup, ...]
    pager: Pager | None
    total: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class OverviewBar:
    """A time with events: `x` and `width` in percent of the drawing, `height` in pixels."""

    label: str
    count: int
    url: str
    x: float
    width: float
    height: int


@dataclass(frozen=True, slots=True)
class OverviewGap:
    """A long time without events, from `x` on, in percent of the drawing."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class OverviewLabel:
    """A year under the drawing at `x` percent; `anchor` is SVG's `text-anchor`."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How many events there are when, drawn; `sentences` say the same in words."""

    bars: tuple[OverviewBar, ...]
    gaps: tuple[OverviewGap, ...]
    labels: tuple[OverviewLabel, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link with the number of events behind it."""

    link: Link
    count: int
    summary: Localized | None = None


@dataclass(frozen=True, slots=True)
class MediumShown:
    """A picture or file of the site (`is_image` tells which), or a link to one elsewhere."""

    url: str
    is_image: bool
    is_external: bool
    alt: Localized | None
    caption: Localized | None
    credit: Localized | None
    license: Localized | None
    citation: CitationShown | None


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """`kind` is correction, clarification, update or retraction; `label` the same in words."""

    date: DateShown
    kind: str
    label: str
    text: Localized


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where an event stands in a story: `position` of `total`, from 1, and its neighbours there."""

    story: Link
    position: int
    total: int
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language: the language's tag, its name in the page's language, the name."""

    language: str
    language_name: str
    text: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in an outside register; `url` where the register's address is known."""

    scheme: str
    value: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How an entity stands to others: `label` in words ("Part of"), and to which."""

    label: str
    entities: tuple[Link, ...]


SHARED_PARTS = (
    Localized,
    Link,
    DateShown,
    Site,
    NavigationItem,
    KindShown,
    StatusShown,
    EventRow,
    SourceShown,
)
"""Parts of which many contexts hold the same value; whoever digests contexts does each once."""


# --- one for each template: its fields are the template's variables --------------------------


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page has."""

    site: Site
    page: Frame
    words: Words


@dataclass(frozen=True, slots=True)
class ChronologyPage(PageContext):
    """`chronology.html`: the home page and its further pages. `years` lead to the year pages.

    `stories` are all, or the largest where there are many; `all_stories` then leads to the list of
    them and counts the stories in it.
    """

    chronology: Chronology
    years: tuple[CountedLink, ...]
    stories: tuple[CountedLink, ...]
    overview: Overview | None = None
    all_stories: CountedLink | None = None


@dataclass(frozen=True, slots=True)
class PeriodPage(PageContext):
    """`period.html`: a year or a month. `continuing` began earlier and lasted into it.

    `months` is empty on a month's page, and so is `overview`.
    """

    heading: str
    chronology: Chronology
    continuing: tuple[EventRow, ...]
    months: tuple[CountedLink, ...]
    earlier: Link | None
    later: Link | None
    overview: Overview | None = None


@dataclass(frozen=True, slots=True)
class EventPage(PageContext):
    """`event.html`. `earlier` and `later` are the neighbours in the whole order."""

    event: EventRow
    participants: tuple[Participant, ...]
    body: Markup | None
    claims: tuple[ClaimShown, ...]
    citations: tuple[CitationShown, ...]
    references: tuple[Reference, ...]
    media: tuple[MediumShown, ...]
    tags: tuple[Link, ...]
    part_of: EventRow | None
    parts: tuple[EventRow, ...]
    follows: tuple[EventRow, ...]
    followed_by: tuple[EventRow, ...]
    earlier: EventRow | None
    later: EventRow | None
    stories: tuple[StoryPlace, ...]
    corrections: tuple[CorrectionShown, ...]
    published: DateShown | None
    updated: DateShown | None


@dataclass(frozen=True, slots=True)
class EntityPage(PageContext):
    """`entity.html`: who or what, with its own timeline and what it said.

    Body, roles and references stand on the first page of a long timeline; claims, as events, a
    hundred on each.
    """

    name: Localized
    type: str
    type_label: str
    names: tuple[Name, ...]
    aliases: tuple[Localized, ...]
    summary: Localized | None
    body: Markup | None
    roles: tuple[Office, ...]
    relations: tuple[Relation, ...]
    tickers: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    links: tuple[str, ...]
    chronology: Chronology
    claims: tuple[ClaimRow, ...]
    references: tuple[Reference, ...]
    drawing: "Drawing | None" = None


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """The entities of one type."""

    type: str
    label: str
    entities: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class EntitiesPage(PageContext):
    """`entities.html`: everybody and everything."""

    groups: tuple[EntityGroup, ...]


@dataclass(frozen=True, slots=True)
class StoryPage(PageContext):
    """`story.html`. `events` is the thread in its order when the story fixes one, else empty.

    In a fixed order `chronology` has no groups, but the total and the pager of `events`. The body
    and its references stand on the first page.
    """

    title: Localized
    summary: Localized | None
    body: Markup | None
    is_fixed_order: bool
    events: tuple[EventRow, ...]
    chronology: Chronology
    references: tuple[Reference, ...]
    drawing: "Drawing | None" = None
    embed_code: str = ""


@dataclass(frozen=True, slots=True)
class StoriesPage(PageContext):
    """`stories.html`."""

    stories: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class TagPage(PageContext):
    """`tag.html`."""

    tag: Localized
    chronology: Chronology
    overview: Overview | None = None


@dataclass(frozen=True, slots=True)
class TagsPage(PageContext):
    """`tags.html`."""

    tags: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class SourcePage(PageContext):
    """`source.html`: a source and everything that rests on it.

    The events of `chronology` cite it anywhere, their claims included. `supported` and
    `contradicted` are claims, together a hundred on each page of a long chronology; the sources
    that are `derived` from it stand on the first.
    """

    source: SourceShown
    chronology: Chronology
    supported: tuple[ClaimRow, ...]
    contradicted: tuple[ClaimRow, ...]
    derived: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of sources, with the number of events that rest on it."""

    source: SourceShown
    count: int


@dataclass(frozen=True, slots=True)
class SourcesPage(PageContext):
    """`sources.html`: newest first, sources without a date last."""

    sources: tuple[SourceEntry, ...]
    pager: Pager | None
    total: int


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Statements about the future with one outcome; `status.id` is `open` where none is known.

    `total` counts those on other pages of the list too.
    """

    status: StatusShown
    claims: tuple[ClaimRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TargetsPage(PageContext):
    """`targets.html`: what was promised or predicted, and what came of it."""

    groups: tuple[TargetGroup, ...]
    pager: Pager | None
    total: int


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    correction: CorrectionShown
    event: Link
    event_date: DateShown


@dataclass(frozen=True, slots=True)
class CorrectionsPage(PageContext):
    """`corrections.html`: what we corrected, newest first."""

    corrections: tuple[CorrectionEntry, ...]
    pager: Pager | None
    total: int


@dataclass(frozen=True, slots=True)
class FreePage(PageContext):
    """`page.html`: a free page of the site."""

    title: Localized
    summary: Localized | None
    body: Markup
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage(PageContext):
    """`404.html`."""


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """`redirect.html`: an old address; `url` is where it leads, `absolute_url` the same whole."""

    language: str
    title: str
    url: str
    absolute_url: str | None
    content_policy: str = CONTENT_POLICY


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page for search engines; `alternates` are `(language tag, absolute URL)`."""

    url: str
    alternates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`sitemap.xml` (sitemaps.org 0.9): at most 50,000 pages."""

    pages: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """`sitemap-index.xml`: the parts of a sitemap of more than 50,000 pages."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """`search.json`: what filter and search know of the site, in one language.

    `texts_url` is where the rest stands, that of `SearchTexts`, so that this stays small.

    Names are pairs `(id, name)` or triples with all other names; `folders` are the URLs below
    which the pages of events, entities, stories and tags stand by their ids. What is said of
    events stands in columns, one item for each event in order, because that compresses best;
    in them `kinds` and the items of the last three are places in the lists of names, from 0, and
    -1 stands for no kind.
    """

    folders: Mapping[str, str]
    texts_url: str
    kind_names: tuple[tuple[str, str], ...]
    entity_names: tuple[tuple[str, str, str], ...]
    story_names: tuple[tuple[str, str], ...]
    tag_names: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    importance: tuple[int, ...]
    kinds: tuple[int, ...]
    entities: tuple[tuple[int, ...], ...]
    stories: tuple[tuple[int, ...], ...]
    tags: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """`search-texts.json`: for each event in order what its summary adds to be found by.

    That is each word that neither its title nor the names of its entities have, once.
    """

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccentSheet:
    """`accent.css`: the site's accent colour as it is legible on light and on dark."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Robots:
    """`robots.txt` (RFC 9309)."""

    sitemap_url: str | None


# --- the drawn timeline ----------------------------------------------------------------------
#
# Lengths are in units of the drawing's view box, rounded to a tenth, so that equal drawings are
# equal values. Heights are measured from the top of the drawing.


@dataclass(frozen=True, slots=True)
class ShapeShown:
    """One piece of a date: `shape` is point, whole, range or span, from `x` on.

    `fade` is empty, `start`, `end` or `both`. `arrow_start` and `arrow_end` tell that it goes on,
    `lost_start` and `lost_end` that nothing is known of that end; these stand outside `x` and
    `x + width`.
    """

    shape: str
    x: float
    width: float
    fade: str
    arrow_start: bool
    arrow_end: bool
    lost_start: bool
    lost_end: bool


@dataclass(frozen=True, slots=True)
class MarkShown:
    """An event in the drawing; `x` to `x + width` is its target, `y` its middle.

    `label` is the title as far as there is room, empty where there is none, and stands at
    `label_x`, on the mark itself where it `is_inside`; `anchor` is its `text-anchor`. `join` is
    empty, `or`, `and`: the pieces from `join_x` to `join_end` are alternatives, or all of them.
    """

    url: str
    title: Localized
    date: DateShown
    importance: int
    x: float
    width: float
    y: float
    shapes: tuple[ShapeShown, ...]
    join: str
    join_x: float
    join_end: float
    label: str
    label_x: float
    anchor: str
    is_inside: bool


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """From an event at (`x`, `y`) to the due date of what was promised there, at `due_x`, `due_y`.

    `status` is its outcome. `label` stands at `label_x`, `anchor` is its `text-anchor`.
    """

    url: str
    title: Localized
    due: DateShown
    status: StatusShown
    x: float
    y: float
    due_x: float
    due_y: float
    label: str
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class ClusterShown:
    """Events that have no room of their own; `url` leads to where they are listed."""

    url: str
    count: int
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class LaneShown:
    """A lane from `y` on; `label` is None where there is but one."""

    label: Link | None
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class TickShown:
    """A mark of the axis; its label, in the middle of `label_x`, is empty where it has no room."""

    x: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn timeline: `width` by `height`. `cuts` are the places where the axis is broken.

    `first` is the date of the event that begins first, `last` that of the one that ends last.
    """

    width: int
    height: float
    axis_y: float
    lanes: tuple[LaneShown, ...]
    ticks: tuple[TickShown, ...]
    cuts: tuple[float, ...]
    marks: tuple[MarkShown, ...]
    threads: tuple[ThreadShown, ...]
    clusters: tuple[ClusterShown, ...]
    total: int
    first: DateShown
    last: DateShown
