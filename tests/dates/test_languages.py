"""What CLDR knows of languages."""

import subprocess
import sys

from site_gen.dates import (
    is_known_language,
    language_name,
    month_words,
    plural_form,
    text_direction,
    year_words,
)


def test_a_language_has_its_own_name() -> None:
    names = {tag: language_name(tag) for tag in ("en", "zh", "de", "zh-Hant", "ar", "qqq")}
    assert names == {
        "en": "English",
        "zh": "中文",
        "de": "Deutsch",
        "zh-Hant": "繁體中文",
        "ar": "العربية",
        "qqq": "qqq",
    }


def test_plural_forms_are_those_of_the_language() -> None:
    assert [plural_form("en", n) for n in (0, 1, 2)] == ["other", "one", "other"]
    assert [plural_form("zh", n) for n in (1, 2)] == ["other", "other"]
    assert [plural_form("ru", n) for n in (1, 3, 5, 21)] == ["one", "few", "many", "one"]


def test_the_direction_of_writing() -> None:
    assert [text_direction(tag) for tag in ("en", "ar", "he", "zh")] == ["ltr", "rtl", "rtl", "ltr"]


def test_a_tag_that_cldr_does_not_have_is_unknown() -> None:
    known = ["en", "zh", "zh-Hant", "zh-TW", "pt-BR", "EN-gb", "de"]
    unknown = ["", "xx", "english", "en_GB", "中文", "en-", "../en", "e", "en-XQ-zz"]
    assert [tag for tag in known if not is_known_language(tag)] == []
    assert [tag for tag in unknown if is_known_language(tag)] == []


def test_months_and_years_stand_alone() -> None:
    assert month_words(2024, 3, "en") == "March 2024"
    assert month_words(2024, 3, "zh") == "2024年3月"
    assert month_words(2024, 3, "de") == "März 2024"
    assert month_words(-43, 3, "en") == "March 44 BC"
    assert year_words(2024, "zh") == "2024年"
    assert year_words(12_024, "en") == "12,024"
    assert year_words(0, "en") == "1 BC"


def test_reading_dates_does_not_load_babel() -> None:
    program = (
        "import sys; from site_gen.dates import parse_edtf, html_datetime;"
        "html_datetime(parse_edtf('2024-03-28')); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
