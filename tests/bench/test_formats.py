import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from bench.corpus import Corpus, Happening, make_corpus
from bench.prose import to_plain_markdown
from bench.write_sites import OPENING, WRITERS
from bench.yaml_text import Plain, to_yaml


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(40)


@pytest.mark.parametrize("name", WRITERS)
def test_each_format_has_a_file_for_every_event(name: str, corpus: Corpus, tmp_path: Path) -> None:
    write, file_of = WRITERS[name]
    write(corpus, tmp_path / name)
    for event in corpus.events:
        text = file_of(event, tmp_path / name).read_text(encoding="utf-8")
        assert event.title in text
        assert event.body[:OPENING] in text


@pytest.mark.parametrize("name", ["hugo", "eleventy"])
def test_front_matter_is_yaml_whose_texts_stay_texts(
    name: str, corpus: Corpus, tmp_path: Path
) -> None:
    write, file_of = WRITERS[name]
    write(corpus, tmp_path / name)
    for event in corpus.events:
        _, head, body = file_of(event, tmp_path / name).read_text(encoding="utf-8").split("---\n")
        fields = yaml.safe_load(head)
        own = fields.get("params", fields)
        assert own["edtf"] == event.moment.edtf
        assert fields["sources"] == list(event.sources)
        assert "[@" not in body
        assert "](entity:" not in body


def test_pelican_finds_the_claims_as_json(corpus: Corpus, tmp_path: Path) -> None:
    write, file_of = WRITERS["pelican"]
    write(corpus, tmp_path / "pelican")
    event = first_with_claims(corpus)
    head = file_of(event, tmp_path / "pelican").read_text(encoding="utf-8").partition("\n\n")[0]
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    assert [claim["text"] for claim in json.loads(fields["Claims"])] == [
        claim.text for claim in event.claims
    ]


def first_with_claims(corpus: Corpus) -> Happening:
    return next(event for event in corpus.events if event.claims)


def test_links_and_citations_become_plain_markdown() -> None:
    body = "Seen [there](entity:harbour-bank-2) and [then](event:x-1) [@report-7, p. 4]."
    numbers: Mapping[str, int] = {"report-7": 2}
    assert to_plain_markdown(body, numbers) == (
        "Seen [there](/entities/harbour-bank-2/) and [then](/events/x-1/)"
        r" [\[2\]](#ref-2) p. 4."
    )


def test_yaml_is_written_as_an_author_would() -> None:
    text = to_yaml(
        {
            "title": "A plain one",
            "date": Plain("1984"),
            "year": "1984",
            "empty": "",
            "body": "One.\n\nTwo.\n",
            "tags": ["a b", "c, d"],
            "claims": [{"text": "It is so: yes", "at": 1}],
        }
    )
    assert text == (
        "title: A plain one\n"
        "date: 1984\n"
        'year: "1984"\n'
        "body: |\n  One.\n\n  Two.\n"
        'tags: [a b, "c, d"]\n'
        'claims:\n  - text: "It is so: yes"\n    at: 1\n'
    )
