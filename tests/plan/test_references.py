"""The numbered references of one page."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.model.records import Citation
from site_gen.plan import Edition
from site_gen.plan.bibliography import new_references
from site_gen.plan.references import References
from site_gen.plan.urls import Urls
from tests.plan import timelines as t

IDS = "abcde"


def references() -> References:
    timeline, settings = t.timeline_of(*map(t.source, IDS)), t.settings_of()
    words, urls = t.words_of("en"), Urls("/", None)
    return new_references(Edition(timeline, settings, t.assets_of(), words, "en", urls))


@given(st.lists(st.sampled_from(IDS)))
def test_each_source_has_one_number_from_one_in_the_order_of_first_citation(ids: list[str]) -> None:
    counted = references()
    numbers = [counted.cite(Citation(id)).number for id in ids]
    order = list(dict.fromkeys(ids))
    assert numbers == [order.index(id) + 1 for id in ids]
    assert [one.source.title.text for one in counted.to_list()] == [f"Report {id}" for id in order]
    assert [one.number for one in counted.to_list()] == list(range(1, len(order) + 1))


def test_a_citation_leads_to_the_entry_with_its_number() -> None:
    counted = references()
    first, second = counted.cite_all([Citation("b"), Citation("a")])
    assert [one.anchor for one in counted.to_list()] == [first.anchor, second.anchor]
    assert first.title.text == "Report b"
