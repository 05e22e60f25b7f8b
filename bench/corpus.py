"""One corpus, the same wherever and whenever it is made: `make_corpus(10_000)`.

It is plain values without a format; `bench/ours.py` and its neighbours write them out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from bench import vocabulary
from bench.moments import FIRST_YEAR, LAST_YEAR, Moment, draw_moment
from bench.prose import draw_body, draw_sentence

SEED = 20261122

SOURCES_IN_REACH = 10
"""An event draws its sources from so many: those published soonest after it."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim: who says it, how sure it is, which source is `against` it, by when it is due."""

    text: str
    by: str
    status: str
    sources: tuple[str, ...]
    against: str = ""
    due: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event; ids of others throughout. `roles` has one text for each of `entities`, or ""."""

    id: str
    title: str
    moment: Moment
    summary: str
    body: str
    kind: str
    importance: int
    entities: tuple[str, ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    stories: tuple[str, ...]
    claims: tuple[Statement, ...]
    part_of: str
    follows: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity."""

    id: str
    type: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source."""

    id: str
    kind: str
    title: str
    publisher: str
    url: str
    published: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A story."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Events stand in the order of their dates; what is less exactly dated comes first."""

    events: tuple[Happening, ...]
    entities: tuple[Actor, ...]
    sources: tuple[Reference, ...]
    stories: tuple[Thread, ...]
    tags: tuple[str, ...]


def make_corpus(events: int, seed: int = SEED) -> Corpus:
    """A chronicle of so many events, with a twentieth as many entities and a fifth of sources."""
    rng = Random(f"{seed}/{events}")
    entities = tuple(_make_actor(rng, at) for at in range(max(10, events // 20)))
    stories = tuple(_make_thread(rng, at) for at in range(max(3, events // 200)))
    tags = tuple(f"{a} {b}" for a in vocabulary.TAG_FIRSTS for b in vocabulary.TAG_SECONDS)
    moments = sorted((draw_moment(rng) for _ in range(events)), key=_place)
    sources = tuple(_make_reference(rng, moments, at) for at in range(max(5, events // 5)))
    world = Corpus((), entities, sources, stories, tags)
    made: list[Happening] = []
    for at, moment in enumerate(moments):
        made.append(_make_happening(rng, world, at, moment, made))
    return Corpus(tuple(made), entities, sources, stories, tags)


def _place(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def _skewed(rng: Random, values: Sequence[_T], count: int) -> tuple[_T, ...]:
    """So many different ones; the first of `values` come far more often than the last."""
    found: dict[int, None] = {}
    while len(found) < min(count, len(values)):
        found[int(len(values) * rng.random() ** 2)] = None
    return tuple(values[at] for at in found)


def _make_actor(rng: Random, at: int) -> Actor:
    first = vocabulary.PLACES[at % len(vocabulary.PLACES)]
    type_, names = rng.choice(
        (
            ("organization", vocabulary.UNDERTAKINGS),
            ("organization", vocabulary.UNDERTAKINGS),
            ("product", vocabulary.PRODUCTS),
            ("series", vocabulary.SERIES),
        )
    )
    name = f"{first} {rng.choice(names)} {at + 1}"
    return Actor(name.lower().replace(" ", "-"), type_, name, draw_sentence(rng))


def _make_reference(rng: Random, moments: Sequence[Moment], at: int) -> Reference:
    """The `at`-th source, published in the year after the last event that may rest on it."""
    last = moments[min(5 * (at + SOURCES_IN_REACH), len(moments) - 1)]
    year = min(max(last.year + 1, FIRST_YEAR), LAST_YEAR)
    month = rng.randint(10, 11) if year == LAST_YEAR else rng.randint(1, 12)
    return Reference(
        id=f"report-{at + 1}",
        kind=rng.choice(vocabulary.SOURCE_KINDS),
        title=f"{draw_sentence(rng)[:-1]} ({at + 1})",
        publisher=rng.choice(vocabulary.PUBLISHERS),
        url=f"https://example.com/reports/{at + 1}",
        published=f"{year}-{month:02}-{rng.randint(1, 20):02}",
    )


def _make_thread(rng: Random, at: int) -> Thread:
    first = vocabulary.PLACES[at % len(vocabulary.PLACES)]
    return Thread(f"thread-{at + 1}", f"The {first} question, part {at + 1}", draw_sentence(rng))


def _make_happening(
    rng: Random, world: Corpus, at: int, moment: Moment, before: Sequence[Happening]
) -> Happening:
    actors = _skewed(rng, world.entities, rng.randint(2, 5))
    reach = world.sources[at // 5 :][:SOURCES_IN_REACH]
    sources = tuple(source.id for source in rng.sample(reach, min(rng.randint(1, 3), len(reach))))
    follows = rng.choice(before[-200:]) if before and rng.random() < 0.1 else None
    deed, matter = rng.choice(vocabulary.DEEDS), rng.choice(vocabulary.MATTERS)
    links = [f"[{actor.name}](entity:{actor.id})" for actor in actors[:2]]
    if follows:
        links.append(f"[the earlier step](event:{follows.id})")
    return Happening(
        id=f"{deed}-{matter.replace(' ', '-')}-{at + 1}",
        title=f"{actors[0].name} {deed} {matter}",
        moment=moment,
        summary=draw_sentence(rng),
        body=draw_body(rng, links, sources),
        kind=rng.choice(vocabulary.KINDS),
        importance=rng.choices((1, 2, 3), (1, 6, 3))[0],
        entities=tuple(actor.id for actor in actors),
        roles=tuple(rng.choice(vocabulary.ROLES) if rng.random() < 0.3 else "" for _ in actors),
        tags=_skewed(rng, world.tags, rng.randint(1, 4)),
        sources=sources,
        stories=(rng.choice(world.stories).id,) if rng.random() < 0.15 else (),
        claims=_make_statements(rng, moment, actors, sources) if rng.random() < 1 / 3 else (),
        part_of=_draw_whole(rng, before) if rng.random() < 0.08 else "",
        follows=follows.id if follows else "",
    )


def _draw_whole(rng: Random, before: Sequence[Happening]) -> str:
    """One of the events just before that is itself no part, if there is any."""
    wholes = [event.id for event in before[-20:] if not event.part_of]
    return rng.choice(wholes) if wholes else ""


def _make_statements(
    rng: Random, moment: Moment, actors: Sequence[Actor], sources: Sequence[str]
) -> tuple[Statement, ...]:
    return tuple(
        _make_statement(rng, moment, actors, sources) for _ in range(rng.choice((1, 1, 2, 3)))
    )


def _make_statement(
    rng: Random, moment: Moment, actors: Sequence[Actor], sources: Sequence[str]
) -> Statement:
    statuses = ["confirmed", "reported", "reported"]
    if moment.year > 0:
        statuses.append("target")
    if len(sources) > 1:
        statuses.append("disputed")
    status = rng.choice(statuses)
    source, *others = rng.sample(sources, len(sources))
    return Statement(
        text=draw_sentence(rng),
        by=rng.choice(actors).id,
        status=status,
        sources=(source,),
        against=others[0] if status == "disputed" else "",
        due=str(moment.year + 1) if status == "target" else "",
        outcome=rng.choice(("met", "missed", "partly")) if status == "target" else "",
    )
