"""Footnotes whose ids are ours, whatever an author calls them."""

from markdown.extensions.footnotes import FootnoteExtension


class NumberedFootnotes(FootnoteExtension):
    """`fn-1` and `fnref-1`, `fnref2-1` …: by number, so that a label is never an id on the page."""

    def __init__(self) -> None:
        self._prefix = ""
        self._numbers: dict[str, int] = {}
        super().__init__(SEPARATOR="-", BACKLINK_TEXT="↩", BACKLINK_TITLE="")

    def name_ids(self, prefix: str, back: str) -> None:
        """For one body: what its ids have before the number, and words for the way back."""
        self._prefix = prefix
        self.setConfig("BACKLINK_TITLE", back.replace("{", "{{").replace("}", "}}"))

    def reset(self) -> None:
        super().reset()
        self._numbers = {}

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 # Python-Markdown's name
        return f"fn-{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802 # as above
        return str(self.unique_ref(f"fnref-{self._number(id)}", found))

    def _number(self, label: str) -> str:
        if len(self._numbers) != len(self.footnotes):
            self._numbers = {each: place for place, each in enumerate(self.footnotes, start=1)}
        return f"{self._prefix}{self._numbers[label]}"
