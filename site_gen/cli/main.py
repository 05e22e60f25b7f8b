"""The entry point of `site-gen` and of `python -m site_gen`.

Commands are modules of this package, imported when they are asked for. All of them end here: with
an exit code of docs/commands.md, and never with a traceback unless `-v` asks for it.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click

from site_gen import __version__
from site_gen.cli.console import Console
from site_gen.cli.exit_codes import INTERNAL_FAULT, INTERRUPTED, READER_GONE
from site_gen.cli.messages import printable, write_fault
from site_gen.cli.usage import explain_usage
from site_gen.problems import EnvironmentFault, SiteGenError

COMMANDS = {
    "add": "Begin the file of a new event.",
    "build": "Build the site.",
    "check": "Check the content; write nothing.",
    "export": "Write the content in another tool's format.",
    "import": "Bring another tool's file into the site.",
    "list": "List what the site holds.",
    "serve": "Show the site in a browser and follow every save.",
    "new": "Begin a site, or give one what a host needs.",
    "schema": "Write a JSON Schema, for editors.",
    "theme": "Copy a template for editing; see what an upgrade changed.",
}
"""The modules of this package that are commands, with their one line of help."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit."""
    try:
        code = cli.main(args, prog_name="site-gen", standalone_mode=False)
    except click.Abort:
        code = INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        code = _end(None, error.format_message(), error.exit_code)
    except click.ClickException as error:
        ctx = error.ctx if isinstance(error, click.UsageError) else None
        code = _end(ctx, f"error: {explain_usage(error)}", error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


class _CannotSpeak(click.ClickException):
    exit_code = EnvironmentFault.exit_code


class LazyGroup(click.Group):
    """Imports a command's module only when the command is run or its own help is shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"site_gen.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggests the command that was probably meant."""
        if args[0] not in COMMANDS:
            close = get_close_matches(args[0], COMMANDS, n=1)
            names = list(COMMANDS)
            known = f"use {', '.join(names[:-1])} or {names[-1]}"
            remedy = f'did you mean "{close[0]}"?' if close else known
            ctx.fail(f'there is no command "{args[0]}"; {remedy}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """From the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Where --help and --version speak: the reader may be gone, the disk may be full."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            _forget_stdout()
            raise click.exceptions.Exit(READER_GONE) from None
        except OSError as error:
            raise _CannotSpeak(f"the answer cannot be written ({error.strerror})") from error

    def invoke(self, ctx: click.Context) -> Any:
        """Turns what a command raises into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except SiteGenError as error:
            return _end(ctx, f"error: {error}", error.exit_code)
        except KeyboardInterrupt:
            return _end(ctx, "interrupted; nothing was published", INTERRUPTED)
        except BrokenPipeError:
            _forget_stdout()
            return READER_GONE
        except OSError as error:
            return _end_with_refusal(ctx, error)
        except Exception as error:  # noqa: BLE001  # the last resort: told as what it is
            return _end_with_fault(ctx, error)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Run as if started in DIR, the folder with site.yaml.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only what was asked for, and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Also details, and tracebacks.")
@click.option("--color/--no-color", default=None, help="Colour always or never.")
@click.version_option(__version__, prog_name="site-gen", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context, *, folder: Path, quiet: bool, verbose: bool, color: bool | None
) -> None:
    """Turn a folder of YAML event files into a chronological, sourced website."""
    if quiet and verbose:
        raise click.UsageError("-q and -v contradict each other; choose one")
    context.obj = Console(folder=folder, quiet=quiet, verbose=verbose, color=color)


def _end(ctx: click.Context | None, message: str, code: int) -> int:
    """Tells the message, each of its lines made harmless for the terminal."""
    console = ctx.obj if ctx and isinstance(ctx.obj, Console) else Console(Path())
    for line in message.splitlines():
        console.warn(printable(line))
    return code


def _end_with_refusal(ctx: click.Context, error: OSError) -> int:
    """What the operating system refused, where no room below has said it in its own words."""
    _show_traceback(ctx)
    place = f' "{os.fsdecode(error.filename)}"' if error.filename else ""
    reason = error.strerror or type(error).__name__
    message = f"error: the system refuses{place}: {reason}; mend that, then try again"
    return _end(ctx, message, EnvironmentFault.exit_code)


def _end_with_fault(ctx: click.Context, error: Exception) -> int:
    _show_traceback(ctx)
    encoding = sys.getfilesystemencoding()
    if isinstance(error, UnicodeEncodeError) and encoding != "utf-8":
        fact = f"file names that are not {encoding} cannot be used, because the environment asks"
        message = f"error: {fact} for that encoding; set LC_ALL=C.UTF-8, and unset PYTHONUTF8"
        return _end(ctx, message, EnvironmentFault.exit_code)
    return _end(ctx, write_fault(error), INTERNAL_FAULT)


def _show_traceback(ctx: click.Context) -> None:
    if isinstance(ctx.obj, Console) and ctx.obj.verbose:
        traceback.print_exc()


def _forget_stdout() -> None:
    """The reader is gone: what is still in the buffer must not raise again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
