"""What we corrected, newest first."""

from collections.abc import Iterator

from site_gen.dates import sort_key
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.chronology import page_title, paginate
from site_gen.plan.contexts import CorrectionEntry, CorrectionsPage
from site_gen.plan.edition import Edition
from site_gen.plan.events import show_correction
from site_gen.plan.urls import to_file


def plan_corrections(edition: Edition) -> Iterator[Artifact]:
    zone = edition.settings.timezone
    made = [
        (correction, event) for event in edition.timeline.events for correction in event.corrections
    ]
    made.sort(key=lambda pair: sort_key(pair[0].date, zone), reverse=True)
    title = edition.words("corrections")
    for page in paginate(edition, edition.urls.corrections(), made):
        context = CorrectionsPage(
            **edition.common(route=page.route, title=page_title(edition, title, page)),
            corrections=tuple(
                CorrectionEntry(
                    show_correction(edition, correction),
                    edition.event_link(event),
                    edition.date_of(event),
                )
                for correction, event in page.items
            ),
            pager=page.pager,
            total=len(made),
        )
        recipe, basis = TemplateRecipe("corrections.html"), edition.basis()
        yield Artifact(to_file(page.route), recipe, context, basis=basis)
