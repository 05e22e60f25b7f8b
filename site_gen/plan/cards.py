"""Pictures for links elsewhere (Open Graph): the title, what it is or when it was, and the site."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from site_gen.content.findings import Finding
from site_gen.content.wording import quote
from site_gen.digest import digest_value
from site_gen.model.records import Entity, Event, Story
from site_gen.plan.artifacts import Artifact, CardRecipe, FontSet, Ranges
from site_gen.plan.colors import find_accent
from site_gen.plan.edition import Edition
from site_gen.plan.urls import card_file

RULE = "card-left-out"
MOST_NAMED = 12
"""Characters that a message shows."""

SYMBOLS = ("So", "Sk", "Cf")
"""Categories of Unicode: signs that are no letters, shades of skin, joiners."""

VARIANT = "\ufe0f"
"""Asks for an emoji in colour."""

PAPER, INK, SOFT, LINE, ACCENT = "#fdfcf9", "#1c1b19", "#5a564e", "#dcd6ca", "#0c5a6e"
"""Those of the theme on light ground."""

Record = Event | Entity | Story


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn. `kicker` stands above the title, `site` at the foot; colours are `#rrggbb`.

    `mark` is the colour of the point on the line of time.
    """

    title: str
    kicker: str
    site: str
    language: str
    is_rtl: bool
    accent: str
    mark: str
    paper: str = PAPER
    ink: str = INK
    soft: str = SOFT
    line: str = LINE

    @property
    def text(self) -> str:
        return f"{self.title}{self.kicker}{self.site}"


class CardLink(TypedDict):
    """Of `Edition.common`: where the picture is, and what stands on it."""

    image: str | None
    image_alt: str | None


def plan_cards(edition: Edition) -> Iterator[Artifact]:
    fonts = edition.assets.fonts
    if fonts is None or not _are_wanted(edition):
        return
    recipe = CardRecipe(fonts.bold, fonts.regular)
    for record in _list_records(edition):
        card = _find_card(edition, record)
        if not find_undrawn(card.text, fonts.characters):
            yield Artifact(_find_path(edition, card, fonts), recipe, card, record.origin)


def link_card(edition: Edition, record: Record, other: str | None = None) -> CardLink:
    """The fields of a page for its card, or for the `other` picture where there is none.

    There is none where the site does not ask for any, no address is known by which to name it, or
    no font has all that stands on it.
    """
    fonts = edition.assets.fonts
    if fonts and _are_wanted(edition):
        card = _find_card(edition, record)
        if not find_undrawn(card.text, fonts.characters):
            url = edition.href(_find_path(edition, card, fonts))
            return {"image": url, "image_alt": f"{card.kicker} – {card.title}"}
    return {"image": other, "image_alt": None}


def check_cards(editions: Sequence[Edition]) -> Iterator[Finding]:
    """Why there are none, or not all, where the site asks for them."""
    if any(edition.settings.cards and edition.urls.origin is None for edition in editions):
        fact = "no pictures for links are drawn, for other sites need their whole address"
        yield _find(fact, 'set "base_url" to where the site will stand')
        return
    wanting = [edition for edition in editions if _are_wanted(edition)]
    if any(edition.assets.fonts is None for edition in wanting):
        fact = "no pictures for links are drawn, for Pillow is missing"
        yield _find(fact, "install site-gen[cards]")
        return
    missing: set[str] = set()
    number = 0
    for edition in wanting:
        for record in _list_records(edition):
            undrawn = _find_missing(edition, record)
            number += bool(undrawn)
            missing |= undrawn
    if missing:
        shown = "".join(sorted(missing)[:MOST_NAMED])
        count = "one picture is" if number == 1 else f"{number} pictures are"
        fact = f"{count} not drawn, for no font here has {quote(shown)}"
        yield _find(fact, "install one that has, such as Debian's fonts-noto-cjk for Chinese")


def _find_card(edition: Edition, record: Record) -> Card:
    return edition.once(_draft_card, (type(record).__name__, record.id))


def _draft_card(edition: Edition, key: tuple[str, str]) -> Card:
    kind, record_id = key
    timeline = edition.timeline
    records: Mapping[str, Mapping[str, Record]] = {
        "Event": timeline.event_by_id,
        "Entity": timeline.entities,
        "Story": timeline.stories,
    }
    record = records[kind][record_id]
    accent = find_accent(edition.settings)
    color = accent.light if accent else ACCENT
    title, kicker, mark = _describe(edition, record)
    return Card(
        title=_without_symbols(edition, title),
        kicker=kicker,
        site=edition.site.title.text,
        language=edition.language,
        is_rtl=edition.site.direction == "rtl",
        accent=color,
        mark=mark or color,
    )


def _without_symbols(edition: Edition, text: str) -> str:
    """Without emoji and the like that no font has: they are no reason to have no picture."""
    fonts = edition.assets.fonts
    undrawn = find_undrawn(text, fonts.characters) if fonts else set()
    symbols = {one for one in undrawn if unicodedata.category(one) in SYMBOLS or one == VARIANT}
    return " ".join("".join(one for one in text if one not in symbols).split()) or text


def _describe(edition: Edition, record: Record) -> tuple[str, str, str | None]:
    """The title, what stands above it, and the colour of its kind."""
    if isinstance(record, Event):
        kind = edition.kinds.get(record.kind or "")
        words = edition.date_of(record).words
        return edition.text(record.title).text, words, kind.color if kind else None
    if isinstance(record, Entity):
        return edition.text(record.name).text, edition.words(f"entity_kind_{record.type}"), None
    return edition.text(record.title).text, edition.words("story"), None


def _are_wanted(edition: Edition) -> bool:
    """Other sites need a whole address for a picture."""
    return edition.settings.cards and edition.urls.origin is not None


def _list_records(edition: Edition) -> tuple[Record, ...]:
    timeline = edition.timeline
    return (*timeline.events, *timeline.entities.values(), *timeline.stories.values())


def _find_path(edition: Edition, card: Card, fonts: FontSet) -> str:
    return card_file(digest_value((card, edition.once(_digest_fonts, fonts))))


def _digest_fonts(_: Edition, fonts: FontSet) -> str:
    """Where they lie says nothing of what they draw."""
    return digest_value([font.digest for font in (*fonts.bold, *fonts.regular)])


def _find_missing(edition: Edition, record: Record) -> set[str]:
    fonts = edition.assets.fonts
    card = _find_card(edition, record)
    return find_undrawn(card.text, fonts.characters) if fonts else set()


def _find(fact: str, remedy: str) -> Finding:
    return Finding("warning", RULE, fact, remedy, "site.yaml", ("cards",))


def find_undrawn(text: str, characters: Ranges) -> set[str]:
    """The characters that no font has; spaces need none."""
    return {one for one in set(text) if not one.isspace() and not is_among(ord(one), characters)}


def is_among(number: int, ranges: Ranges) -> bool:
    place = bisect_right(ranges, (number, 0x110000)) - 1
    return place >= 0 and number <= ranges[place][1]
