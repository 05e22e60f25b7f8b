"""Feeds and calendars of the whole, of each entity, each tag and each story.

What an event is in them is made once, however many have it.
"""

import json
from datetime import UTC
from functools import cached_property
from html import escape
from operator import attrgetter
from pathlib import Path

from pelican import signals
from pelican.generators import Generator

NEWEST = attrgetter("modified", "ordinal")

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//pelican//chronology//EN\nCALSCALE:GREGORIAN\n"
EMPTY = (
    "BEGIN:VTIMEZONE\nTZID:Etc/UTC\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
    "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nTZNAME:UTC\nEND:STANDARD\nEND:VTIMEZONE\n"
)


class FeedGenerator(Generator):
    """Writes an Atom feed, a JSON feed and a calendar beside each page to subscribe to."""

    def generate_output(self, writer):
        del writer  # for templates that make pages
        self.site = self.settings["SITE_ADDRESS"]
        self.atom, self.json, self.ical = {}, {}, {}
        for article in self.context["articles"]:
            self._make_entries(article)
        for url, name, summary, articles in self._slices():
            self._write_slice(url, name, summary, articles)

    def _slices(self):
        yield "", "", self.settings["DESCRIPTION"], self.context["articles"]
        for author, articles in self.context["authors"]:
            summary = self.settings["ENTITIES"][author.slug]["summary"]
            yield author.url, author.name, summary, articles
        for tag, articles in self.context["tags"]:
            yield tag.url, tag.name, "", articles
        for id, articles in self.context["by_story"].items():
            story = self.settings["STORIES"][id]
            yield f"stories/{id}/", story["title"], story["summary"], articles

    @cached_property
    def _content(self):
        return self.get_template("feed-content")

    @cached_property
    def _entry(self):
        return self.get_template("feed-entry")

    @cached_property
    def _feed(self):
        return self.get_template("feed")

    def _make_entries(self, article):
        url, slug = f"{self.site}/{article.url}", article.slug
        body = article.content.replace('href="/', f'href="{self.site}/')
        body = body.replace('href="#', f'href="{url}#')
        content = self._content.render(self.context, article=article, body=body)
        tags = [article.category.name.capitalize(), *(tag.name for tag in article.tags)]
        self.atom[slug] = self._entry.render(
            article=article, address=url, content=escape(content), tags=tags
        )
        self.json[slug] = _dump(
            {
                "id": url,
                "url": url,
                "title": article.title,
                "content_html": content,
                "summary": article.summary,
                "date_modified": article.modified.isoformat(),
                "tags": tags,
                "_event": {
                    "about": "https://www.loc.gov/standards/datetime/",
                    "date": article.edtf,
                },
            }
        )
        self.ical[slug] = _make_calendar_entry(article, url)

    def _write_slice(self, url, name, summary, articles):
        site = self.settings["SITENAME"]
        title = f"{name} – {site}" if name else site
        newest = sorted(articles, key=NEWEST, reverse=True)[: self.settings["FEED_MAX_ITEMS"]]
        texts = {
            "feed.xml": self._write_atom(url, title, summary, newest),
            "feed.json": self._write_json(url, title, summary, newest),
            "calendar.ics": self._write_calendar(title, summary, articles),
        }
        folder = Path(self.output_path) / url
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8", newline="")

    def _write_atom(self, url, title, summary, newest):
        return self._feed.render(
            self.context,
            address=f"{self.site}/{url}",
            title=title,
            summary=summary,
            updated=newest[0].modified.isoformat(),
            entries=[self.atom[article.slug] for article in newest],
        )

    def _write_json(self, url, title, summary, newest):
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            **({"description": summary} if summary else {}),
            "home_page_url": f"{self.site}/{url}",
            "feed_url": f"{self.site}/{url}feed.json",
            "language": "en",
            "authors": [{"name": self.settings["AUTHOR"]}],
        }
        items = ",\n".join(self.json[article.slug] for article in newest)
        return f'{_dump(head)[:-1]},"items":[{items}]}}\n'

    def _write_calendar(self, title, summary, articles):
        entries = [self.ical[article.slug] for article in articles]
        due = sum("due" in said for article in articles for said in article.claims)
        left_out = entries.count("") + due
        lines = [HEAD, _text("NAME", title), _text("X-WR-CALNAME", title)]
        if summary:
            lines.append(_text("DESCRIPTION", summary))
        lines.append("REFRESH-INTERVAL;VALUE=DURATION:P1D\n")
        if left_out:
            lines.append(f"X-LEFT-OUT:{left_out}\n")
        text = "".join((*lines, "".join(entries) or EMPTY, "END:VCALENDAR\n"))
        return text.replace("\n", "\r\n")


def _make_calendar_entry(article, url):
    """Nothing for a date that is no day and no time."""
    begin, end = (getattr(article, f"calendar_{name}", "") for name in ("begin", "end"))
    if not begin:
        return ""
    days = f"DTSTART;VALUE=DATE:{begin}\nDTEND;VALUE=DATE:{end}\n"
    stamp = article.modified.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return (
        f"BEGIN:VEVENT\nUID:{article.slug}@example.org\nDTSTAMP:{stamp}\nLAST-MODIFIED:{stamp}\n"
        f"{days if end else f'DTSTART:{begin}' + chr(10)}"
        f"{_text('SUMMARY', article.title)}{_text('DESCRIPTION', article.summary)}"
        f"{_fold('CATEGORIES:' + ','.join(_escape(tag.name) for tag in article.tags))}"
        f"{_fold('URL:' + url)}TRANSP:TRANSPARENT\nEND:VEVENT\n"
    )


def _text(name, value):
    return _fold(f"{name}:{_escape(value)}")


def _escape(value):
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold(line):
    """Of at most 75 octets each (RFC 5545 §3.1); a dash counts for three."""
    return "\n ".join(line[at : at + 72] for at in range(0, len(line), 72)) + "\n"


def _dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def register():
    signals.get_generators.connect(_offer)


def _offer(pelican):
    del pelican
    return FeedGenerator
