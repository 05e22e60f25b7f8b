"""Pictures for links as they come out: their form, their texts, the fonts they are drawn with."""

import io
import struct
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from site_gen.plan.artifacts import AssetFile, CardRecipe, FontFile, FontSet
from site_gen.plan.cards import Card, find_undrawn
from site_gen.render.cards import END, HEIGHT, RULE, TEXT, WIDTH, draw_card
from site_gen.render.fonts import BUILT_IN, BUILT_IN_RANGES, choose_index, find_fonts
from tests.building import build_well, read_page
from tests.running import read_tree
from tests.sites_in_text import LAUNCH, write_many_events, write_site

CARD = Card("The launch", "28 March 2024", "Cars", "en", False, "#0c5a6e", "#b3261e")
LONG = "An uncommonly long title that has much to say about very many things at once " * 4
ONLY_BUILT_IN = CardRecipe((BUILT_IN,), (BUILT_IN,))
ASKING = "-- site.yaml --\ntitle: Cars\nbase_url: https://example.org/\ncards: true\n"


@cache
def fonts() -> FontSet:
    return find_fonts({})


def draw(card: Card = CARD) -> Image.Image:
    return open_picture(draw_card(CardRecipe(fonts().bold, fonts().regular), card))


def open_picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def box_of_change(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.difference(one, other).getbbox()
    assert box is not None
    return box


def test_a_card_is_a_small_png_of_the_size_that_sites_ask_for() -> None:
    content = draw_card(ONLY_BUILT_IN, CARD)
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(content) < 60_000
    assert picture.convert("RGB").getpixel((600, 5)) == (0xFD, 0xFC, 0xF9)


def test_the_same_card_has_the_same_bytes() -> None:
    assert draw_card(ONLY_BUILT_IN, CARD) == draw_card(ONLY_BUILT_IN, CARD)


@pytest.mark.parametrize(
    ("other", "top", "bottom"),
    [
        (replace(CARD, kicker="44 BC"), 60, 140),
        (replace(CARD, title="Another"), 170, RULE),
        (replace(CARD, site="Another site"), RULE + 3, 600),
    ],
)
def test_each_text_has_its_place(other: Card, top: int, bottom: int) -> None:
    box = box_of_change(draw(), draw(other))
    assert top <= box[1] < box[3] <= bottom
    assert TEXT - 10 <= box[0] < box[2] <= END + 10


@pytest.mark.parametrize("title", ["I", "Wide " * 9, LONG, "Unbreakable" * 30, "雷军到访蔚来" * 20])
def test_no_title_leaves_its_room(title: str) -> None:
    if find_undrawn(title, fonts().characters):
        pytest.skip("no font for Chinese here; run tests/install-judges")
    box = box_of_change(draw(), draw(replace(CARD, title=title)))
    assert box[0] >= TEXT - 10
    assert box[2] <= END + 10
    assert 160 < box[1] < box[3] <= RULE


def test_a_language_from_right_to_left_has_everything_on_the_other_side() -> None:
    there = draw(replace(CARD, title="I", is_rtl=True))
    assert there.getpixel((WIDTH - 98, 20)) == (0x0C, 0x5A, 0x6E)
    assert draw(replace(CARD, title="I")).getpixel((98, 20)) == (0x0C, 0x5A, 0x6E)
    title = there.crop((0, 170, WIDTH - 120, RULE))
    paper = Image.new("RGB", title.size, (0xFD, 0xFC, 0xF9))
    assert box_of_change(title, paper)[0] > WIDTH / 2


def test_chinese_is_drawn_as_the_language_writes_it() -> None:
    file = FontFile("/x/NotoSerifCJK-Bold.ttc", "d", has_regions=True)
    tags = ("zh", "zh-Hans", "zh-TW", "zh-Hant", "zh-HK", "ja", "ko", "en")
    assert [choose_index(file, tag) for tag in tags] == [2, 2, 3, 3, 4, 0, 1, 2]
    assert choose_index(FontFile("/x/Other.ttf", "d"), "ja") == 0
    if find_undrawn("骨直", fonts().characters):
        pytest.skip("no font for Chinese here; run tests/install-judges")
    card = replace(CARD, title="骨直")
    assert draw(replace(card, language="zh")) != draw(replace(card, language="ja"))


def test_the_library_s_own_font_has_what_we_say_it_has() -> None:
    font = ImageFont.load_default(40)
    missing = bytes(font.getmask("\U0010fff0"))
    for first, last in BUILT_IN_RANGES:
        for number in range(first, last + 1):
            if not chr(number).isspace():
                assert bytes(font.getmask(chr(number))) != missing, chr(number)


# --- fonts ---------------------------------------------------------------------------------


def test_the_characters_of_a_font_are_those_that_it_draws() -> None:
    shown = {file.source: file for file in fonts().bold if file.source}
    if not shown:
        pytest.skip("no fonts here; run tests/install-judges")
    for source, file in shown.items():
        alone = find_fonts({"own-Bold.ttf": AssetFile(source, file.digest)}, folders=())
        font = ImageFont.truetype(source, 40)
        missing = bytes(font.getmask("\U0010fff0"))
        for character in "AzéЖω中雷の한":
            drawn = bytes(font.getmask(character)) != missing
            known = not find_undrawn(character, alone.characters)
            assert known == drawn or ord(character) < 0x100, (source, character)


def test_a_machine_without_fonts_draws_latin_letters_all_the_same() -> None:
    bare = find_fonts({}, folders=())
    assert (bare.bold, bare.regular) == ((BUILT_IN,), (BUILT_IN,))
    assert find_undrawn("The launch, “28 March 2024”…", bare.characters) == set()
    assert find_undrawn("雷军", bare.characters) == {"雷", "军"}


@pytest.mark.parametrize(
    "content", [b"", b"no font", b"ttcf" + bytes(8), b"\0\1\0\0" + struct.pack(">H", 9) + bytes(9)]
)
def test_what_is_no_font_is_passed_over(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(content)
    found = find_fonts({"broken.ttf": AssetFile(str(tmp_path / "broken.ttf"), "d")}, folders=())
    assert found.bold == (BUILT_IN,)


def test_half_a_font_is_passed_over(tmp_path: Path) -> None:
    font = find_fonts({}).bold[0]
    if font == BUILT_IN:
        pytest.skip("no fonts here; run tests/install-judges")
    content = Path(font.source).read_bytes()
    (tmp_path / "half.ttf").write_bytes(content[: len(content) // 2])
    found = find_fonts({"half.ttf": AssetFile(str(tmp_path / "half.ttf"), "d")}, folders=())
    assert found.bold == (BUILT_IN,)


def test_a_site_s_own_fonts_are_asked_first() -> None:
    source = next((file.source for file in fonts().bold if file.source), None)
    if source is None:
        pytest.skip("no fonts here; run tests/install-judges")
    found = find_fonts({"fonts/Own.ttf": AssetFile(source, "d")})
    assert found.bold[0].source == found.regular[0].source == source


# --- in a build ----------------------------------------------------------------------------


def test_pictures_are_published_kept_and_taken_away(tmp_path: Path) -> None:
    site = write_site(tmp_path, LAUNCH, ASKING)
    build_well(site)
    (path,) = pictures_of(site)
    address = f"https://example.org/{path}"
    page = read_page(site, "events/launch/index.html")
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert open_picture(read_tree(site / "site")[path]).size == (WIDTH, HEIGHT)
    assert build_well(site).changed == frozenset()
    event = site / "content/events/launch.yaml"
    event.write_text(event.read_text("utf-8").replace("The launch", "The start"), "utf-8")
    build_well(site)
    (other,) = pictures_of(site)
    assert other != path
    kept = read_tree(site / "site")
    build_well(site, clean=True)
    assert read_tree(site / "site") == kept
    write_site(site, "-- site.yaml --\ntitle: Cars\nbase_url: https://example.org/\ncards: false\n")
    build_well(site)
    assert pictures_of(site) == []


def pictures_of(site: Path) -> list[str]:
    return [path for path in read_tree(site / "site") if path.startswith("assets/cards/")]


def test_several_processes_draw_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_gen.render.pages.WORTH_A_PROCESS", 10)
    sites = [write_many_events(tmp_path / name, 30) for name in ("one", "two")]
    for jobs, site in enumerate(sites, 1):
        write_site(site, ASKING)
        build_well(site, jobs=jobs)
    assert len(pictures_of(sites[0])) == 31
    assert read_tree(sites[0] / "site") == read_tree(sites[1] / "site")
