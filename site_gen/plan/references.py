"""The numbered references of one page."""

from collections.abc import Callable, Iterable

from site_gen.model.records import Citation
from site_gen.model.text import Localized, Text
from site_gen.plan.contexts import CitationShown, Reference, SourceShown


class References:
    """Gives each source its number when it is first cited, from 1, and remembers the order."""

    def __init__(
        self, show: Callable[[str], SourceShown], localize: Callable[[Text], Localized]
    ) -> None:
        self._show = show
        self._localize = localize
        self._numbers: dict[str, int] = {}

    def number(self, source_id: str) -> int:
        return self._numbers.setdefault(source_id, len(self._numbers) + 1)

    def cite(self, citation: Citation) -> CitationShown:
        number = self.number(citation.source)
        return CitationShown(
            number=number,
            anchor=reference_anchor(number),
            title=self._show(citation.source).title,
            locator=self._localize(citation.locator) if citation.locator else None,
            note=self._localize(citation.note) if citation.note else None,
        )

    def cite_all(self, citations: Iterable[Citation]) -> tuple[CitationShown, ...]:
        return tuple(self.cite(citation) for citation in citations)

    def to_list(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(number, reference_anchor(number), self._show(source_id))
            for source_id, number in self._numbers.items()
        )


def reference_anchor(number: int) -> str:
    """The id of a reference on its page, for citations in fields and in bodies."""
    return f"ref-{number}"
