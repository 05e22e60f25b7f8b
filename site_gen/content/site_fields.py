"""site.yaml: its table, and the Settings made from it."""

from collections.abc import Mapping as Lookup
from dataclasses import dataclass
from typing import Any, get_args
from zoneinfo import ZoneInfo

from site_gen.content.addresses import BaseUrl, MediaPath
from site_gen.content.fields import Field, FieldType, ListOf, MapOf, Reading, Record, RecordType
from site_gen.content.files import SETTINGS
from site_gen.content.ids import Slug
from site_gen.content.languages import LanguageTag
from site_gen.content.nodes import Mapping, Node, Sequence
from site_gen.content.scalars import Boolean, Choice, Integer, PlainString
from site_gen.content.site_types import Color, FrameAncestors, FreeMapping, TimeZone
from site_gen.content.texts import TextField
from site_gen.content.wording import advise, quote
from site_gen.model.records import Origin
from site_gen.model.settings import Kind, Order, RawHtml, Settings
from site_gen.model.text import SITE_LANGUAGE, Text
from site_gen.rules import ERRORS, WARNINGS

ORIGIN = Origin(SETTINGS)


@dataclass(frozen=True)
class RuleName(FieldType[str]):
    """A warning's name: errors cannot be silenced."""

    @property
    def noun(self) -> str:
        return "the name of a rule, such as missing-translation"

    def read(self, node: Node, reading: Reading) -> str | None:
        name = PlainString(self.noun).read(node, reading)
        if name is None or name in WARNINGS:
            return name
        if name in ERRORS:
            fact = f"{quote(name)} is an error, which cannot be silenced"
            reading.error(node, "unknown-rule", fact, "mend what it reports")
        else:
            remedy = advise(name, tuple(WARNINGS))
            reading.error(node, "unknown-rule", f"unknown rule {quote(name)}", remedy)
        return None


KIND = RecordType(
    "a kind of event",
    (
        Field("label", TextField(), "its name on pages; default the id", "label: Launch"),
        Field("color", Color(), "a CSS colour", 'color: "#cc3333"'),
    ),
    {"name": "label", "title": "label", "colour": "color"},
)
FEEDS = RecordType(
    "the settings of feeds",
    (
        Field("limit", Integer(1, 10_000), "events in a feed; default 50", "limit: 50"),
        Field(
            "id",
            PlainString("a name for the site"),
            "a name that stays when title and address change; it is part of every entry's id;"
            " default the title",
            "id: cars-in-china",
        ),
    ),
)
CALENDAR = RecordType(
    "the settings of calendars",
    (
        Field(
            "months",
            Boolean(),
            "show what is known to the month as that whole month; default false",
            "months: true",
        ),
    ),
)
MARKDOWN = RecordType(
    "the settings of Markdown",
    (
        Field(
            "raw_html",
            Choice(get_args(RawHtml), "a way with HTML"),
            "what becomes of HTML in texts; default sanitize",
            "raw_html: escape",
        ),
    ),
)
HEADERS = RecordType(
    "the settings of headers",
    (
        Field(
            "frame_ancestors",
            FrameAncestors(),
            "which sites may show this one in a frame; default self",
            "frame_ancestors: https://example.org",
        ),
    ),
)
CHECK = RecordType(
    "the settings of checks",
    (Field("ignore", ListOf(RuleName()), "warnings to silence", "ignore: missing-translation"),),
)


def _make_kind(id: str, values: dict[str, Any]) -> Kind:
    return Kind(id, values.get("label", Text(((SITE_LANGUAGE, id),))), values.get("color"))


