"""Words say exactly what is known, and the languages do not mix."""

import subprocess
import sys
from itertools import permutations

import pytest

from site_gen.dates import parse_edtf, to_words

WORDS = {
    # In English, Chinese and German.
    "1984": ("1984", "1984年", "1984"),
    "2024-03": ("March 2024", "2024年3月", "März 2024"),
    "2024-09-03": ("3 September 2024", "2024年9月3日", "3. September 2024"),
    "1984~": ("c. 1984", "约1984年", "ca. 1984"),
    "1984?": ("1984 (uncertain)", "1984年（存疑）", "1984 (unsicher)"),
    "1984%": ("c. 1984 (uncertain)", "约1984年（存疑）", "ca. 1984 (unsicher)"),
    "1985-04-XX": ("April 1985, day unknown", "1985年4月，日期不详", "April 1985, Tag unbekannt"),
    "1985-XX": ("1985, month unknown", "1985年，月份不详", "1985, Monat unbekannt"),
    "1985-XX-25": (
        "1985, month unknown, day 25",
        "1985年，月份不详，25日",
        "1985, Monat unbekannt, Tag 25",
    ),
    "201X": ("2010s", "2010年代", "2010er-Jahre"),
    "20XX": (
        "some year from 2000 to 2099",
        "2000年至2099年间的某一年",
        "ein Jahr von 2000 bis 2099",
    ),
    "2024-35": ("Q3 2024", "2024年第三季度", "3. Quartal 2024"),
    "2001-40": ("first half of 2001", "2001年上半年", "erstes Halbjahr 2001"),
    "2001-38": ("second third of 2001", "2001年中间四个月", "zweites Drittel 2001"),
    "2001-21": ("spring 2001", "2001年春季", "Frühling 2001"),
    "2001-31": (
        "autumn 2001 (Southern Hemisphere)",
        "2001年秋季（南半球）",
        "Herbst 2001 (Südhalbkugel)",
    ),
    "2004-06/..": ("since June 2004", "自2004年6月起", "seit Juni 2004"),
    "../1985": ("until 1985", "至1985年为止", "bis 1985"),
    "/1985": (
        "until 1985, start unknown",
        "至1985年为止，开始时间不详",
        "bis 1985, Beginn unbekannt",
    ),
    "2004-06/": (
        "from June 2004, end unknown",
        "自2004年6月起，结束时间不详",
        "ab Juni 2004, Ende unbekannt",
    ),
    "-0043": ("44 BC", "公元前44年", "44 v. Chr."),
    "-0043-03-15": ("15 March 44 BC", "公元前44年3月15日", "15. März 44 v. Chr."),
    "0044": ("44 AD", "公元44年", "44 n. Chr."),
    "Y170000002": ("170,000,002", "170,000,002年", "170.000.002"),
    "Y-17E7": ("170,000,001 BC", "公元前170,000,001年", "170.000.001 v. Chr."),
    "1950S2": (
        "1950 (estimate, between 1900 and 1999)",
        "1950年（估计值，介于1900年与1999年之间）",
        "1950 (geschätzt, zwischen 1900 und 1999)",
    ),
    "2024-03-28T19:00+08:00": (
        "28 March 2024, 19:00 (UTC+8)",
        "2024年3月28日 19:00（UTC+8）",
        "28. März 2024, 19:00 (UTC+8)",
    ),
    "2024-03-28T19:00-03:30": (
        "28 March 2024, 19:00 (UTC−3:30)",
        "2024年3月28日 19:00（UTC−3:30）",
        "28. März 2024, 19:00 (UTC−3:30)",
    ),
    "2024-03-28T19:00:05Z": (
        "28 March 2024, 19:00:05 (UTC)",
        "2024年3月28日 19:00:05（UTC）",
        "28. März 2024, 19:00:05 (UTC)",
    ),
    "2024-04-25/2024-05-04": (
        "25 April – 4 May 2024",
        "2024年4月25日至5月4日",
        "25. April – 4. Mai 2024",
    ),
    "2024-04-25/2024-04-27": ("25–27 April 2024", "2024年4月25日至27日", "25.–27. April 2024"),
    "2024-12-25/2025-01-04": (
        "25 December 2024 – 4 January 2025",
        "2024年12月25日至2025年1月4日",
        "25. Dezember 2024 – 4. Januar 2025",
    ),
    "1984/1990": ("1984–1990", "1984–1990年", "1984–1990"),
    "1984~/2004-06": ("c. 1984 – June 2004", "约1984年至2004年6月", "ca. 1984 – Juni 2004"),
    "-0043/0014": ("44 BC – 14 AD", "公元前44年至公元14年", "44 v. Chr. – 14 n. Chr."),
    "2024-03-28T19:00+08:00/2024-03-28T21:00+08:00": (
        "28 March 2024, 19:00–21:00 (UTC+8)",
        "2024年3月28日 19:00–21:00（UTC+8）",
        "28. März 2024, 19:00–21:00 (UTC+8)",
    ),
    "[1667,1668,1670..1672]": (
        "1667, 1668 or 1670–1672",
        "1667年、1668年或1670–1672年",
        "1667, 1668 oder 1670–1672",
    ),
    "{1960,1961-12}": (
        "1960 and December 1961",
        "1960年和1961年12月",
        "1960 und Dezember 1961",
    ),
    "[..1984]": ("1984 or earlier", "1984年或更早", "1984 oder früher"),
    "{1760-12..}": (
        "December 1760 and later",
        "1760年12月及以后",
        "Dezember 1760 und später",
    ),
    "[1984..1986]": ("one of 1984–1986", "1984–1986年之一", "innerhalb von 1984–1986"),
    "2004-06~-11": (
        "11 June 2004 (year and month approximate)",
        "2004年6月11日（年份和月份为约数）",
        "11. Juni 2004 (Jahr und Monat ungefähr)",
    ),
    "2004?-06-~11": (
        "11 June 2004 (year uncertain; day approximate)",
        "2004年6月11日（年份存疑；日期为约数）",
        "11. Juni 2004 (Jahr unsicher; Tag ungefähr)",
    ),
    "XXXX-12-25": (
        "25 December, year unknown",
        "年份不详，12月25日",
        "25. Dezember, Jahr unbekannt",
    ),
    "156X-12-25": ("25 December, 1560s", "1560年代，12月25日", "25. Dezember, 1560er-Jahre"),
    "1984-1X": (
        "October, November or December 1984",
        "1984年10、11或12月",
        "Oktober, November oder Dezember 1984",
    ),
    "1984-11-2X": (
        "one day of 20–29 November 1984",
        "1984年11月20日至29日间的某一天",
        "ein Tag von 20.–29. November 1984",
    ),
    "2015-02-X9": ("9 or 19 February 2015", "2015年2月9或19日", "9. oder 19. Februar 2015"),
}
LANGUAGES = ("en", "zh", "de")


