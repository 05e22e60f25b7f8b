"""`site-gen theme eject` and `site-gen theme diff`."""

import click

from site_gen.cli.console import Console


class _Actions(click.Group):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Asks for one of its commands where there is none."""
        if not args:
            ctx.fail("a theme is not told what to do; use eject or diff")
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """One fact and what to do, as everywhere."""
        if args[0] not in self.commands:
            ctx.fail(f'a theme cannot be told to "{args[0]}"; use eject or diff')
        return super().resolve_command(ctx, args)


@click.group("theme", cls=_Actions, no_args_is_help=False)
def command() -> None:
    """Copy a template of the theme for editing, and see what an upgrade changed in it."""


@command.command("eject")
@click.argument("template")
@click.pass_obj
def eject(console: Console, template: str) -> None:
    """Copy TEMPLATE, such as event.html, into templates/; overwrite nothing."""
    from site_gen.content.files import find_site
    from site_gen.scaffold.themes import eject_template

    path = eject_template(find_site(console.folder), template)
    console.tell(f"wrote {path}; after an upgrade: site-gen theme diff {template}")


@command.command("diff")
@click.argument("template", required=False)
@click.option("--taken", is_flag=True, help="Note that the changes have been taken over.")
@click.pass_obj
def diff(console: Console, template: str | None, taken: bool) -> None:
    """Show what has changed in TEMPLATE since it was ejected; without a name, in all of them."""
    from site_gen.content.files import find_site
    from site_gen.scaffold.themes import compare_template, find_ejected, note_original

    site = find_site(console.folder)
    names = [template] if template else find_ejected(site)
    if not names:
        console.tell("the site has no templates of its own in place of ours")
    for name in names:
        found = compare_template(site, name)
        if taken:
            note_original(site, name)
            console.tell(f"{name}: noted; later changes will be told")
            continue
        if not found.is_upgrade:
            console.tell(
                f"{name}: nobody noted which version this was made from; this is how it differs"
                " from ours"
            )
        if found.text:
            console.answer(found.text.rstrip("\n"))
        else:
            told = "has not changed since it was ejected" if found.is_upgrade else "is the same"
            console.tell(f"{name}: ours {told}")
