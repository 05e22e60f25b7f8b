"""`site-gen add`."""

import click

from site_gen.cli.console import Console
from site_gen.cli.messages import printable


@click.command("add")
@click.argument("title", metavar="TITLE")
@click.option("--date", required=True, metavar="EDTF", help="When it happened, as 2024-03-28.")
@click.option(
    "--lang", "language", metavar="TAG", help="The title's language; without it, the site's own."
)
@click.pass_obj
def command(console: Console, title: str, date: str, language: str | None) -> None:
    """Begin the file of a new event, named after its TITLE; overwrite nothing."""
    from site_gen.content.files import find_site
    from site_gen.scaffold.events import add_event

    site = find_site(console.folder)
    path = add_event(site, title, date, language)
    console.answer(printable(str(site / path)))
    console.tell("next: write its summary and sources into that file, then site-gen check")