@pytest.mark.parametrize("text", WORDS)
def test_words_say_what_is_known(text: str) -> None:
    when = parse_edtf(text)
    assert tuple(to_words(when, language) for language in LANGUAGES) == WORDS[text]


@pytest.mark.parametrize("order", list(permutations(LANGUAGES)), ids="-".join)
def test_languages_in_turn_do_not_leak_into_each_other(order: tuple[str, ...]) -> None:
    """Each order in a process of its own, because Babel keeps what it once resolved."""
    program = (
        "import sys; from site_gen.dates import parse_edtf, to_words, month_words\n"
        "for language in sys.argv[1:] * 2:\n"
        "    for text in ('2024-03-28', '2024-05', '2024-35', '2024-09-03', '-0043-02'):\n"
        "        sys.stdout.buffer.write((to_words(parse_edtf(text), language) + '|').encode())\n"
        "    sys.stdout.buffer.write((month_words(2024, 3, language) + chr(10)).encode())\n"
    )
    run = subprocess.run([sys.executable, "-c", program, *order], check=True, capture_output=True)
    expected = {
        "en": "28 March 2024|May 2024|Q3 2024|3 September 2024|February 44 BC|March 2024",
        "zh": "2024年3月28日|2024年5月|2024年第三季度|2024年9月3日|公元前44年2月|2024年3月",
        "de": (
            "28. März 2024|Mai 2024|3. Quartal 2024|3. September 2024|Februar 44 v. Chr.|März 2024"
        ),
    }
    assert run.stdout.decode().splitlines() == [expected[language] for language in order * 2]


def test_american_english_is_american() -> None:
    assert to_words(parse_edtf("2024-03-28"), "en-US") == "March 28, 2024"
    assert to_words(parse_edtf("2024-03-28T19:00"), "en-US") == "March 28, 2024, 7:00 PM"
    assert to_words(parse_edtf("2024-04-25/2024-05-04"), "en-US") == "April 25 – May 4, 2024"
    assert to_words(parse_edtf("2001-23"), "en-US") == "fall 2001"


def test_english_is_british_with_and_without_its_region() -> None:
    assert to_words(parse_edtf("2024-03-28"), "en-GB") == to_words(parse_edtf("2024-03-28"), "en")


def test_traditional_chinese_takes_what_it_lacks_from_chinese() -> None:
    assert to_words(parse_edtf("1984~"), "zh-TW") == "約1984年"
    assert to_words(parse_edtf("201X"), "zh-Hant") == "2010年代"


def test_a_language_without_a_table_has_its_own_dates_and_english_words() -> None:
    assert to_words(parse_edtf("2024-03-28"), "fr") == "28 mars 2024"
    assert to_words(parse_edtf("2004-06/.."), "fr") == "since juin 2004"
    assert to_words(parse_edtf("2024-03-28"), "qqq") == "28 March 2024"