SITE = RecordType(
    "a site",
    (
        Field("title", TextField(), "the site's name", "title: Cars in China", required=True),
        Field(
            "base_url",
            BaseUrl(),
            "where the site will be; its path is the base path everywhere",
            "base_url: https://example.org/timeline/",
        ),
        Field("language", LanguageTag(), "that of texts without one; default en", "language: en"),
        Field(
            "languages",
            ListOf(LanguageTag(), distinct=True),
            "in which the site appears; each but the first under /<tag>/",
            "languages: [en, zh]",
        ),
        Field(
            "timezone",
            TimeZone(),
            "for times without a zone; default UTC",
            "timezone: Asia/Shanghai",
        ),
        Field(
            "order",
            Choice(get_args(Order), "an order"),
            "of the chronology; default ascending",
            "order: descending",
        ),
        Field("description", TextField(), "what the site is about", "description: A chronology."),
        Field("author", TextField(), "who makes it", "author: The editors"),
        Field("license", TextField(), "under which terms", "license: CC BY 4.0"),
        Field("logo", MediaPath(), "a picture below content/media/", "logo: logo.svg"),
        Field(
            "kinds",
            MapOf(Slug(), Record(KIND, dict), _make_kind, "a mapping from ids to kinds"),
            "the kinds that events may have",
            'kinds:\n  launch: {label: Launch, color: "#cc3333"}',
        ),
        Field("feeds", Record(FEEDS, dict), "feeds", "feeds: {limit: 50}"),
        Field("calendar", Record(CALENDAR, dict), "calendars", "calendar: {months: true}"),
        Field("markdown", Record(MARKDOWN, dict), "Markdown", "markdown: {raw_html: sanitize}"),
        Field("headers", Record(HEADERS, dict), "headers", "headers: {frame_ancestors: self}"),
        Field(
            "cards",
            Boolean(),
            "draw a picture for links elsewhere to each event, entity and story; default false",
            "cards: true",
        ),
        Field("check", Record(CHECK, dict), "checks", "check: {ignore: [missing-translation]}"),
        Field("params", FreeMapping(), "free for templates", "params: {footer: Made in Beijing}"),
    ),
    {
        "name": "title",
        "url": "base_url",
        "lang": "language",
        "time_zone": "timezone",
        "tz": "timezone",
        "sort": "order",
        "copyright": "license",
        "summary": "description",
    },
)


@dataclass(frozen=True, slots=True)
class SiteContent:
    """What site.yaml says. `broken` names fields whose value was refused.

    Nothing is concluded from a setting that is not known.
    """

    settings: Settings | None
    broken: frozenset[str]
    ignored: frozenset[str]


def read_site(root: Node | None, reading: Reading) -> SiteContent:
    """The settings; None where they cannot be relied on, with the reasons noted."""
    values = SITE.read_values(root, reading) if root is not None else None
    if values is None or type(root) is not Mapping:
        return SiteContent(None, frozenset(SITE.by_name), frozenset())
    found = values.found
    _check_languages(found, root, reading)
    broken = frozenset(name for name in root.entries if name in SITE.by_name and name not in found)
    check = found.get("check", {})
    ignored = frozenset(check.get("ignore", ()))
    settings = _make_settings(found, ignored) if values.complete else None
    return SiteContent(settings, broken, ignored)


def _check_languages(found: dict[str, Any], root: Mapping, reading: Reading) -> None:
    languages = found.get("languages")
    if languages is None:
        return
    if not languages:
        node = root.entries["languages"].node
        if isinstance(node, Sequence) and not node.items:
            reading.error(
                node, "no-value", "the list of languages is empty", "remove the line, or name one"
            )
        del found["languages"]
    elif found.get("language", languages[0]) != languages[0]:
        node = root.entries["language"].node
        fact = f'{quote(found["language"])} is not the first of the "languages"'
        remedy = "put it first there, as the site's own, or leave this line out"
        reading.error(node, "invalid-value", fact, remedy)
        # Which of the two is wrong is not for us to say: no conclusions from either.
        del found["languages"]


def _make_settings(found: Lookup[str, Any], ignored: frozenset[str]) -> Settings:
    params = found.get("params", {})
    return Settings(
        title=found["title"],
        timezone=found.get("timezone") or ZoneInfo("UTC"),
        base_url=found.get("base_url"),
        languages=found.get("languages", (found.get("language", "en"),)),
        order=found.get("order", "ascending"),
        description=found.get("description"),
        author=found.get("author"),
        license=found.get("license"),
        logo=found.get("logo"),
        kinds=found.get("kinds", ()),
        feed_limit=found.get("feeds", {}).get("limit", 50),
        feed_id=found.get("feeds", {}).get("id"),
        calendar_months=found.get("calendar", {}).get("months", False),
        raw_html=found.get("markdown", {}).get("raw_html", "sanitize"),
        frame_ancestors=found.get("headers", {}).get("frame_ancestors", "self"),
        cards=found.get("cards", False),
        ignored_rules=ignored,
        params=tuple(params.items()),
    )
