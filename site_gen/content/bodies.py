"""The links, citations and pictures of Markdown bodies, as far as one file can tell."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from site_gen.content.addresses import explain_media_path
from site_gen.content.findings import BodyUse, Pointer
from site_gen.content.ids import normalize_id
from site_gen.content.syntax import find_forbidden
from site_gen.content.wording import guess, quote
from site_gen.model.markup import (
    HTML_ATTRIBUTES,
    HTML_TAGS,
    LINK_KINDS,
    LINK_SCHEMES,
    Mention,
    blank_code,
    find_mentions,
    media_name,
    split_target,
)
from site_gen.problems import Severity

_TAG = re.compile(r"<([A-Za-z][^\s<>/]*)((?:\s[^<>]*)?)/?>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_HTML_REMEDY = 'write Markdown for it, or "&lt;" for a "<" that is meant as such'
_ESCAPE = re.compile(r"\\(.)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IMAGE_LABEL = re.compile(r"!\[([^\[\]]*)\](?:[ ]?\[([^\[\]]*)\])?(?!\()")
_DEFINED_LABEL = re.compile(r"\[([^\]\n]+)\]:[ \t]*<?$")
_CHARACTER = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});?")
_EMPTY_ALT = re.compile(r"!\[\s*\]\([ \t]*<?$")


@dataclass(frozen=True, slots=True)
class BodyFault:
    """What is wrong with a link's destination; the place is its `nth` occurrence."""

    rule: str
    fact: str
    remedy: str
    target: str
    nth: int
    severity: Severity = "error"


def normalize_targets(body: str) -> str:
    """Ids in links and citations in Unicode NFC, as all ids are; the rest as it is."""
    if unicodedata.is_normalized("NFC", body):
        return body
    for mention in sorted(find_mentions(body), key=lambda mention: -mention.start):
        target = unicodedata.normalize("NFC", body[mention.start : mention.end])
        body = body[: mention.start] + target + body[mention.end :]
    return body


def read_body(body: str, pointer: Pointer) -> Iterator[BodyUse | BodyFault]:
    """What the body leads to, and what no body may hold."""
    if "<" in body:
        yield from _check_html(body)
    if "&#" in body:
        yield from _check_characters(body)
    if "]" not in body:
        return
    image_labels = _list_image_labels(body) if "![" in body else frozenset()
    for mention in find_mentions(body):
        if mention.role == "citation":
            yield BodyUse("source", normalize_id(mention.target), pointer, _count(body, mention))
        elif mention.role == "image" or _is_image_label(body, mention, image_labels):
            yield from _read_image(body, mention, pointer)
        else:
            link = split_target(mention.target)
            if link is not None:
                kind, target = link
                yield BodyUse(kind, normalize_id(target), pointer, _count(body, mention))
            else:
                yield from _check_link(body, mention)


def _count(body: str, mention: Mention) -> int:
    """How often the target's text stands before, so that its place can be found in the file."""
    return body.count(body[mention.start : mention.end], 0, mention.start)


def _list_image_labels(body: str) -> frozenset[str]:
    """Labels of pictures of the form `![alt][label]`, whose destination stands elsewhere."""
    found = _IMAGE_LABEL.finditer(blank_code(body))
    return frozenset((match[2] or match[1]).casefold() for match in found)


def _is_image_label(body: str, mention: Mention, labels: frozenset[str]) -> bool:
    if not labels:
        return False
    start = body.rfind("\n", 0, mention.start) + 1
    label = _DEFINED_LABEL.search(body, start, mention.start)
    return label is not None and label[1].casefold() in labels


