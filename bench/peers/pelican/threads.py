"""What Pelican has no page for: sources and stories; and the neighbours of an event."""

import json
from collections import Counter, defaultdict
from itertools import pairwise

from pelican import signals
from pelican.generators import Generator

FIELDS = ("claims", "roles", "references", "threads", "parts", "followed_by")


class ThreadGenerator(Generator):
    """Pages of the sources and the stories, each with its events."""

    def generate_context(self):
        articles = self.context["articles"]
        by_slug = {article.slug: article for article in articles}
        self.by_source, self.by_story = defaultdict(list), defaultdict(list)
        for article in articles:
            for field in FIELDS:
                setattr(article, field, json.loads(article.metadata.get(field, "[]")))
            for source in article.references:
                self.by_source[source].append(article)
            for story in article.threads:
                self.by_story[story].append(article)
        for earlier, later in pairwise(articles):
            earlier.later, later.earlier = later, earlier
        self.context["by_slug"] = by_slug
        self.context["by_source"] = self.by_source
        self.context["by_story"] = self.by_story
        self._list_claims(articles)
        self._list_periods(articles)
        self._list_urls(articles)
        row = self.get_template("row")
        for article in articles:
            article.row = row.render(self.context, event=article)

    def _list_claims(self, articles):
        """By the source that they rest on or that is against them, each with its number."""
        self.claims = {"source": defaultdict(list), "against": defaultdict(list)}
        for article in articles:
            for number, said in enumerate(article.claims, 1):
                for field, by_source in self.claims.items():
                    if field in said:
                        id = article.references[said[field] - 1]
                        by_source[id].append((said, article, number))
            article.is_disputed = any(said["status"] == "disputed" for said in article.claims)

    def _list_periods(self, articles):
        """The years and months that have a page; Pelican knows a date as a day."""
        days = Counter((article.date.year, article.date.month) for article in articles)
        months_by_year = defaultdict(dict)
        for (year, month), count in sorted(days.items()):
            months_by_year[year][month] = count
        ongoing = [one for one in articles if hasattr(one, "ongoing_since")]
        self.context["months_by_year"] = months_by_year
        self.context["count_by_year"] = Counter(article.year_name for article in articles)
        self.context["lasting_into"] = lambda beginning: [
            one for one in ongoing if one.ongoing_since < beginning
        ]

    def _list_urls(self, articles):
        site = self.settings["SITE_ADDRESS"]
        for article in articles:
            article.address = f"{site}/{article.url}"
        self.context["target_urls"] = [
            f"{article.address}#c{number}"
            for article in articles
            for number, said in enumerate(article.claims, 1)
            if said["status"] == "target"
        ]
        self.context["source_urls"] = [f"{site}/sources/{id}/" for id in self.settings["SOURCES"]]
        self.context["story_urls"] = [f"{site}/stories/{id}/" for id in self.settings["STORIES"]]
        self.context["site_node"] = {
            "@type": "WebSite",
            "name": self.settings["SITENAME"],
            "description": self.settings["DESCRIPTION"],
            "url": f"{site}/",
            "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": self.settings["AUTHOR"]},
        }
        self.context["whole_urls"] = lambda pairs: [f"{site}/{one.url}" for one, _ in sorted(pairs)]

    def generate_output(self, writer):
        for id, source in self.settings["SOURCES"].items():
            statements = {
                "supported": self.claims["source"][id],
                "contradicted": self.claims["against"][id],
            }
            articles = self.by_source[id]
            self._write(writer, "source", f"sources/{id}/", articles, source=source, **statements)
        for id, story in self.settings["STORIES"].items():
            self._write(writer, "story", f"stories/{id}/", self.by_story[id], story=story, id=id)

    def _write(self, writer, template, url, articles, **values):
        writer.write_file(
            f"{url}index.html",
            self.get_template(template),
            self.context,
            relative_urls=False,
            paginated={"articles": articles},
            template_name="tag",
            url=url,
            articles=articles,
            **values,
        )


def register():
    signals.get_generators.connect(_offer)


def _offer(pelican):
    del pelican
    return ThreadGenerator
