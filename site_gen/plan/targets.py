"""What was promised or predicted, and what came of it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from site_gen.model.records import OutcomeStatus
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import ClaimRow, TargetGroup, TargetsPage
from site_gen.plan.edition import Edition
from site_gen.plan.statements import show_claim_row, show_status
from site_gen.plan.urls import to_file

OUTCOMES = ("open", *get_args(OutcomeStatus))


def plan_targets(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.targets()
    context = TargetsPage(
        **edition.common(route=route, title=edition.words("targets")),
        groups=tuple(_groups(edition)),
        total=len(edition.timeline.targets),
    )
    yield Artifact(to_file(route), TemplateRecipe("targets.html"), context)


def _groups(edition: Edition) -> Iterator[TargetGroup]:
    rows: dict[str, list[ClaimRow]] = defaultdict(list)
    for event, claim in edition.timeline.targets:
        status = claim.outcome.status if claim.outcome else "open"
        rows[status].append(show_claim_row(edition, event, claim))
    for status in OUTCOMES:
        if rows[status]:
            yield TargetGroup(show_status(edition, "outcome", status), tuple(rows[status]))
