"""`site-gen export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import count, count_problems, printable, write_problems

if TYPE_CHECKING:
    from site_gen.interchange.export import ExportFormat

NAMES = ("timelinejs", "csv", "ics", "json", "csl", "bibtex")

MOST_NAMED = 10
"""Ids that one line of the report names; with `-v` all."""


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice(NAMES))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Default: standard output.",
)
@click.option(
    "--as",
    "shape",
    type=click.Choice(["json", "csv"]),
    help="For timelinejs: JSON, or its table; by default what FILE ends in, else JSON.",
)
@click.option("--language", metavar="TAG", help="One of the site's; default: its first.")
@click.option(
    "--base-url",
    envvar="SITE_GEN_BASE_URL",
    metavar="URL",
    help="Where the site stands, instead of site.yaml's base_url.",
)
@click.option("--drafts", is_flag=True, help="Export drafts too.")
@click.pass_obj
def command(
    console: Console,
    *,
    name: "ExportFormat",
    output: Path | None,
    shape: str | None,
    language: str | None,
    base_url: str | None,
    drafts: bool,
) -> None:
    r"""Write the content in another tool's format, and say what that cannot hold.

    \b
    FORMAT is one of
      timelinejs  TimelineJS, as JSON or as its table
      csv         one event a row
      ics         iCalendar
      json        everything, in all languages
      csl         the sources as CSL-JSON, for reference managers
      bibtex      the sources as BibTeX
    """
    from site_gen.build import plan_site
    from site_gen.content.files import find_site
    from site_gen.interchange.export import export_site
    from site_gen.output.report import BuildOptions

    if shape and name != "timelinejs":
        raise click.UsageError("--as is for timelinejs alone; leave it out")
    options = BuildOptions(
        find_site(console.folder), read_now(None), base_url=base_url or None, drafts=drafts
    )
    site = plan_site(options)
    if not site.is_sound(strict=False):
        for text in write_problems(site.problems, "text"):
            console.warn(text)
        console.warn(f"nothing was exported: {count_problems(site.problems)}")
        raise click.exceptions.Exit(1)
    is_sheet = name == "timelinejs" and _is_sheet(shape, output)
    export = export_site(site, name, language, as_sheet=is_sheet)
    if output:
        (console.folder / output).write_bytes(export.content)
    else:
        click.echo(export.content, nl=False)
    noun = "source" if name in ("csl", "bibtex") else "event"
    for what, ids in export.losses.items():
        named = _list_ids(ids, limit=None if console.verbose else MOST_NAMED)
        console.tell(printable(f"not in this format: {what}: {len(ids)} ({named})"))
    part = f"{export.written} of " if export.written < export.total else ""
    console.tell(f"exported {part}{count(export.total, noun)}")


def _is_sheet(shape: str | None, output: Path | None) -> bool:
    if shape:
        return shape == "csv"
    return output is not None and output.suffix.lower() == ".csv"


def _list_ids(ids: Sequence[str], limit: int | None) -> str:
    named = ", ".join(ids[:limit])
    return f"{named}, and {len(ids) - limit} more" if limit and len(ids) > limit else named
