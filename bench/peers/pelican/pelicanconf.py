"""Settings of the corpus for Pelican: authors stand for entities, the rest is as one expects."""

import json
import sys
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import structured  # noqa: E402  # found only now

SITENAME = "A chronicle of works"
SITEURL = ""
SITE_ADDRESS = "https://example.org"
DESCRIPTION = "Events of a place that does not exist, to measure with."
AUTHOR = "The bench"
LICENSE = "CC0 1.0"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"
PLUGIN_PATHS = ["."]
PLUGINS = ["threads", "feeds"]

PATH = "content"
ARTICLE_PATHS = ["events"]
PAGE_PATHS = ["pages"]
THEME = "theme"
THEME_STATIC_DIR = "."

ENTITIES = json.loads((HERE / "entities.json").read_text(encoding="utf-8"))
SOURCES = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))
for source in SOURCES.values():
    published = datetime.fromisoformat(source["published"])
    source["words"] = f"{published.day} {published:%B %Y}"
STORIES = json.loads((HERE / "stories.json").read_text(encoding="utf-8"))

STATUSES = {
    "confirmed": (
        "●",
        "Confirmed",
        "on record from the party itself, or in a primary document",
    ),
    "reported": ("○", "Reported", "attributed, not confirmed"),
    "disputed": ("≠", "Disputed", "contradicted by a party or a source"),
    "target": ("→", "Target", "a promise or plan of the speaker"),
    "met": ("✓", "Met", "it came true, in time"),
    "missed": ("✗", "Missed", "it did not come true in time"),
    "partly": ("◐", "Partly met", "some of it came true"),
}
FORMATS = (
    ("feed.xml", "application/atom+xml", "Atom feed"),
    ("feed.json", "application/feed+json", "JSON feed"),
    ("calendar.ics", "text/calendar", "calendar"),
)
FEED_MAX_ITEMS = 50
JINJA_GLOBALS = {name: getattr(structured, name) for name in structured.GLOBALS}

MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}},
    "output_format": "html5",
}
FORMATTED_FIELDS: list[str] = []
ARTICLE_ORDER_BY = "ordinal"
DEFAULT_PAGINATION = 100
PAGINATED_TEMPLATES = {"index": None, "tag": None, "author": None, "period_archives": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

# A cache is what Pelican has against a second build that takes as long as the first.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True

ARTICLE_URL, ARTICLE_SAVE_AS = "events/{slug}/", "events/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "entities/{slug}/", "entities/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
CATEGORY_SAVE_AS = ""
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/", "years/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "years/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "years/{date:%Y}/{date:%m}/index.html"

DIRECT_TEMPLATES = ["index", "authors", "tags", "sources", "stories", "targets", "404", "sitemap"]
AUTHORS_SAVE_AS = "entities/index.html"
TAGS_SAVE_AS = "tags/index.html"
SOURCES_SAVE_AS = "sources/index.html"
STORIES_SAVE_AS = "stories/index.html"
TARGETS_SAVE_AS = "targets/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"

# Pelican's own feeds have no dates, statements and calendars: the plugin "feeds" writes them.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
