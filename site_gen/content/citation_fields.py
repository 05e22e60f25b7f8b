"""How a record cites a source: by id, with a locator; a claim's source may contradict it."""

from site_gen.content.fields import Field, ListOf, RecordType, ShortRecord
from site_gen.content.ids import Reference
from site_gen.content.scalars import Boolean
from site_gen.content.texts import TextField
from site_gen.model.records import Citation

_SOURCE = Field(
    "id",
    Reference("source"),
    "the source",
    "id: cnevpost-visit",
    required=True,
    attribute="source",
)
LOCATOR = Field("locator", TextField(), "the place in the source", "locator: para. 3")
_NOTE = Field("note", TextField(), "a remark on what the source says", "note: names another day")
_SUPPORTS = Field(
    "supports",
    Boolean(),
    "false: this source contradicts the claim",
    "supports: false",
)
_MISTAKEN = {"source": "id", "page": "locator", "para": "locator"}

CITATION = RecordType(
    "a citation",
    (_SOURCE, LOCATOR, _NOTE),
    _MISTAKEN,
    {_SUPPORTS.name: "write it where a claim names the source that contradicts it"},
)
SHORT_CITATION = ShortRecord(CITATION, Citation, "id")
CITATIONS = ListOf(SHORT_CITATION)

CLAIM_CITATION = RecordType(
    "a citation in a claim", (_SOURCE, LOCATOR, _SUPPORTS, _NOTE), _MISTAKEN
)
CLAIM_CITATIONS = ListOf(ShortRecord(CLAIM_CITATION, Citation, "id"))
