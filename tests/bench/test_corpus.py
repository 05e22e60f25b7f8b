from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bench.corpus import Corpus, make_corpus
from bench.moments import Moment
from bench.ours import write_ours
from bench.prose import CITATION, LONGEST, SHORTEST, count_words
from site_gen.content.load import load_site
from site_gen.dates import parse_edtf
from site_gen.plan.machines.moments import to_iso8601

EVENTS = 200


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(EVENTS)


def share(values: Sequence[object]) -> float:
    return sum(map(bool, values)) / len(values)


def test_the_corpus_is_the_same_every_time(corpus: Corpus) -> None:
    assert make_corpus(EVENTS) == corpus


def test_the_corpus_is_the_same_in_every_version_of_python() -> None:
    # To be changed only on purpose: what was measured before cannot be compared any more.
    digest = sha256(repr(make_corpus(100)).encode()).hexdigest()
    assert digest == "7733ba3a7c2d4173f8aa1b716dfd17cedbbacb1c0a41e2b7abb94e2bf5e45d13"


def test_bodies_have_the_promised_length(corpus: Corpus) -> None:
    lengths = [count_words(event.body) for event in corpus.events]
    assert min(lengths) >= SHORTEST
    assert max(lengths) <= LONGEST


def test_the_corpus_has_the_promised_shape(corpus: Corpus) -> None:
    events = corpus.events
    assert len(events) == len({event.id for event in events}) == EVENTS
    assert len(corpus.entities) == EVENTS // 20
    assert len(corpus.sources) == EVENTS // 5
    assert len(corpus.tags) == 200
    assert {len(event.entities) for event in events} <= set(range(2, 6))
    assert {len(event.tags) for event in events} == {1, 2, 3, 4}
    assert {len(event.sources) for event in events} == {1, 2, 3}
    assert 0.2 < share([event.claims for event in events]) < 0.5
    for field in ("stories", "part_of", "follows"):
        assert 0.02 < share([getattr(event, field) for event in events]) < 0.3, field


def test_a_body_cites_each_source_of_its_event(corpus: Corpus) -> None:
    for event in corpus.events:
        assert {match["id"] for match in CITATION.finditer(event.body)} == set(event.sources)


def test_there_are_at_least_ten_entities_in_the_smallest_corpus() -> None:
    assert len(make_corpus(20).entities) == 10


def test_dates_of_all_precisions_are_there_and_are_edtf() -> None:
    moments = [event.moment for event in make_corpus(1000).events]
    for moment in moments:
        parse_edtf(moment.edtf)
    years = {moment.year for moment in moments}
    assert min(years) < 0
    assert max(years) == 2026
    for part in ("T", "/", "..", "X", "~", "?", "Q"):
        assert any(part in moment.edtf for moment in moments), part


@pytest.mark.parametrize(
    ("edtf", "iso", "span"),
    [
        ("2004-01-31", "2004-01-31", ("20040131", "20040201")),
        ("2004-01-03/2004-01-09", "2004-01-03/2004-01-09", ("20040103", "20040110")),
        ("2004-01-03T00:30+01:00", "2004-01-03T00:30+01:00", ("20040102T233000Z", "")),
        ("2004-01", "2004-01", ("", "")),
        ("2004-01~", "", ("", "")),
        ("2004-01/..", "", ("", "")),
        ("200X", "", ("", "")),
        ("-0043", "", ("", "")),
    ],
)
def test_a_date_tells_others_no_more_than_it_says(
    edtf: str, iso: str, span: tuple[str, str]
) -> None:
    moment = Moment(edtf, "", 2004)
    assert moment.iso == iso
    assert moment.calendar_span == span
    assert to_iso8601(parse_edtf(edtf)) == (iso or None)


def test_our_own_loader_finds_nothing_wrong(corpus: Corpus, tmp_path: Path) -> None:
    write_ours(corpus, tmp_path / "site")
    loaded = load_site(tmp_path / "site", datetime(2026, 11, 22, tzinfo=UTC))
    assert loaded.problems == ()
    assert loaded.timeline
    assert sum(bool(event.claims) for event in loaded.timeline.events) > EVENTS / 5
    assert len(loaded.timeline.events) == EVENTS
    assert len(loaded.timeline.entities) == len(corpus.entities)
    assert len(loaded.timeline.sources) == len(corpus.sources)
