"""Wrong usage, told in the voice of all other messages: one fact, then what to do."""

from collections.abc import Sequence
from difflib import get_close_matches

import click


def explain_usage(error: click.ClickException) -> str:
    """The message for what click refuses; those that we raise ourselves stay as they are."""
    message = error.format_message()
    if not isinstance(error, click.UsageError) or "; " in message:
        return message
    fact, remedy = _tell_apart(error, message)
    command = error.ctx.command_path if error.ctx else "site-gen"
    return f"{fact}; {remedy or f'see {command} --help'}"


def _tell_apart(error: click.UsageError, message: str) -> tuple[str, str]:
    """Fact and remedy, the latter empty where only the help can tell."""
    if isinstance(error, click.NoSuchOption):
        if error.ctx and (moved := _move_forward(error.ctx, error.option_name)):
            return f'"{error.option_name}" stands before the command', moved
        meant = error.possibilities
        near = f'did you mean "{meant[0]}"?' if meant else ""
        return f'there is no option "{error.option_name}"', near
    if isinstance(error, click.MissingParameter) and error.param:
        return f"{_name(error.param)} is missing", _list_choices(error.param)
    if isinstance(error, click.BadParameter) and error.param:
        return _explain_value(error.param, error.message)
    return _requote(message[:1].lower() + message[1:]), ""


def _move_forward(context: click.Context, name: str) -> str:
    """How to write an option of the program that stands after a command; empty for another."""
    root = context.find_root()
    for option in root.command.params if context.parent else ():
        if isinstance(option, click.Option) and name in (*option.opts, *option.secondary_opts):
            value = "" if option.is_flag else f" {option.metavar}"
            rest = context.command_path.removeprefix(root.command_path)
            return f"write: {root.command_path} {name}{value}{rest}"
    return ""


def _name(parameter: click.Parameter) -> str:
    """`-j`, or the name of an argument: `WHAT`."""
    if isinstance(parameter, click.Option):
        return f'"{parameter.opts[0]}"'
    return parameter.human_readable_name


def _explain_value(parameter: click.Parameter, message: str) -> tuple[str, str]:
    """For one of several words or a number, in our words; what click says of others is clear."""
    remedy = _list_choices(parameter) or _describe_range(parameter)
    if not remedy:
        return f"{_name(parameter)}: {_requote(message[:1].lower() + message[1:])}", ""
    value = message.partition(" is not ")[0].strip("'")
    if isinstance(parameter.type, click.Choice):
        close = get_close_matches(value.lower(), map(str, parameter.type.choices), n=1)
        remedy = f'did you mean "{close[0]}"?' if close else remedy
    return f'{_name(parameter)}: "{value}" is not possible', remedy


def _list_choices(parameter: click.Parameter) -> str:
    if not isinstance(parameter.type, click.Choice):
        return ""
    words: Sequence[str] = [str(choice) for choice in parameter.type.choices]
    return f"use {', '.join(words[:-1])} or {words[-1]}"


def _describe_range(parameter: click.Parameter) -> str:
    kind = parameter.type
    if not isinstance(kind, click.IntRange):
        return ""
    bounds = f"from {kind.min} on" if kind.max is None else f"from {kind.min} to {kind.max}"
    return f"use a whole number {bounds}"


def _requote(message: str) -> str:
    return message.rstrip(".").replace("'", '"')
