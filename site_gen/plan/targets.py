"""What was promised or predicted, and what came of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import get_args

from site_gen.model.records import Claim, Event, OutcomeStatus
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import ListPage, page_title, paginate
from site_gen.plan.contexts import TargetGroup, TargetsPage
from site_gen.plan.edition import Edition
from site_gen.plan.statements import show_claim_row, show_status
from site_gen.plan.urls import to_file

OUTCOMES = ("open", *get_args(OutcomeStatus))


def plan_targets(edition: Edition) -> Iterator[Artifact]:
    """Sorted by outcome, a hundred on a page; a group may begin on one and go on on the next."""
    route = edition.urls.targets()
    targets = sorted(edition.timeline.targets, key=lambda one: OUTCOMES.index(_outcome(one[1])))
    totals = Counter(_outcome(claim) for _, claim in targets)
    for page in paginate(edition, route, targets):
        context = partial(_show_page, edition, page, totals)
        recipe, basis = TemplateRecipe("targets.html"), edition.basis()
        yield Artifact(to_file(page.route), recipe, context, basis=basis)


def _show_page(
    edition: Edition, page: ListPage[tuple[Event, Claim]], totals: Mapping[str, int]
) -> TargetsPage:
    title = page_title(edition, edition.words("targets"), page)
    return TargetsPage(
        **edition.common(route=page.route, title=title),
        groups=tuple(_groups(edition, page.items, totals)),
        pager=page.pager,
        total=sum(totals.values()),
    )


def _groups(
    edition: Edition, targets: Sequence[tuple[Event, Claim]], totals: Mapping[str, int]
) -> Iterator[TargetGroup]:
    for outcome, run in groupby(targets, key=lambda one: _outcome(one[1])):
        rows = tuple(show_claim_row(edition, *one) for one in run)
        yield TargetGroup(show_status(edition, "outcome", outcome), rows, totals[outcome])


def _outcome(claim: Claim) -> str:
    return claim.outcome.status if claim.outcome else "open"
