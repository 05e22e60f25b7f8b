"""The drawn timeline: in lanes by story, by entity and by kind, each on a page of its own."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from site_gen.plan.arrangements import arrange, listed
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import Drawing, Link
from site_gen.plan.drawing_contexts import LaneChoice, TimelinePage
from site_gen.plan.drawing_files import describe_source, drawing_basis, plan_files
from site_gen.plan.drawings import draw, show_entries
from site_gen.plan.edition import Edition, PageFields
from site_gen.plan.embeds import WHOLE, embed_code, plan_whole_frame
from site_gen.plan.periods import year_links
from site_gen.plan.urls import to_file


def plan_timeline(edition: Edition) -> Iterator[Artifact]:
    route = edition.urls.timeline()
    events = edition.timeline.events
    arrangements = arrange(edition, events)
    first = next(iter(arrangements))
    for name, lanes in arrangements.items():
        own_route = route if name == first else edition.urls.timeline_by(name)
        draw_it = cache(partial(draw, edition, events, lanes))
        frame = partial(_frame_page, edition, own_route, name, is_first=name == first)
        context = partial(_show_page, edition, name, frame, draw_it, tuple(arrangements))
        recipe, basis = TemplateRecipe("timeline.html"), drawing_basis(edition, events)
        yield Artifact(to_file(own_route), recipe, context, basis=basis, frame=frame)
        if name == first:
            yield plan_whole_frame(edition, name, draw_it)
    if events:
        yield from plan_files(edition, route, events, dict(arrangements))


def _frame_page(edition: Edition, route: str, name: str, *, is_first: bool) -> PageFields:
    heading = edition.words("timeline")
    return edition.common(
        route=route,
        title=heading if is_first else f"{heading} – {_name(edition, name)}",
        parents=() if is_first else (edition.parent("timeline", edition.urls.timeline()),),
    )


def _show_page(
    edition: Edition,
    name: str,
    frame: "partial[PageFields]",
    draw_it: Callable[[], Drawing | None],
    names: Sequence[str],
) -> TimelinePage:
    events, drawing = edition.timeline.events, draw_it()
    entries = listed(events, drawing, edition)
    return TimelinePage(
        **frame(),
        heading=edition.words("timeline"),
        drawing=drawing,
        source=describe_source(edition, edition.urls.timeline(), name),
        choices=tuple(_choices(edition, name, names)),
        entries=show_entries(edition, entries),
        is_whole=len(entries) == len(events),
        years=_years(edition) if len(entries) < len(events) else (),
        embed_code=embed_code(edition, WHOLE, edition.site.title.text),
    )


def _choices(edition: Edition, chosen: str, names: Sequence[str]) -> Iterator[LaneChoice]:
    for name in names if len(names) > 1 else ():
        own = edition.urls.timeline() if name == names[0] else edition.urls.timeline_by(name)
        yield LaneChoice(name, _name(edition, name), edition.href(own), name == chosen)


def _name(edition: Edition, name: str) -> str:
    return edition.words(f"timeline_by_{name}")


def _years(edition: Edition) -> tuple[Link, ...]:
    return tuple(counted.link for counted in year_links(edition))
