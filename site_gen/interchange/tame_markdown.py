"""Markdown from elsewhere, without what the bodies of a site may not hold."""

from collections.abc import Iterator

from site_gen.content.bodies import BodyFault, read_body
from site_gen.content.wording import quote
from site_gen.interchange.texts import to_paragraphs, trim_lines

MOST_FAULTS = 30
"""Links that are mended one by one: each takes another look at the whole."""


def tame_markdown(text: str) -> tuple[str, list[str]]:
    """The body, and a fact for each thing that was changed.

    Pictures elsewhere become links; links that are not allowed stay as their words.
    """
    body = trim_lines(text)
    facts: list[str] = []
    for _ in range(MOST_FAULTS):
        fault = next(_find_faults(body), None)
        if fault is None:
            return body, facts
        body, fact = _mend(body, fault)
        facts.append(fact)
    fact = f"more than {MOST_FAULTS} links or pictures that are not allowed; all became plain text"
    return to_paragraphs(text), [*facts, fact]


def _find_faults(body: str) -> Iterator[BodyFault]:
    return (found for found in read_body(body, ()) if isinstance(found, BodyFault))


def _mend(body: str, fault: BodyFault) -> tuple[str, str]:
    """Every fault that is mended makes the text shorter or turns `![` into `[`."""
    at = _find_nth(body, fault.target, fault.nth)
    head, tail = body[:at], body[at:]
    if fault.rule == "outside-image":
        opening = head.rfind("![")
        if opening >= 0:
            body = f"{head[:opening]}{head[opening + 1 :]}{tail}"
            return body, f"the picture {quote(fault.target)} became a link"
    rest = tail[len(fault.target) :]
    return f"{head}#{rest}", f"the link to {quote(fault.target)} was taken out: {fault.fact}"


def _find_nth(body: str, needle: str, nth: int) -> int:
    at = body.find(needle)
    for _ in range(nth):
        at = body.find(needle, at + len(needle))
    return max(at, 0)
