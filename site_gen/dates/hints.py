"""What an author may have meant by a text that is not EDTF."""

from collections.abc import Callable

from site_gen.dates.errors import EdtfError
from site_gen.dates.when import When


def improve_error(text: str, error: EdtfError, parse: Callable[[str], When]) -> EdtfError:
    return error
