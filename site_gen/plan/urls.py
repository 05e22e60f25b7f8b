"""Where everything stands: the only place that spells a path.

A *route* is a page's place in the tree, such as `zh/events/su7-launch/`, without a leading slash;
a route that ends with `/` is the folder of an `index.html`. An *href* is what a page writes into
a link: the site's base path and the route, percent-encoded (RFC 3986 §2.1).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

FOUR_DIGITS = 9999
WHOLE = "all"
"""Stands for the whole timeline where a story's id would stand (command line, output tree)."""

_FURTHER = re.compile(r"(?:^|/)page/[0-9]+/index\.html$")


@dataclass(frozen=True, slots=True)
class Urls:
    """The routes of one language: `prefix` is empty or the language's folder with its slash.

    `base_path`, in plain text, begins and ends with `/`; `origin` is scheme and host, or None where
    unknown.
    """

    base_path: str
    origin: str | None
    prefix: str = ""

    def home(self) -> str:
        return self.prefix

    def events(self) -> str:
        """The folder of the events' pages; it has no page itself."""
        return f"{self.prefix}events/"

    def event(self, event_id: str) -> str:
        return f"{self.events()}{event_id}/"

    def year(self, year: int) -> str:
        return f"{self.prefix}years/{year_to_edtf(year)}/"

    def month(self, year: int, month: int) -> str:
        return f"{self.year(year)}{month:02d}/"

    def page(self, page_id: str) -> str:
        return f"{self.prefix}{page_id}/"

    def entities(self) -> str:
        return f"{self.prefix}entities/"

    def entity(self, entity_id: str) -> str:
        return f"{self.entities()}{entity_id}/"

    def stories(self) -> str:
        return f"{self.prefix}stories/"

    def story(self, story_id: str) -> str:
        return f"{self.stories()}{story_id}/"

    def tags(self) -> str:
        return f"{self.prefix}tags/"

    def tag(self, slug: str) -> str:
        return f"{self.tags()}{slug}/"

    def sources(self) -> str:
        return f"{self.prefix}sources/"

    def source(self, source_id: str) -> str:
        return f"{self.sources()}{source_id}/"

    def targets(self) -> str:
        return f"{self.prefix}targets/"

    def corrections(self) -> str:
        return f"{self.prefix}corrections/"

    def timeline(self) -> str:
        return f"{self.prefix}timeline/"

    def timeline_by(self, lanes: str) -> str:
        """The drawn timeline in other lanes: `stories`, `entities`, `kinds`."""
        return f"{self.timeline()}{lanes}/"

    def embed(self, story: str) -> str:
        """The frame for other sites of a story, or of `all`."""
        return f"{self.prefix}embed/{story}/"

    def feed(self, route: str) -> str:
        """The Atom feed of the slice whose page is at `route`."""
        return f"{route}feed.xml"

    def json_feed(self, route: str) -> str:
        return f"{route}feed.json"

    def calendar(self, route: str) -> str:
        return f"{route}calendar.ics"

    def slice_of(self, route: str) -> str | None:
        """The first page of the entity, story or tag to whose pages the route belongs."""
        match route[len(self.prefix) :].split("/"):
            case ("entities" | "stories" | "tags") as folder, name, _, *_:
                return f"{self.prefix}{folder}/{name}/"
        return None

    def search(self) -> str:
        return f"{self.prefix}search.json"

    def search_texts(self) -> str:
        return f"{self.prefix}search-texts.json"

    def framed_by(self, route: str) -> str | None:
        """The story, or `all`, of which there is a frame with what the route's page shows."""
        match route[len(self.prefix) :].split("/"):
            case ["stories" | "embed", story, ""]:
                return story
            case ["timeline", *_]:
                return WHOLE
        return None

    def timeline_json(self) -> str:
        """The whole content, in all languages at once."""
        return "data/timeline.json"

    def timeline_schema(self) -> str:
        return "data/timeline.schema.json"

    def events_csv(self) -> str:
        return f"{self.prefix}data/events.csv"

    def timelinejs(self) -> str:
        return f"{self.prefix}data/timelinejs.json"

    def sources_csl(self) -> str:
        return "data/sources.csl.json"

    def sources_bib(self) -> str:
        return "data/sources.bib"

    def oembed(self, story: str) -> str:
        """What oEmbed consumers learn of the frame of a story, or of `all`."""
        return f"{self.prefix}oembed/{story}.json"

    def not_found(self) -> str:
        return f"{self.prefix}404.html"

    def href(self, route: str) -> str:
        return encode_path(self.base_path + route)

    def absolute(self, route: str) -> str | None:
        """The whole URL, or None where the site's address is not known."""
        return f"{self.origin}{self.href(route)}" if self.origin else None


def web_address(url: str | None) -> str | None:
    """An http(s) address as it is, None for anything else.

    The field rules let nothing else through; but records may come from a cache that travelled,
    and a forged one must not bring a script into a link.
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


def further(route: str, number: int) -> str:
    """Page `number`, from 1, of the list at `route`."""
    return route if number == 1 else f"{route}page/{number}/"


def is_further(file: str) -> bool:
    """Whether a file of the tree is a list's second or later page."""
    return _FURTHER.search(file) is not None


def to_file(route: str) -> str:
    """The file of the output tree that answers for a route."""
    return f"{route}index.html" if route.endswith("/") or not route else route


def year_to_edtf(year: int) -> str:
    """An astronomical year as EDTF writes it: `-0043`, `0012`, `2024`, `Y12024` (LoC, level 1)."""
    if abs(year) > FOUR_DIGITS:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def theme_file(name: str, digest: str) -> str:
    """The route of a theme's asset: all of them in one folder that bears their common digest.

    So they may be cached for ever, and scripts and stylesheets name each other as they do in the
    theme.
    """
    return f"assets/{digest[:10]}/{name}"


def accent_file(light: str, dark: str) -> str:
    """The stylesheet of an accent; the two colours (`#rrggbb`) are all that it holds."""
    return f"assets/accent-{light[1:]}-{dark[1:]}.css"


def media_file(name: str, digest: str) -> str:
    """The route of a medium, with the beginning of its digest in its name for caches."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        return f"assets/media/{name}.{digest[:10]}"
    return f"assets/media/{stem}.{digest[:10]}.{suffix}"


def card_file(digest: str) -> str:
    """A picture for links elsewhere, by the digest of all that it follows from."""
    return f"assets/cards/{digest[:16]}.png"


@lru_cache(maxsize=200_000)
def encode_path(path: str) -> str:
    return quote(path, safe="/-._~")
