"""What time a command takes it to be."""

import os
from datetime import UTC, datetime

import click

AS_OF_HELP = "Build as on this day or at this time: 2026-12-01, 2026-12-01T09:00+08:00."


def read_now(as_of: str | None) -> datetime:
    """`--as-of`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock.

    A day means its first moment in UTC, and so does a time without an offset. Raises
    click.UsageError for what is neither.
    """
    if as_of:
        return _read_day(as_of)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return _read_epoch(epoch)
    return datetime.now(UTC)


def _read_day(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.UsageError(
            f'--as-of "{text}" is neither a day nor a time; write 2026-12-01 or'
            " 2026-12-01T09:00+08:00"
        ) from None


def _read_epoch(text: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f'SOURCE_DATE_EPOCH is "{text}"; set it to whole seconds since 1970, or unset it'
        ) from None
