"""`site-gen check`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from site_gen.cli.clock import read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import FORMATS, Format, count, count_problems, printable, write_problems
from site_gen.problems import Problem, sort_problems

if TYPE_CHECKING:
    from site_gen.build import PlannedSite
    from site_gen.output.report import BuildOptions


@click.command("check")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--external", is_flag=True, help="Also ask every outside address.")
@click.option("--allow-private", is_flag=True, help="With --external: private networks too.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="text")
@click.pass_obj
def command(
    console: Console, *, strict: bool, external: bool, allow_private: bool, style: Format
) -> None:
    """Check content, settings and templates; write nothing."""
    if allow_private and not external:
        raise click.UsageError("--allow-private says whom to ask; add --external")
    from site_gen.build import check_site
    from site_gen.content.files import find_site
    from site_gen.output.report import BuildOptions

    # One process: to hand what was read from another costs more than reading it here.
    options = BuildOptions(find_site(console.folder), read_now(None), drafts=True, strict=strict)
    site = check_site(options)
    outside = _ask_outside(console, options, site, allow_private) if external else ()
    problems = sort_problems([*site.problems, *outside])
    for text in write_problems(problems, style, console.folder):
        console.answer(text)
    timeline = site.timeline
    held = (
        f"{count(len(timeline.events), 'event')}, {count(len(timeline.entities), 'entity')},"
        f" {count(len(timeline.sources), 'source')}"
        if timeline
        else "what could be read"
    )
    console.tell(f"checked {held}: {count_problems(problems)}")
    if not site.is_sound(strict=strict) or (strict and problems):
        raise click.exceptions.Exit(1)


def _ask_outside(
    console: Console, options: "BuildOptions", site: "PlannedSite", allow_private: bool
) -> Sequence[Problem]:
    """What is wrong with outside addresses; the rest is told."""
    if site.timeline is None or site.settings is None:
        return ()
    from site_gen.content.places import attach_excerpts
    from site_gen.outside import Manners, ask_outside, is_any, is_public

    with console.progress("asking") as progress:
        report = ask_outside(
            site.timeline,
            site.settings,
            site=options.site,
            state=options.state_folder,
            now=options.now,
            manners=Manners(is_any if allow_private else is_public, site.settings.base_url),
            progress=progress,
        )
    if console.verbose:
        for url, reason in report.closed:
            console.tell(printable(f"not for programs: {url} ({reason})"))
    known = f", knew {report.known}" if report.known else ""
    closed = report.verdicts.get("closed", 0)
    console.tell(
        f"asked {count(report.asked, 'outside link')}{known}:"
        f" {report.verdicts.get('alive', 0)} alive, {report.verdicts.get('dead', 0)} dead,"
        f" {report.verdicts.get('silent', 0)} silent, {closed} not for programs"
    )
    return attach_excerpts(report.problems, options.site)
