"""`site-gen new`."""

import shlex
from pathlib import Path

import click

from site_gen.cli.console import Console
from site_gen.cli.messages import count, printable
from site_gen.problems import UsageError

HOSTS = ("github", "gitlab", "netlify", "cloudflare")


@click.command("new")
@click.argument("folder", metavar="DIR")
@click.option(
    "--ci",
    "host",
    type=click.Choice(HOSTS),
    help="Also what this host needs to build and publish; into an existing site, only that.",
)
@click.option("--lang", "language", metavar="TAG", help="Of the starting texts: en or zh.")
@click.pass_obj
def command(console: Console, folder: str, host: str | None, language: str | None) -> None:
    """Begin a site in DIR, which must be absent or empty; overwrite nothing."""
    from site_gen.scaffold.hosts import HOSTS as KNOWN
    from site_gen.scaffold.hosts import find_repository_above
    from site_gen.scaffold.sites import start_site

    if not folder.strip():
        raise click.UsageError("DIR is empty; name a folder, such as my-timeline")
    if not console.folder.is_dir():
        raise UsageError(f'there is no folder "{console.folder}"; check the path after -C')
    started = start_site(console.folder / folder, host, language)
    console.tell(printable(_describe(started.folder, started.files, is_site=started.is_site)))
    if host:
        above = find_repository_above(started.folder)
        if above:
            console.warn(
                printable(
                    f'warning: the repository begins above, in "{above}", and hosts look for their'
                    " file there; move it, and name the site's folder in it"
                )
            )
        console.tell(f"to publish: {KNOWN[host].next_step}")
    if started.is_site:
        console.tell("next:")
        for line in _list_next(started.folder):
            console.answer(f"    {line}")


def _describe(folder: Path, files: tuple[str, ...], *, is_site: bool) -> str:
    if not is_site:
        return f"wrote {', '.join(str(folder / path) for path in files)}"
    kinds = {"event": "events", "entity": "entities", "source": "sources", "story": "stories"}
    held = [
        count(sum(path.startswith(f"content/{plural}/") for path in files), kind)
        for kind, plural in kinds.items()
    ]
    return f'began a site in "{folder}": {", ".join(held)}, to look at and replace'


def _list_next(folder: Path) -> list[str]:
    """Three commands; from the folder itself there is no need to go there."""
    commands = ['site-gen add "What happened" --date 2024-03-28', "site-gen serve"]
    is_here = folder.resolve() == Path.cwd()
    first = "site-gen check" if is_here else f"cd {shlex.quote(str(folder))}"
    return [first, *commands]
