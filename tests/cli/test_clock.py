"""What time a command takes it to be."""

from datetime import UTC, datetime

import click
import pytest

from site_gen.cli.clock import read_now


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("as_of", "now"),
    [
        ("2026-12-01", moment(2026, 12, 1)),
        ("2026-12-01T09:00", moment(2026, 12, 1, 9)),
        ("2026-12-01T09:00+08:00", moment(2026, 12, 1, 1)),
        ("2026-12-01T09:00Z", moment(2026, 12, 1, 9)),
    ],
)
def test_a_day_is_its_first_moment_and_a_time_without_an_offset_is_utc(
    as_of: str, now: datetime
) -> None:
    assert read_now(as_of) == now


@pytest.mark.parametrize(
    "as_of",
    ["tomorrow", "2026-02-30", "2026", "2026-12-01T25:00", "0001-01-01T00:00+08:00"],
)
def test_what_is_no_day_is_wrong_usage(as_of: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        read_now(as_of)
    assert caught.value.message == (
        f'--as-of "{as_of}" is neither a day nor a time; write 2026-12-01 or 2026-12-01T09:00+08:00'
    )


def test_source_date_epoch_is_now_unless_the_option_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert read_now(None) == moment(1970, 1, 2)
    assert read_now("2026-12-01") == moment(2026, 12, 1)


@pytest.mark.parametrize("epoch", ["soon", "1.5", "9" * 30])
def test_a_source_date_epoch_that_is_no_number_of_seconds_is_wrong_usage(
    epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(click.UsageError, match="SOURCE_DATE_EPOCH"):
        read_now(None)


def test_an_empty_source_date_epoch_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = datetime.now(UTC)
    assert before <= read_now(None) <= datetime.now(UTC)
