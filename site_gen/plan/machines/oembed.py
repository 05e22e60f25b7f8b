"""oEmbed 1.0 (oembed.com): what another site learns of a frame before it shows it."""

from collections.abc import Iterator

from site_gen.model.records import NOWHERE, Origin
from site_gen.plan.artifacts import Artifact, TextFile, TextRecipe, make_piece
from site_gen.plan.edition import Edition
from site_gen.plan.embeds import WHOLE, embed_code
from site_gen.plan.machines.records_json import dump

WIDTH, HEIGHT = 800, 480
"""Pixels (oEmbed 2.3.4.4); the frame takes the width that it is given."""


def plan_oembed(edition: Edition) -> Iterator[Artifact]:
    """Nothing where the site's address is not known: no other site could load the frame."""
    if edition.urls.origin is None:
        return
    yield _plan(edition, WHOLE, edition.site.title.text, NOWHERE)
    for story in edition.timeline.stories.values():
        if story.id != WHOLE:
            yield _plan(edition, story.id, edition.text(story.title).text, story.origin)


def _plan(edition: Edition, story: str, title: str, origin: Origin) -> Artifact:
    site = edition.site
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": site.title.text,
        "provider_url": edition.urls.absolute(edition.urls.home()),
        "html": embed_code(edition, story, title),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if site.author:
        answer["author_name"] = site.author.text
    text = TextFile((make_piece(dump(answer) + "\n"),))
    path = edition.urls.oembed(story)
    return Artifact(path, TextRecipe(), text, origin, basis=edition.basis())
