"""Pictures for links elsewhere, 1200 by 630 pixels: a point on a line of time, and what it is.

Few colours and much paper: such a picture is drawn in a palette and is a PNG of some 20 KB. Each
text goes through a mask of its own, so that letters are as smooth as in true colours.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from site_gen.plan.artifacts import CardRecipe, FontFile
from site_gen.plan.cards import Card, find_undrawn, is_among
from site_gen.plan.colors import Color, parse_color
from site_gen.render.fonts import choose_index, read_font_ranges
from site_gen.render.line_breaks import ELLIPSIS, break_lines, shorten

WIDTH, HEIGHT = 1200, 630
RAIL, TEXT, END = 98, 172, 1116
"""Across: where the line of time runs, where texts begin, where they end."""

KICKER, TITLE_TOP, TITLE_BOTTOM, RULE, SITE = 112, 184, 468, 498, 560
"""Down: the base lines of the small texts, and the room of the title between them."""

KICKER_SIZE, SITE_SIZE = 36, 32
TITLE_SIZES = (92, 84, 76, 68, 60, 54, 48, 44)
LEADING = 1.26

MODEL_SIZE = 100
"""In which a title is measured."""

COMPRESSION = 6

SHADES = 40
"""Of each colour, from paper to the colour itself."""


def draw_card(recipe: CardRecipe, card: Card) -> bytes:
    """A PNG: the same bytes for the same card, fonts and version of Pillow."""
    return _Drawing(recipe, card).draw()


class _Face:
    """How one text is drawn: with one font if there is one that has it all, else with several.

    Then each character is drawn with the first that has it.
    """

    def __init__(self, files: Sequence[FontFile], language: str, size: int, text: str) -> None:
        whole = (file for file in files if not find_undrawn(text, read_font_ranges(file)))
        alone = next(whole, None)
        self._files = (alone,) if alone else files
        self._language = language
        self._size = size
        self._lengths: dict[str, float] = {}

    def measure(self, text: str) -> float:
        if text not in self._lengths:
            runs = self._list_runs(text)
            self._lengths[text] = sum(
                font.getlength(run, features=_choose_features(font, self._language))
                for font, run in runs
            )
        return self._lengths[text]

    def draw(self, draw: ImageDraw.ImageDraw, x: float, base: float, text: str) -> None:
        """In white, on a mask."""
        for font, run in self._list_runs(text):
            draw.text(
                (x, base),
                run,
                fill=255,
                font=font,
                anchor="ls",
                features=_choose_features(font, self._language),
            )
            x += font.getlength(run, features=_choose_features(font, self._language))

    def _list_runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        run, chosen = "", 0
        for character in text:
            index = chosen if character.isspace() and run else self._choose(character)
            if run and index != chosen:
                yield self._open(chosen), run
                run = ""
            run, chosen = run + character, index
        if run:
            yield self._open(chosen), run

    def _choose(self, character: str) -> int:
        for index, file in enumerate(self._files):
            if is_among(ord(character), read_font_ranges(file)):
                return index
        return 0

    def _open(self, index: int) -> ImageFont.FreeTypeFont:
        file = self._files[index]
        return _open_font(file.source, choose_index(file, self._language), self._size)


class _Drawing:
    """One card. Its palette holds shades of a few colours; the first of all is the paper."""

    def __init__(self, recipe: CardRecipe, card: Card) -> None:
        self._recipe = recipe
        self._card = card
        self._image = Image.new("P", (WIDTH, HEIGHT), 0)
        self._palette: list[int] = []
        self._colors: dict[str, int] = {}

    def draw(self) -> bytes:
        card = self._card
        self._draw_rail()
        self._write_line(self._recipe.bold, KICKER_SIZE, KICKER, card.kicker, card.accent)
        self._draw_title()
        self._fill((TEXT, RULE, END, RULE + 2), card.line)
        self._write_line(self._recipe.regular, SITE_SIZE, SITE, card.site, card.soft)
        self._image.putpalette(self._palette)
        buffer = io.BytesIO()
        self._image.save(buffer, "PNG", compress_level=COMPRESSION)
        return buffer.getvalue()

    def _draw_rail(self) -> None:
        card = self._card
        self._fill((RAIL - 2, 0, RAIL + 2, HEIGHT), card.line)
        self._fill((RAIL - 2, 0, RAIL + 2, KICKER - 12), card.accent)
        self._paint(_make_disc(26), RAIL - 26, KICKER - 12 - 26, card.paper)
        self._paint(_make_disc(18), RAIL - 18, KICKER - 12 - 18, card.mark)

    def _draw_title(self) -> None:
        """In the largest size in which it has room; cut where it has none in the smallest."""
        title, files, room = self._card.title, self._recipe.bold, END - TEXT
        model = self._face(files, MODEL_SIZE, title)
        size, lines, most = TITLE_SIZES[-1], [title], 1
        for size in TITLE_SIZES:
            # Lengths grow with the size: what is measured once does for all.
            most = int((TITLE_BOTTOM - TITLE_TOP) / (size * LEADING))
            lines = break_lines(title, room * MODEL_SIZE / size, model.measure, most)
            if len(lines) <= most:
                break
        lines = shorten(lines, most, room * MODEL_SIZE / size, model.measure)
        face = self._face(files, size, title + ELLIPSIS * (lines[-1][-1:] == ELLIPSIS))
        for number, line in enumerate(lines):
            base = TITLE_TOP + size * (0.86 + number * LEADING)
            self._write(face, base, line, self._card.ink)

    def _write_line(
        self, files: Sequence[FontFile], size: int, base: int, text: str, color: str
    ) -> None:
        """A small text, cut where it is too long for one line."""
        face = self._face(files, size, text)
        lines = [text, ""] if face.measure(text) > END - TEXT else [text]
        self._write(face, base, shorten(lines, 1, END - TEXT, face.measure)[0], color)

    def _face(self, files: Sequence[FontFile], size: int, text: str) -> _Face:
        return _Face(files, self._card.language, size, text)

    def _write(self, face: _Face, base: float, text: str, color: str) -> None:
        """One line, on the side on which the language begins."""
        length = face.measure(text)
        left = WIDTH - TEXT - length if self._card.is_rtl else TEXT
        top = int(base) - 120
        mask = Image.new("L", (int(length) + 40, 180), 0)
        face.draw(ImageDraw.Draw(mask), 20, base - top, text)
        self._stamp(mask, round(left) - 20, top, color)

    def _paint(self, mask: Image.Image, left: int, top: int, color: str) -> None:
        x = WIDTH - left - mask.width if self._card.is_rtl else left
        self._stamp(mask, x, top, color)

    def _stamp(self, mask: Image.Image, left: int, top: int, color: str) -> None:
        first = self._find_shades(color)
        shades = mask.point([first + value * (SHADES - 1) // 255 for value in range(256)])
        self._image.paste(shades, (left, top), mask.point([0] * 8 + [255] * 248))

    def _fill(self, box: tuple[int, int, int, int], color: str) -> None:
        left, top, right, bottom = box
        if self._card.is_rtl:
            left, right = WIDTH - right, WIDTH - left
        self._image.paste(self._find_shades(color) + SHADES - 1, (left, top, right, bottom))

    def _find_shades(self, color: str) -> int:
        """The place of the first shade in the palette."""
        if color not in self._colors:
            self._colors[color] = len(self._palette) // 3
            paper, full = _to_channels(self._card.paper), _to_channels(color)
            for step in range(SHADES):
                share = step / (SHADES - 1)
                self._palette += [
                    round(one + (two - one) * share) for one, two in zip(paper, full, strict=True)
                ]
        return self._colors[color]


def _to_channels(color: str) -> Color:
    return parse_color(color) or (0, 0, 0)


def _choose_features(font: ImageFont.FreeTypeFont, language: str) -> list[str] | None:
    """Quotation marks in Chinese fonts are as wide as characters, but not among other letters.

    Needs the layout of Raqm, which comes in Pillow's wheels.
    """
    is_chinese = language.partition("-")[0].lower() in ("zh", "ja", "ko")
    return None if is_chinese or font.layout_engine != ImageFont.Layout.RAQM else ["pwid"]


@cache
def _make_disc(radius: int) -> Image.Image:
    large = Image.new("L", (radius * 8, radius * 8), 0)
    ImageDraw.Draw(large).ellipse((0, 0, radius * 8 - 1, radius * 8 - 1), fill=255)
    return large.resize((radius * 2, radius * 2), Image.Resampling.LANCZOS)


@cache
def _open_font(source: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    if source:
        return ImageFont.truetype(source, size, index)
    built_in = ImageFont.load_default(size)
    assert isinstance(built_in, ImageFont.FreeTypeFont)  # noqa: S101 # it is, with FreeType
    return built_in
