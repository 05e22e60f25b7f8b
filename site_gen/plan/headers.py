"""`_headers` and `_redirects`: what hosts that read them answer with (Netlify, Cloudflare Pages).

Hosts differ in what becomes of a header that two matching rules set: one joins the values, another
takes the last. So no two rules here that match one address set the same header.
"""

from collections.abc import Iterable, Iterator, Sequence

from site_gen.model.settings import Settings
from site_gen.plan.artifacts import Artifact, TextFile, TextRecipe, make_piece
from site_gen.plan.contexts import RedirectPage
from site_gen.plan.edition import language_prefix
from site_gen.plan.policies import (
    EVERYWHERE,
    FILE_POLICY,
    FOR_ANYBODY,
    FOR_EVER,
    frame_policy,
    page_policy,
)
from site_gen.plan.urls import Urls

Header = tuple[str, str]

POLICY = "Content-Security-Policy"


def plan_headers(settings: Settings, pages: Sequence[Artifact]) -> Iterator[Artifact]:
    """`pages` is the plan so far: a rule for each folder at the top of a language's tree."""
    urls = Urls(settings.base_path, settings.origin)
    lines = [
        line
        for place, headers in _find_rules(settings, pages)
        for line in (_to_pattern(urls, place), *(f"  {name}: {text}" for name, text in headers))
    ]
    yield _to_file("_headers", lines)


def plan_redirect_rules(artifacts: Iterable[Artifact], urls: Urls) -> Iterator[Artifact]:
    """Each old address with where it leads; the pages that lead there too stand in its place."""
    lines = [
        f"{urls.href(address)} {artifact.given.url} 301"
        for artifact in artifacts
        if isinstance(artifact.given, RedirectPage)
        for address in _spellings(artifact.path)
    ]
    yield _to_file("_redirects", ["# Old addresses: the `aliases` of events.", *lines])


def _find_rules(
    settings: Settings, pages: Sequence[Artifact]
) -> Iterator[tuple[str, tuple[Header, ...]]]:
    """In the order of what is lost last where a host reads no more than its first hundred."""
    prefixes = [language_prefix(settings, language) for language in settings.languages]
    yield "*", EVERYWHERE
    yield "assets/*", ((POLICY, FILE_POLICY), FOR_EVER)
    for prefix in prefixes:
        yield f"{prefix}embed/*", ((POLICY, frame_policy()),)
        yield f"{prefix}oembed/*", (FOR_ANYBODY,)
        yield f"{prefix}data/*", (FOR_ANYBODY,)
    for place in _find_places(prefixes, pages):
        yield place, ((POLICY, page_policy(settings.frame_ancestors)),)


def _find_places(prefixes: Sequence[str], pages: Sequence[Artifact]) -> list[str]:
    """What matches every page that is not for frames and not a redirect, and nothing twice."""
    framed = {f"{prefix}embed/*" for prefix in prefixes}
    further = sorted((prefix for prefix in prefixes if prefix), key=len, reverse=True)
    places: dict[str, None] = {}
    for artifact in pages:
        if artifact.path.endswith(".html") and not isinstance(artifact.given, RedirectPage):
            prefix = next((one for one in further if artifact.path.startswith(one)), "")
            name, slash, _ = artifact.path[len(prefix) :].partition("/")
            place = prefix + (f"{name}/*" if slash else name.removesuffix("index.html"))
            places[place] = None
    return [place for place in places if place not in framed]


def _spellings(file: str) -> tuple[str, ...]:
    """The addresses that a redirect's file answers to: a folder's with and without its slash."""
    folder = file.removesuffix("index.html")
    return (folder, folder.rstrip("/")) if folder != file else (file,)


def _to_pattern(urls: Urls, place: str) -> str:
    """The star stays one: it stands for whatever follows."""
    return urls.href(place.removesuffix("*")) + ("*" if place.endswith("*") else "")


def _to_file(path: str, lines: Sequence[str]) -> Artifact:
    return Artifact(path, TextRecipe(), TextFile((make_piece("\n".join((*lines, ""))),)))
