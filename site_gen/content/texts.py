"""Texts in one or more languages, Markdown, and "entity id or text"."""

from dataclasses import dataclass

from site_gen.content.bodies import normalize_targets
from site_gen.content.fields import FieldType, Reading, has_value, report_type
from site_gen.content.languages import canonical_tag, explain_tag
from site_gen.content.nodes import Mapping, Node, Scalar
from site_gen.content.wording import quote
from site_gen.model.records import Party
from site_gen.model.text import SITE_LANGUAGE, Text


@dataclass(frozen=True)
class TextField(FieldType[Text]):
    """A text in the site's language, or a mapping from language tags to texts.

    Blank space around it is no part of it.
    """

    @property
    def noun(self) -> str:
        return "a text, or one for each language as in {en: …, zh: …}"

    @property
    def stand_in(self) -> Text:
        return Text(((SITE_LANGUAGE, "…"),))

    def read(self, node: Node, reading: Reading) -> Text | None:
        if type(node) is Scalar:
            if node.value and not node.value.isspace():
                return Text(((SITE_LANGUAGE, self._trim(node.value)),))
            reading.error(node, "no-value", "there is no text here", "write one")
            return None
        if type(node) is Mapping:
            return self._read_languages(node, reading)
        report_type(node, self.noun, reading)
        return None

    def _read_languages(self, node: Mapping, reading: Reading) -> Text | None:
        entries: dict[str, str] = {}
        for name, (key, inner) in node.entries.items():
            tag = canonical_tag(name)
            if tag is None:
                reading.error(key, "invalid-language", *explain_tag(name))
            elif tag in entries:
                fact = f"two texts for the language {quote(tag)}"
                reading.error(key, "duplicate-key", fact, "keep one of the two")
            elif not isinstance(inner, Scalar):
                report_type(inner, "a text", reading)
            elif has_value(inner, name, reading):
                entries[tag] = self._trim(inner.value)
        if not node.entries:
            reading.error(node, "no-value", "there is no text here", "write one")
        return Text(tuple(entries.items())) if entries else None

    def _trim(self, text: str) -> str:
        return text.strip()


@dataclass(frozen=True)
class Markdown(TextField):
    """As a text, in Markdown: blank space at the beginning means something there."""

    @property
    def noun(self) -> str:
        return "a text in Markdown, or one for each language"

    def _trim(self, text: str) -> str:
        return text if text.isascii() else normalize_targets(text)


@dataclass(frozen=True)
class PartyField(FieldType[Party]):
    """The id of an entity if there is one, else a text; told apart when all entities are known."""

    text: TextField = TextField()

    @property
    def noun(self) -> str:
        return "the id of an entity, or a text"

    def read(self, node: Node, reading: Reading) -> Party | None:
        text = self.text.read(node, reading)
        return None if text is None else Party(None, text)
