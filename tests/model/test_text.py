"""Texts in several languages."""

import pytest

from site_gen.model.text import Localized, Text

PLAIN = Text((("", "Launch"),))
BOTH = Text((("zh", "发布"), ("en", "Launch")))


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (PLAIN, "en", Localized("Launch")),
        (PLAIN, "zh", Localized("Launch", "en")),
        (BOTH, "zh", Localized("发布")),
        (BOTH, "en", Localized("Launch")),
        (BOTH, "de", Localized("Launch", "en")),
        (BOTH, "zh-Hans-CN", Localized("发布")),
        (BOTH, "ZH", Localized("发布")),
        (Text((("zh", "发布"),)), "en", Localized("发布", "zh")),
        (Text((("zh", "发布"), ("ja", "発表"))), "en", Localized("发布", "zh")),
        (Text((("zh-Hant", "發布"),)), "zh", Localized("發布", "zh-Hant")),
        (Text((("", "Launch"), ("zh", "发布"))), "zh", Localized("发布")),
        (Text((("en-GB", "Colour"), ("en", "Color"))), "en-GB", Localized("Colour")),
    ],
)
def test_a_page_shows_its_own_language_else_the_sites_else_the_first(
    text: Text, language: str, shown: Localized
) -> None:
    assert text.to_language(language, "en") == shown


def test_a_text_in_a_wider_language_than_the_sites_is_marked_with_its_own_tag() -> None:
    assert PLAIN.to_language("de", "en-GB") == Localized("Launch", "en-gb")


def test_a_plain_text_is_in_the_sites_language() -> None:
    assert PLAIN.has_language("en", "en")
    assert not PLAIN.has_language("zh", "en")
    assert PLAIN.has_language("zh", "zh")


def test_a_shorter_tag_serves_for_a_longer_one_and_not_the_other_way() -> None:
    assert BOTH.has_language("zh-Hans", "en")
    assert not Text((("zh-Hans", "发布"),)).has_language("zh", "en")


def test_the_wording_in_the_sites_language_is_what_others_fall_back_to() -> None:
    assert BOTH.in_site_language("en") == "Launch"
    assert str(Localized("发布", "zh")) == "发布"
