"""`site-gen check`."""

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import FORMATS, Format, count, count_problems, write_problems


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="text")
@click.pass_obj
def command(console: Console, strict: bool, style: Format) -> None:
    """Check content, settings and templates; write nothing."""
    from site_gen.build import check_site
    from site_gen.content import find_site
    from site_gen.output.report import BuildOptions

    site = check_site(
        # One process: to hand what was read from another costs more than reading it here.
        BuildOptions(find_site(console.folder), read_now(None), drafts=True, strict=strict)
    )
    for text in write_problems(site.problems, style):
        console.answer(text)
    timeline = site.timeline
    held = (
        f"{count(len(timeline.events), 'event')}, {count(len(timeline.entities), 'entity')},"
        f" {count(len(timeline.sources), 'source')}"
        if timeline
        else "what could be read"
    )
    console.tell(f"checked {held}: {count_problems(site.problems)}")
    if not site.is_sound(strict=strict):
        raise click.exceptions.Exit(1)
