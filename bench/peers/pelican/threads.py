"""What Pelican has no page for: sources and stories; and the neighbours of an event."""

import json
from collections import defaultdict
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

    def generate_output(self, writer):
        for id, source in self.settings["SOURCES"].items():
            self._write(writer, "source", f"sources/{id}/", self.by_source[id], source=source)
        for id, story in self.settings["STORIES"].items():
            self._write(writer, "story", f"stories/{id}/", self.by_story[id], story=story)

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
