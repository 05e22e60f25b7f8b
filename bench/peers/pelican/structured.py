"""What pages say to programs: JSON-LD in schema.org's words, and citations."""

import json
from html import escape

from jinja2 import pass_context

GLOBALS = ("about_event", "about_list", "about_source", "about_entity", "structured", "csl", "key")

TYPES = {"organization": "Organization", "product": "Product", "series": "Series"}


def _dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _named(kind, **fields):
    return {"@type": kind, **{name: value for name, value in fields.items() if value}}


@pass_context
def structured(context, about, page, trail):
    """The text of the script: the page itself, what it is about, and the way to it."""
    own, others = about
    shown = {"@id": f"{page['url']}#page", **_named("WebPage", **page, inLanguage="en")}
    graph = [{**shown, **own}, *others]
    if trail:
        home = context["SITE_ADDRESS"]
        links = [(name, f"{home}{url}") for name, url in trail]
        items = [
            {"@type": "ListItem", "position": at, "name": name, "item": url}
            for at, (name, url) in enumerate([*links, (page["name"], page["url"])], 1)
        ]
        graph.append({"@type": "BreadcrumbList", "itemListElement": items})
    text = _dump({"@context": "https://schema.org", "@graph": graph})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def about_list(urls, others=()):
    items = [{"@type": "ListItem", "position": at, "url": url} for at, url in enumerate(urls, 1)]
    listed = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return {"@type": "CollectionPage", "mainEntity": listed}, others


def about_source(source):
    return {"mainEntity": _source(source)}, ()


@pass_context
def about_entity(context, author, urls):
    entity = context["ENTITIES"][author.slug]
    node = _entity(context, author.slug)
    page, _ = about_list(urls)
    return {**page, "about": {"@id": node["@id"]}}, [{**node, "description": entity["summary"]}]


@pass_context
def about_event(context, article):
    url = f"{context['SITE_ADDRESS']}/{article.url}"
    people = [(one.slug, _entity(context, one.slug)) for one in article.authors]
    is_attending = {id: context["ENTITIES"][id]["type"] == "organization" for id, _ in people}
    claims = [_claim(context, url, at, said) for at, said in enumerate(article.claims, 1)]
    start, _, end = getattr(article, "iso", "").partition("/")
    by_slug = context["by_slug"]
    event = _named(
        "Event",
        name=article.title,
        startDate=start,
        endDate=end,
        superEvent=_other(context, by_slug[article.part_of]) if has_whole(article) else None,
        subEvent=[_other(context, by_slug[slug]) for slug in article.parts],
        attendee=[
            {"@type": "Role", "roleName": role, "attendee": node} if role else node
            for (id, node), role in zip(people, article.roles, strict=True)
            if is_attending[id]
        ],
    )
    page = _named(
        "Article",
        headline=article.title,
        author=_named("Organization", name=context["AUTHOR"]),
        publisher=_named("Organization", name=context["SITENAME"]),
        keywords=[tag.name for tag in article.tags],
        temporalCoverage=getattr(article, "iso", None),
        about={"@id": f"{url}#event", **event},
        mentions=[{"@id": node["@id"]} if is_attending[id] else node for id, node in people],
        citation=[
            {"@id": f"{url}#ref-{at}", **_source(context["SOURCES"][id])}
            for at, id in enumerate(article.references, 1)
        ],
        hasPart=[{"@id": claim["@id"]} for claim in claims],
    )
    return page, claims


def has_whole(article):
    return bool(getattr(article, "part_of", ""))


def _claim(context, url, number, said):
    speaker = _entity(context, said["by"])
    return {
        "@type": "Claim",
        "@id": f"{url}#c{number}",
        "text": said["text"],
        "author": [{**speaker, "@type": "Thing"}],
        "creativeWorkStatus": context["STATUSES"][said["status"]][1],
        "appearance": [{"@id": f"{url}#ref-{said['source']}"}],
        "isPartOf": {"@id": f"{url}#page"},
    }


def _source(source):
    return _named(
        "CreativeWork",
        name=source["title"],
        url=source["url"],
        publisher=_named("Organization", name=source["publisher"]),
        datePublished=source["published"],
        inLanguage="en",
    )


def _entity(context, id):
    entity, url = context["ENTITIES"][id], f"{context['SITE_ADDRESS']}/entities/{id}/"
    return {**_named(TYPES[entity["type"]], name=entity["name"], url=url), "@id": f"{url}#about"}


def _other(context, article):
    return _named("Event", name=article.title, url=f"{context['SITE_ADDRESS']}/{article.url}")


@pass_context
def key(context, address):
    """What a citation is called by: the path with `-` for `/`."""
    path = address.removeprefix(context["SITE_ADDRESS"]).strip("/")
    return path.replace("/", "-") or "chronology"


@pass_context
def csl(context, title, address):
    item = {
        "id": key(context, address),
        "type": "webpage",
        "title": title,
        "container-title": None if title == context["SITENAME"] else context["SITENAME"],
        "author": [{"literal": context["AUTHOR"]}],
        "URL": address,
        "language": "en",
    }
    return escape(_dump([{name: value for name, value in item.items() if value}]))
