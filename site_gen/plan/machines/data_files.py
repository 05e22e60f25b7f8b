"""The files below `/data/`: the whole content for programs, and the sources for their citing."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from site_gen.plan.artifacts import (
    Artifact,
    Passage,
    PassageFile,
    TemplateRecipe,
    TextFile,
    TextRecipe,
    make_piece,
)
from site_gen.plan.edition import Edition
from site_gen.plan.grounds import Grounds
from site_gen.plan.machines import bibtex, csl, records_json, records_schema, spreadsheet
from site_gen.plan.machines.timelinejs import find_basis, show_timeline

ListPassages = Callable[[Edition], Iterable[Passage]]


def plan_data_files(edition: Edition) -> Iterator[Artifact]:
    """What holds every language, or none, stands once, at the top."""
    urls = edition.urls
    yield _plan_passages(edition, urls.events_csv(), spreadsheet.list_passages)
    recipe, shown = TemplateRecipe("timelinejs.json"), partial(show_timeline, edition)
    yield Artifact(urls.timelinejs(), recipe, shown, basis=find_basis(edition))
    if edition.language != edition.settings.languages[0]:
        return
    yield _plan_passages(edition, urls.timeline_json(), records_json.list_passages)
    yield _plan_text(edition, urls.timeline_schema(), records_schema.write_schema)
    yield _plan_text(edition, urls.sources_csl(), csl.write_sources)
    yield _plan_text(edition, urls.sources_bib(), bibtex.write_sources)


def _plan_text(edition: Edition, path: str, write: Callable[[Edition], str]) -> Artifact:
    text = partial(_write_file, edition, write)
    return Artifact(path, TextRecipe(), text, basis=edition.basis())


def _plan_passages(edition: Edition, path: str, list_passages: ListPassages) -> Artifact:
    make_file = partial(edition.once, _make_file, list_passages)
    basis = edition.basis(partial(_list_marks, make_file), edition.versions)
    return Artifact(path, TextRecipe(), make_file, basis=basis)


def _make_file(edition: Edition, list_passages: ListPassages) -> PassageFile:
    return PassageFile(tuple(list_passages(edition)))


def _list_marks(make_file: Callable[[], PassageFile], _: Grounds) -> Iterator[str]:
    for passage in make_file().passages:
        yield passage.mark


def _write_file(edition: Edition, write: Callable[[Edition], str]) -> TextFile:
    return TextFile((make_piece(write(edition)),))
