"""An accent that is legible on light and on dark."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.plan.colors import (
    DARK_GROUNDS,
    LEAST_CONTRAST,
    LIGHT_GROUNDS,
    Color,
    contrast,
    derive_accent,
    parse_color,
)
from tests.plan import timelines as t

channels = st.integers(0, 255)
colors = st.tuples(channels, channels, channels)


def read(text: str) -> Color:
    color = parse_color(text)
    assert color is not None
    return color


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#0c5a6e", (12, 90, 110)),
        ("#ABCDEF", (171, 205, 239)),
        ("#f0a", (255, 0, 170)),
        ("0c5a6e", None),
        ("#0c5a6", None),
        ("teal", None),
        ("#0c5a6e;}", None),
        ("", None),
    ],
)
def test_a_colour_is_three_or_six_hexadecimal_digits(text: str, color: Color | None) -> None:
    assert parse_color(text) == color


def test_contrast_goes_from_1_to_21() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((12, 90, 110), (12, 90, 110)) == 1
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.478, abs=0.001)


@given(colors)
def test_every_accent_is_legible_on_every_ground(color: Color) -> None:
    accent = derive_accent(color)
    for shade, grounds in ((accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)):
        for ground in grounds:
            assert contrast(read(shade), read(ground)) >= LEAST_CONTRAST


@given(colors)
def test_what_was_derived_stays_as_it_is(color: Color) -> None:
    accent = derive_accent(color)
    assert derive_accent(read(accent.light)).light == accent.light
    assert derive_accent(read(accent.dark)).dark == accent.dark


def test_a_legible_colour_is_taken_as_it_is() -> None:
    assert derive_accent(read("#0c5a6e")).light == "#0c5a6e"
    assert derive_accent(read("#7fc6d8")).dark == "#7fc6d8"


def test_the_grounds_are_those_of_the_stylesheet(checkout: Path) -> None:
    css = (checkout / "templates/assets/style.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--(\w+): light-dark\((#\w+, #\w+)\)", css))
    assert (tokens["paper"], tokens["raised"]) == tuple(
        ", ".join(pair) for pair in zip(LIGHT_GROUNDS, DARK_GROUNDS, strict=True)
    )


# --- in the plan ---------------------------------------------------------------------------


def test_every_page_has_the_stylesheet_of_the_site_s_accent() -> None:
    plan = t.plan_of(t.event("a"), params=(("accent", "#e91e63"),), languages=("en", "zh"))
    (sheet,) = (path for path in plan.artifacts if path.startswith("assets/accent"))
    accent = derive_accent(read("#e91e63"))
    assert t.context_of(plan, sheet).light == accent.light
    assert t.context_of(plan, sheet).dark == accent.dark
    for route in ("", "events/a/", "zh/events/a/"):
        assert t.page_of(plan, route).site.accent_url == f"/{sheet}"


def test_a_site_without_an_accent_has_no_stylesheet_for_it() -> None:
    plan = t.plan_of(t.event("a"))
    assert t.page_of(plan, "").site.accent_url is None
    assert not [path for path in plan.artifacts if "accent" in path]


@pytest.mark.parametrize("written", ["red", "#12", ["#123456"], None])
def test_what_is_no_colour_is_an_error(written: object) -> None:
    plan = t.plan_of(t.event("a"), params=(("accent", written),))
    (finding,) = plan.findings
    assert finding.rule == "invalid-value"
    assert finding.path == "site.yaml"
