"""`<time datetime>` has only what HTML can say."""

import pytest

from site_gen.dates import html_datetime, parse_edtf


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024", "2024"),
        ("0044", "0044"),
        ("2024-03", "2024-03"),
        ("2024-03-28", "2024-03-28"),
        ("Y12024", "12024"),
        ("2024-03-28T19:00", "2024-03-28T19:00"),
        ("2024-03-28T19:00:05", "2024-03-28T19:00:05"),
        ("2024-03-28T19:00+08", "2024-03-28T19:00+08:00"),
        ("2024-03-28T19:00-03:30", "2024-03-28T19:00-03:30"),
        ("2024-03-28T19:00Z", "2024-03-28T19:00Z"),
        ("2024-03-28T19:00+00:00", "2024-03-28T19:00Z"),
    ],
)
def test_an_exact_date_has_a_value(text: str, value: str) -> None:
    assert html_datetime(parse_edtf(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "-0044",  # HTML would read a UTC offset
        "0000",
        "-0043-03-15",
        "1984~",
        "1984?",
        "2004-%06",
        "199X",
        "1985-04-XX",
        "XXXX-12-25",
        "1950S2",
        "2024-35",
        "2001-21",
        "1984/1990",
        "1984/..",
        "/1984",
        "[1984]",
        "{1984,1985}",
    ],
)
def test_what_html_cannot_say_has_none(text: str) -> None:
    assert html_datetime(parse_edtf(text)) is None
