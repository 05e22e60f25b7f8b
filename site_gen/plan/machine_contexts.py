"""What the templates of feeds are given."""

from dataclasses import dataclass

from site_gen.model.text import Localized
from site_gen.plan.contexts import CorrectionShown, DateShown, Markup
from site_gen.plan.late import Late
from site_gen.plan.words import Words


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A statement in a feed: `by` are names, empty where nobody is named."""

    text: Localized
    by: tuple[Localized, ...]
    status: str
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event in feeds. `id` is a URN that stays when the site moves.

    `updated` and `published` are instants as RFC 3339 writes them; `url` is whole where the
    site's address is known, else it begins at the root. `page_url` is the same and is what links
    in the content are relative to.
    """

    id: str
    url: str
    is_whole_url: bool
    language: str
    title: Localized
    date: DateShown
    updated: str
    published: str | None
    summary: Localized | None
    body: Markup | None
    claims: tuple[ClaimLine, ...]
    corrections: tuple[CorrectionShown, ...]
    categories: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Feed:
    """`feed.xml` (RFC 4287) and `feed.json` (JSON Feed 1.1): one slice of the chronology.

    `updated` is the newest entry's. URLs as in `FeedEntry`.
    """

    id: str
    title: str
    subtitle: str | None
    author: str
    language: str
    home_url: str
    feed_url: str
    is_whole_url: bool
    updated: str
    entries: tuple[Late[FeedEntry], ...]
