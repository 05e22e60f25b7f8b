"""What is wrong with a text that should have been an EDTF date."""


class EdtfError(ValueError):
    """A text is not a date we accept; the only exception that `parse_edtf` raises.

    `fact` says what is wrong, `remedy` what to write instead. `offset` and `length` are the
    characters of the text to underline, counted from 0; the length is at least 1, even where
    the text has ended.
    """

    def __init__(self, fact: str, remedy: str, offset: int = 0, length: int = 1) -> None:
        super().__init__(f"{fact}; {remedy}")
        self.fact = fact
        self.remedy = remedy
        self.offset = offset
        self.length = max(length, 1)

    def __reduce__(self) -> tuple[type["EdtfError"], tuple[str, str, int, int]]:
        return (EdtfError, (self.fact, self.remedy, self.offset, self.length))
