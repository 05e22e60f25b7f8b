"""What is wrong with one file as part of the whole; and when that need not be asked again.

A verdict follows from the file itself, what it refers to, the settings and the day. As long as
none of these is another, it stands.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from site_gen.content.doubts import Doubts
from site_gen.content.findings import Finding, Findings
from site_gen.content.forks import map_slices
from site_gen.content.leaves import Leaf
from site_gen.content.references import References
from site_gen.content.site_fields import SiteContent
from site_gen.content.translations import Translations
from site_gen.content.wording import advise, quote
from site_gen.dates import Day
from site_gen.model.records import Event
from site_gen.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from when the verdicts on the shelf were found.

    `keys` are `kind:id` of everything that was added, changed or removed, media included. `days`
    are the earlier and the later day, the same where time did not pass.
    """

    keys: frozenset[str]
    days: tuple[int, int]

    @property
    def touches_entities(self) -> bool:
        return any(key.startswith("entity:") for key in self.keys)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a file is judged by. `known` are `kind:id` of everything that exists."""

    timeline: Timeline
    site: SiteContent
    known: frozenset[str]
    references: References
    today: Day


def judge_leaves(leaves: Sequence[Leaf], whole: Whole, changes: Changes | None, jobs: int) -> None:
    """Give each leaf its verdict; `changes` is None where none is to be relied on."""
    due = leaves if changes is None else list(_list_due(leaves, changes))
    clear: list[Leaf] = []
    unclear: list[Leaf] = []
    for leaf in due:
        (clear if whole.known.issuperset(leaf.extract.references) else unclear).append(leaf)
    judge = _Judge(whole)
    verdicts = [verdict for part in map_slices(judge.judge, clear, jobs) for verdict in part]
    # What an unknown id may have meant is only guessed so often: here, in the order of files.
    for leaf, verdict in zip([*clear, *unclear], [*verdicts, *judge.judge(unclear)], strict=True):
        leaf.verdict = verdict


def _list_due(leaves: Iterable[Leaf], changes: Changes) -> Iterable[Leaf]:
    """The leaves whose verdict may be another than the last."""
    keys, has_entities = changes.keys, changes.touches_entities
    begin, end = changes.days
    for leaf in leaves:
        extract = leaf.extract
        if (
            leaf.verdict is None
            or not keys.isdisjoint(extract.references)
            or (has_entities and extract.wishes)
            or (keys and leaf.verdict and any(item.rule in _GUESSING for item in leaf.verdict))
            or (begin != end and _is_between(extract.days, begin, end))
        ):
            yield leaf


_GUESSING = frozenset(["unknown-reference", "missing-media"])
"""What is said of these follows from everything that exists: what may have been meant?"""


def _is_between(days: Sequence[int], begin: int, end: int) -> bool:
    """Whether one of the days was past on one side and not on the other, or today on either."""
    return bisect_left(days, begin) != bisect_left(days, end + 1)


@dataclass(frozen=True, slots=True)
class _Judge:
    """`languages` are kept from text to text: most have the same."""

    whole: Whole
    languages: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def judge(self, leaves: Sequence[Leaf]) -> list[list[Finding]]:
        return [self._judge_leaf(leaf) for leaf in leaves]

    def _judge_leaf(self, leaf: Leaf) -> list[Finding]:
        whole = self.whole
        findings = Findings(whole.site.ignored)
        references = whole.references.reporting_to(findings)
        content = leaf.open()
        if content.uses:
            references.check_bodies(content)
        for record in (*content.records, *content.unfit):
            references.check_record(record)
        self._check_texts(leaf, findings)
        doubts = Doubts(whole.timeline, whole.today, findings)
        for record in content.records:
            if isinstance(record, Event):
                self._check_kind(record, findings)
                if leaf.is_sound:
                    doubts.check_event(record)
        return findings.found

    def _check_texts(self, leaf: Leaf, findings: Findings) -> None:
        site = self.whole.site
        if site.settings is None or "languages" in site.broken or "language" in site.broken:
            return
        translations = Translations(site.settings, findings, self.languages)
        for record in leaf.open().records:
            translations.check_record(record)

    def _check_kind(self, event: Event, findings: Findings) -> None:
        site = self.whole.site
        if site.settings is None or "kinds" in site.broken or event.kind is None:
            return
        kinds = tuple(kind.id for kind in site.settings.kinds)
        if event.kind not in kinds:
            add = f"add it there, as in kinds: {{{event.kind}: {{label: …}}}}"
            fact = f"site.yaml does not list the kind {quote(event.kind)}"
            remedy = advise(event.kind, kinds, otherwise=add)
            findings.error(event, ("kind",), "unknown-kind", fact, remedy)
