"""What site.yaml says, with every default filled in."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from site_gen.model.text import Text

RawHtml = Literal["sanitize", "escape", "trust"]
Order = Literal["ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event that site.yaml lists: `color` is a CSS hexadecimal colour."""

    id: str
    label: Text
    color: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """`feed_id` stands for the site in the ids of feeds and calendars, its title where None."""

    title: Text
    timezone: tzinfo
    base_url: str | None = None
    languages: tuple[str, ...] = ("en",)
    order: Order = "ascending"
    description: Text | None = None
    author: Text | None = None
    license: Text | None = None
    logo: str | None = None
    kinds: tuple[Kind, ...] = ()
    feed_limit: int = 50
    feed_id: str | None = None
    calendar_months: bool = False
    raw_html: RawHtml = "sanitize"
    frame_ancestors: str = "self"
    cards: bool = False
    ignored_rules: frozenset[str] = frozenset()
    params: tuple[tuple[str, Any], ...] = ()

    @property
    def language(self) -> str:
        """The site's own: that of texts without a language, at the top of the tree."""
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """The path under which the site is served, as plain text: begins and ends with `/`."""
        path = unquote(urlsplit(self.base_url).path).strip("/") if self.base_url else ""
        return f"/{path}/" if path else "/"

    @property
    def origin(self) -> str | None:
        """Scheme and host of the published site, or None where `base_url` is not given."""
        if not self.base_url:
            return None
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"
