"""`site-gen import`."""

from pathlib import Path

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import FORMATS, Format, count, count_problems, write_problems
from site_gen.problems import UsageError

SOURCES = ("timelinejs",)


@click.command("import")
@click.argument("name", metavar="FORMAT", type=click.Choice(SOURCES))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "site",
    type=click.Path(path_type=Path),
    metavar="SITE",
    help="The site's folder; a new site is begun where there is none.",
)
@click.option("--format", "style", type=click.Choice(FORMATS), default="text")
@click.pass_obj
def command(console: Console, name: str, file: Path, site: Path | None, style: Format) -> None:
    """Bring another tool's file into the site, and say what could not be kept.

    FORMAT is timelinejs.
    """
    from site_gen.content import find_site
    from site_gen.interchange.run import import_file

    folder = console.folder / site if site else find_site(console.folder)
    if not console.folder.is_dir():
        raise UsageError(f'there is no folder "{console.folder}"; check the path after -C')
    result = import_file(name, console.folder / file, folder, read_now(None))
    problems = [*result.lost, *result.wrong]
    for text in write_problems(problems, style):
        console.answer(text)
    doubts = f", {count(result.doubts, 'warning')} to look at (site-gen check)"
    console.tell(
        f"imported {count(result.events, 'event')} as {count(len(result.written), 'new file')}:"
        f" {count_problems(problems)}{doubts if result.doubts else ''}"
    )
    if not result.is_whole:
        raise click.exceptions.Exit(1)
