"""`site-gen import`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import FORMATS, Format, count, write_problems
from site_gen.problems import UsageError

if TYPE_CHECKING:
    from site_gen.interchange.run import ImportResult

NAMES = ("csv", "ics", "markwhen", "timelinejs")


@click.command("import")
@click.argument("name", metavar="FORMAT", type=click.Choice(NAMES))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "site",
    type=click.Path(path_type=Path),
    metavar="SITE",
    help="The site's folder; a new site is begun where there is none.",
)
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Of a table: the column that is one of our fields, as in --map place=City.",
)
@click.option("--day-first", is_flag=True, help="03/04/2024 is in April.")
@click.option("--month-first", is_flag=True, help="03/04/2024 is in March.")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    help="How what could not be kept is written.",
)
@click.pass_obj
def command(
    console: Console,
    *,
    name: str,
    file: Path,
    site: Path | None,
    pairs: tuple[str, ...],
    day_first: bool,
    month_first: bool,
    style: Format,
) -> None:
    r"""Bring another tool's file into the site, and say what could not be kept.

    \b
    FORMAT is one of
      timelinejs  TimelineJS: its JSON of any version, or its sheet as CSV
      csv         a table with a header; --map names its columns
      ics         iCalendar
      markwhen    Markwhen

    Without --into, the site is the one that you stand in. Nothing that is there is changed.
    """
    from site_gen.content.files import SETTINGS, find_site
    from site_gen.interchange.readers import ImportOptions
    from site_gen.interchange.run import import_file
    from site_gen.scaffold.sites import ignore_built

    if day_first and month_first:
        raise click.UsageError("--day-first and --month-first contradict each other; choose one")
    if not console.folder.is_dir():
        raise UsageError(f'there is no folder "{console.folder}"; check the path after -C')
    options = ImportOptions(_read_pairs(pairs), day_first if day_first or month_first else None)
    folder = console.folder / site if site else find_site(console.folder)
    result = import_file(name, console.folder / file, folder, read_now(None), options)
    if SETTINGS in result.written:
        ignore_built(folder)
    problems = [*result.lost, *result.wrong]
    for text in write_problems(problems, style):
        console.answer(text)
    console.tell(_sum_up(result))
    if not result.is_whole:
        raise click.exceptions.Exit(1)


def _sum_up(result: "ImportResult") -> str:
    """What was made, what is wrong with the file, and what a check finds in the new ones."""
    files = count(len(result.written), "new file")
    made = f"imported {count(result.events, 'event')} as {files}"
    errors = sum(problem.severity == "error" for problem in result.lost)
    of_file = _count_both(errors, len(result.lost) - errors)
    of_new = _count_both(len(result.wrong), result.doubts)
    parts = [made if result.written else "nothing was imported"]
    parts += [f"{of_file} about the file"] if of_file else []
    parts += [f"{of_new} in the new files (site-gen check)"] if of_new else []
    return "; ".join(parts)


def _count_both(errors: int, warnings: int) -> str:
    counted = ((errors, "error"), (warnings, "warning"))
    return " and ".join(count(number, noun) for number, noun in counted if number)


def _read_pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        ours, sign, theirs = pair.partition("=")
        if not sign or not ours.strip() or not theirs.strip():
            raise click.UsageError(f'--map "{pair}" is no pair; write it as in --map place=City')
        found[ours.strip()] = theirs.strip()
    return found
