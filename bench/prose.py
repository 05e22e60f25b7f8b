"""Bodies of 150 to 250 words in our Markdown, and the same for generators that know no ids."""

import re
from collections.abc import Mapping, Sequence
from random import Random

from bench import vocabulary

SHORTEST, LONGEST = 150, 250
"""Words of a body, without the marks of its citations."""

CITATION = re.compile(r" ?\[@(?P<id>[\w-]+)(?:, (?P<locator>[^\]]+))?\]")
_ID_LINK = re.compile(r"\]\((?P<kind>entity|event):(?P<id>[\w-]+)\)")
_FOLDERS = {"entity": "entities", "event": "events"}


def count_words(body: str) -> int:
    """Words as a reader counts them: citations and list marks are none."""
    return sum(any(map(str.isalnum, word)) for word in CITATION.sub("", body).split())


def draw_sentence(rng: Random) -> str:
    clause = f"{_draw_clause(rng)} {rng.choice(vocabulary.TURNS)}"
    if rng.random() < 0.5:
        clause += f", {rng.choice(vocabulary.LINKS)} {_draw_clause(rng)}"
    return f"{clause[0].upper()}{clause[1:]}."


def draw_body(rng: Random, links: Sequence[str], sources: Sequence[str]) -> str:
    """A body that has every link (in our Markdown) and cites every source once."""
    while True:
        body = _try_body(rng, list(links), list(sources))
        if SHORTEST <= count_words(body) <= LONGEST:
            return body


def to_plain_markdown(body: str, number_of: Mapping[str, int]) -> str:
    """The same with plain links: what an author writes for a generator that has no ids."""

    def number(match: re.Match[str]) -> str:
        at = number_of[match["id"]]
        locator = f" {match['locator']}" if match["locator"] else ""
        return f" [\\[{at}\\]](#ref-{at}){locator}"

    linked = _ID_LINK.sub(lambda match: f"](/{_FOLDERS[match['kind']]}/{match['id']}/)", body)
    return CITATION.sub(number, linked)


def _draw_clause(rng: Random) -> str:
    words = vocabulary
    return f"{rng.choice(words.SUBJECTS)} {rng.choice(words.VERBS)} {rng.choice(words.OBJECTS)}"


def _try_body(rng: Random, links: list[str], sources: list[str]) -> str:
    goal = rng.randint(SHORTEST, LONGEST - 40)
    waiting = [f"{draw_sentence(rng)[:-1]}, as {link} shows." for link in links]
    citing = [_cite(rng, source) for source in sources]
    blocks: list[str] = []
    while waiting or citing or count_words("\n\n".join(blocks)) < goal:
        blocks.append(_draw_block(rng, blocks, waiting, citing))
    return "\n\n".join(blocks) + "\n"


def _cite(rng: Random, source: str) -> str:
    locator = f", {rng.choice(vocabulary.LOCATORS)}" if rng.random() < 0.3 else ""
    return f" [@{source}{locator}]."


def _draw_block(rng: Random, before: Sequence[str], waiting: list[str], citing: list[str]) -> str:
    at = rng.random()
    if before and at < 0.12:
        return "\n".join(f"- {draw_sentence(rng)}" for _ in range(3))
    if before and at < 0.17:
        return f"> {draw_sentence(rng)}"
    paragraph = _draw_paragraph(rng, waiting, citing)
    if before and at < 0.27:
        return f"### {rng.choice(vocabulary.HEADINGS)}\n\n{paragraph}"
    return paragraph


def _draw_paragraph(rng: Random, waiting: list[str], citing: list[str]) -> str:
    sentences = [_emphasise(rng, draw_sentence(rng))]
    if waiting:
        sentences.append(waiting.pop(0))
    if rng.random() < 0.5:
        sentences.append(draw_sentence(rng))
    if citing:
        sentences[-1] = sentences[-1][:-1] + citing.pop(0)
    return " ".join(sentences)


def _emphasise(rng: Random, sentence: str) -> str:
    """Often one word in italics or bold, the second or third so that no full stop is in it."""
    at = rng.random()
    if at > 0.6:
        return sentence
    words = sentence.split(" ")
    place, mark = rng.randint(1, 2), "*" if at < 0.4 else "**"
    words[place] = f"{mark}{words[place]}{mark}"
    return " ".join(words)
