"""Skipping patterns changes nothing but the time."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.contexts import Markup
from site_gen.render import inline
from site_gen.render.faults import BodyFault
from site_gen.render.markdown import _Parser
from site_gen.render.references import BodySettings
from tests.render.bodies import SAMPLES, to_markup

PLAIN = {kind: _Parser(kind, is_skipping=False) for kind in ("sanitize", "escape")}
SKIPPING = {kind: _Parser(kind) for kind in ("sanitize", "escape")}

MARKS = (
    *"*_`[]()!<>&\\\n\"'#|:^@-~ ",
    *("**", "__", "``", "![", "[^", "[@", "](", "[@src]", "[^1]", "  \n", "\n\n", "\n    "),
    *("- ", "> ", "1. ", "<b>", "</b>", "&amp;", "https://a.example", "entity:lei-jun"),
    *("\n\n[^1]: note\n\n", "\n\n*[ab]: title\n\n", "\n\n[ab]: /x\n\n", "\n\n|a|b|\n|-|-|\n|c|d|"),
    *("word", "ab", "中文", "1"),
)


def convert(parser: _Parser, markup: Markup) -> str:
    """A fault is a result too: both ways must come to the same one."""
    try:
        return parser.convert(BodySettings(markup, 2, "Notes"), "", "Back", 60.0)
    except BodyFault as fault:
        return f"{fault.rule}: {fault.fact}"


def assert_same(text: str) -> None:
    for kind, plain in PLAIN.items():
        markup = to_markup(text, kind)
        assert convert(SKIPPING[kind], markup) == convert(plain, markup)


def test_the_installed_version_is_one_whose_loop_is_known() -> None:
    assert inline.install_skipping(markdown.Markdown())


def test_a_version_that_nobody_has_looked_at_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown, "__version_info__", (99, 0, 0, "final", 0))
    parser = markdown.Markdown()
    assert not inline.install_skipping(parser)
    assert not isinstance(parser.treeprocessors["inline"], inline.SkippingProcessor)


def test_every_pattern_of_ours_and_of_the_installed_version_is_skipped_somewhere() -> None:
    found = SKIPPING["sanitize"]._markdown.treeprocessors["inline"]
    assert isinstance(found, inline.SkippingProcessor)
    steps = found._find_steps()
    tried_everywhere = [each.pattern for each, needed, _ in steps if not needed]
    assert tried_everywhere == []


@pytest.mark.parametrize("text", SAMPLES)
def test_samples_come_out_the_same(text: str) -> None:
    assert_same(text)


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_mixture_of_marks_comes_out_the_same(text: str) -> None:
    assert_same(text)


@given(st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=4).map("\n\n".join))
def test_any_mixture_of_samples_comes_out_the_same(text: str) -> None:
    assert_same(text)
