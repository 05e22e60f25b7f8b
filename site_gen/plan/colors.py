"""Colours: how well one is seen on another, and an accent for light and for dark pages."""

import re
from dataclasses import dataclass

from site_gen.model.settings import Settings

LIGHT_GROUNDS = ("#fdfcf9", "#f4f1ea")
DARK_GROUNDS = ("#151617", "#1f2123")
"""The theme's `--paper` and `--raised`: an accent is text on either."""

LEAST_CONTRAST = 4.5
"""Of text to its ground (WCAG 2.2, 1.4.3)."""

STEPS = 100

Color = tuple[int, int, int]
"""Red, green and blue, 0-255."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


@dataclass(frozen=True, slots=True)
class Accent:
    """One colour for light pages and one for dark, as `#rrggbb`."""

    light: str
    dark: str


def parse_color(text: str) -> Color | None:
    """`#rgb` or `#rrggbb`; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(first: Color, second: Color) -> float:
    """From 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def derive_accent(color: Color) -> Accent:
    """The colour itself where it is legible, else the nearest shade of it that is."""
    return Accent(
        light=_shade(color, (0, 0, 0), LIGHT_GROUNDS),
        dark=_shade(color, (255, 255, 255), DARK_GROUNDS),
    )


def find_accent(settings: Settings) -> Accent | None:
    """What `params: {accent: …}` gives; None where it is absent or no colour."""
    written = dict(settings.params).get("accent")
    color = parse_color(written) if isinstance(written, str) else None
    return derive_accent(color) if color else None


def _shade(color: Color, towards: Color, grounds: tuple[str, ...]) -> str:
    papers = [paper for ground in grounds if (paper := parse_color(ground))]
    for step in range(STEPS + 1):
        mixed = _mix(color, towards, step / STEPS)
        if all(contrast(mixed, paper) >= LEAST_CONTRAST for paper in papers):
            return _to_hex(mixed)
    return _to_hex(towards)


def _mix(color: Color, other: Color, share: float) -> Color:
    red, green, blue = (
        round(one + (two - one) * share) for one, two in zip(color, other, strict=True)
    )
    return red, green, blue


def _luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2), from 0 to 1."""
    red, green, blue = (_linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _to_hex(color: Color) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
