"""`site-gen schema`."""

from typing import TYPE_CHECKING

import click

from site_gen.cli.console import Console

if TYPE_CHECKING:
    from site_gen.content.schemas import Described


@click.command("schema")
@click.argument("what", type=click.Choice(["event", "entity", "source", "story", "site"]))
@click.pass_obj
def command(console: Console, what: "Described") -> None:
    """Write the JSON Schema of a kind of file, for editors that complete and explain fields."""
    from site_gen.content.schemas import write_json_schema

    console.answer(write_json_schema(what).rstrip("\n"))
