"""`site-gen build`."""

import gc
import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from site_gen.cli.clock import AS_OF_HELP, read_now
from site_gen.cli.console import Console
from site_gen.cli.messages import FORMATS, Format, count, count_problems, write_problems

if TYPE_CHECKING:
    from site_gen.output.report import BuildOptions, BuildReport


@click.command("build")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Default: site/."
)
@click.option(
    "--base-url",
    envvar="SITE_GEN_BASE_URL",
    metavar="URL",
    help="Where the site will stand, instead of site.yaml's base_url.",
)
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--strict", is_flag=True, help="Publish nothing where there is a warning.")
@click.option("--clean", is_flag=True, help="Make every page anew.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; default: all cores."
)
@click.option("--precompress", is_flag=True, help="Lay .gz and .br files beside the texts.")
@click.option("--as-of", metavar="DATE", help=AS_OF_HELP)
@click.option("--format", "style", type=click.Choice(FORMATS), default="text")
@click.pass_obj
def command(
    console: Console,
    *,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    strict: bool,
    clean: bool,
    jobs: int | None,
    precompress: bool,
    as_of: str | None,
    style: Format,
) -> None:
    """Build the site: publish it wholly, or leave the old one untouched."""
    started = monotonic()
    from site_gen.content.files import find_site
    from site_gen.output.report import BuildOptions

    options = BuildOptions(
        site=find_site(console.folder),
        now=read_now(as_of),
        output=console.folder / output if output else None,
        base_url=base_url or None,
        drafts=drafts,
        strict=strict,
        clean=clean,
        jobs=jobs or len(os.sched_getaffinity(0)),
        precompress=precompress,
    )
    report = _build(console, options)
    say = console.warn if style == "text" else console.answer
    for text in write_problems(report.problems, style, console.folder):
        say(text)
    if not report.is_published:
        console.warn(f"nothing was published: {count_problems(report.problems)}")
        raise click.exceptions.Exit(1)
    console.tell(_last_line(report, monotonic() - started))


def _build(console: Console, options: "BuildOptions") -> "BuildReport":
    """Planner and templates are loaded only where there is something to do."""
    from site_gen.output.compression import find_encodings
    from site_gen.output.receipt import find_unchanged

    if options.precompress and ".br" not in find_encodings():
        console.tell("no .br files are made, for Brotli is missing; install site-gen[brotli]")

    unchanged = find_unchanged(options)
    if unchanged:
        return unchanged
    from site_gen.build import build_site

    with console.progress("building") as progress:
        report = build_site(options, progress)
    # The process ends now; to look for garbage among all records before would take a while.
    gc.freeze()
    return report


def _last_line(report: "BuildReport", seconds: float) -> str:
    return (
        f"built {count(report.pages, 'page')} in {seconds:.1f} s"
        f" ({report.written} written, {report.pages - report.written} unchanged)"
        f"{_left_out(report)}"
    )


def _left_out(report: "BuildReport") -> str:
    """`, skipped 3 (2 drafts, 1 scheduled until 2026-12-01)`; the date is the first to come."""
    drafts, scheduled = report.skipped.drafts, report.skipped.scheduled
    parts = [count(drafts, "draft")] if drafts else []
    if scheduled:
        parts.append(f"{len(scheduled)} scheduled until {scheduled[0]}")
    return f", skipped {drafts + len(scheduled)} ({', '.join(parts)})" if parts else ""