def _read_image(body: str, mention: Mention, pointer: Pointer) -> Iterator[BodyUse | BodyFault]:
    target, nth = mention.target, _count(body, mention)
    if _EMPTY_ALT.search(body, max(0, mention.start - 40), mention.start):
        fact = f"the picture {quote(target)} has no description"
        yield BodyFault("image-without-alt", fact, "write what it shows: ![…](…)", target, nth)
    if _SCHEME.match(target) or target.startswith("//"):
        fact = f"the picture {quote(target)} would be loaded from elsewhere"
        remedy = 'put a copy into content/media/, or make it a link (without the "!")'
        yield BodyFault("outside-image", fact, remedy, target, nth)
        return
    name = media_name(target)
    wrong = explain_media_path(name)
    if wrong is not None:
        yield BodyFault("invalid-path", *wrong, target, nth)
    else:
        yield BodyUse("media", name, pointer, nth)


def _check_characters(body: str) -> Iterator[BodyFault]:
    """Characters that no file may hold may not come in by their numbers either."""
    for found in _CHARACTER.finditer(blank_code(body)):
        wrong = find_forbidden(unescape(found[0]), "")
        if wrong is not None:
            nth = body.count(found[0], 0, found.start())
            yield BodyFault(wrong.rule, wrong.fact, "remove it", found[0], nth)


def _check_html(body: str) -> Iterator[BodyFault]:
    """Tags and attributes that sanitising leaves out, and links by id in angle brackets."""
    plain = blank_code(body)
    for tag in _TAG.finditer(plain):
        name, nth = tag[1].lower(), body.count(tag[0], 0, tag.start())
        if name.partition(":")[0] in LINK_KINDS:
            fact = f"{quote(tag[0])} is no link"
            remedy = f"write a text before it: [text]({tag[1]})"
            yield BodyFault("invalid-link", fact, remedy, tag[0], nth)
        elif ":" in name or "@" in tag[0]:
            continue  # an address of its own, which Markdown makes a link
        elif name not in HTML_TAGS or name == "img":  # an address in it is never one of ours
            fact = f'the HTML "<{name}>" is left out'
            yield BodyFault("html-dropped", fact, _HTML_REMEDY, tag[0], nth, "warning")
        else:
            yield from _check_attributes(name, tag, nth)


def _check_attributes(name: str, tag: re.Match[str], nth: int) -> Iterator[BodyFault]:
    allowed = (HTML_ATTRIBUTES["*"] | HTML_ATTRIBUTES.get(name, frozenset())) - {"class", "id"}
    for attribute in _ATTRIBUTE.findall(tag[2]):
        if attribute.lower() not in allowed:
            fact = f'"{attribute}" is left out of the HTML "<{name}>"'
            yield BodyFault("html-dropped", fact, _HTML_REMEDY, tag[0], nth, "warning")
            return


def _check_link(body: str, mention: Mention) -> Iterator[BodyFault]:
    target = mention.target
    if target.startswith("//"):
        fact, remedy = f"the link {quote(target)} names no scheme", 'begin it with "https:"'
        yield BodyFault("invalid-link", fact, remedy, target, _count(body, mention))
        return
    if _SCHEME.match(target) and target.lower().startswith("http") and not _names_host(target):
        fact = f"the link {quote(target)} is not a web address"
        remedy = "check what stands between // and the next /"
        yield BodyFault("invalid-link", fact, remedy, target, _count(body, mention))
        return
    scheme = _SCHEME.match(_ESCAPE.sub(r"\1", unescape(unquote(target))))
    if scheme is None or (scheme[1].lower() in LINK_SCHEMES and _SCHEME.match(target)):
        return
    meant = guess(scheme[1], LINK_KINDS)
    remedy = (
        f"did you mean {quote(meant + target[scheme.end() - 1 :])}?"
        if meant and _SCHEME.match(target)
        else "use http, https, mailto, tel, an id such as entity:…, or a path of this site"
    )
    fact = f"the link {quote(target)} uses a scheme that is not allowed"
    yield BodyFault("invalid-link", fact, remedy, target, _count(body, mention))


def _names_host(target: str) -> bool:
    try:
        parts = urlsplit(unescape(target))
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme not in ("http", "https") or bool(parts.hostname)
