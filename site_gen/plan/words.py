"""The interface's words in one language, as the theme's word tables give them."""

from collections.abc import Mapping
from dataclasses import dataclass

from site_gen.dates import plural_form

Forms = str | Mapping[str, str]
"""A wording, or one for each plural category of CLDR (UTS #35, Language Plural Rules)."""


@dataclass(frozen=True, eq=False)
class Words:
    """`words("claims")`, `words("sources_count", count=3)`: a wording with its values filled in.

    Raises KeyError for a key that no table has. `digest` stands for the whole table.
    """

    language: str
    table: Mapping[str, Forms]
    digest: str

    def __call__(self, key: str, *, count: int | None = None, **values: object) -> str:
        forms = self.table[key]
        wording = forms if isinstance(forms, str) else self._choose(forms, count)
        return wording.format(n=count, **values) if count is not None or values else wording

    def has(self, key: str) -> bool:
        return key in self.table

    def forms(self, key: str) -> Mapping[str, str]:
        """All forms of a wording by plural category, for scripts that count themselves."""
        forms = self.table[key]
        return {"other": forms} if isinstance(forms, str) else forms

    def _choose(self, forms: Mapping[str, str], count: int | None) -> str:
        category = plural_form(self.language, count or 0)
        return forms.get(category, forms["other"])
