"""Jinja2 as templates meet it: strict, escaping, reading from the theme alone."""

import json
import marshal
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, partial
from types import CodeType
from typing import Any, Protocol

import markupsafe
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup as SafeText
from markupsafe import escape

from site_gen.plan.words import Words
from site_gen.render.recent import Recent
from site_gen.render.theme import Theme

_UNESCAPED = (".txt", ".css", ".js")
_PLAIN = (str, int, bool, type(None))

MOST_FRAGMENTS = 5_000
"""Entries of feeds that are kept, at some 2 KB each."""

_MOST_MADE = 250_000
"""What macros made that is kept: rows of lists, and what is in them, at some 1 KB each."""

_MOST_COMPILED = 1000
"""Templates: each edit of one in a preview adds another."""

_GLOBALS = frozenset({"range", "namespace", "cycler", "joiner"})
_UNREPEATABLE = frozenset({"random", "pprint"})
"""Filters whose result differs from run to run (`pprint` shows addresses)."""


class _Compiled(BytecodeCache):
    """What templates were compiled to, for the other editions, for processes forked from this one
    and for its next build. By name and text; never on disk, from where others' code might come.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            if len(self._codes) >= _MOST_COMPILED:
                self._codes.clear()
            self._codes[bucket.key, bucket.checksum] = bucket.code

    def to_plain(self) -> "Compiled":
        return {key: marshal.dumps(code) for key, code in self._codes.items()}

    def learn(self, plain: "Compiled") -> None:
        for key, code in plain.items():
            self._codes[key] = marshal.loads(code)  # noqa: S302 # see `learn_compiled`


_compiled = _Compiled()


Compiled = Mapping[tuple[str, str], bytes]


def list_compiled() -> Compiled:
    """What this process has compiled templates to."""
    return _compiled.to_plain()


def learn_compiled(plain: Compiled) -> None:
    """What a process forked from this one has listed: of no other can it be trusted."""
    _compiled.learn(plain)


class _NoKeys(set[str]):
    """All templates of an environment have its globals and no others, which Jinja2 would find out
    anew at every import of every page.
    """

    def __sub__(self, other: object) -> set[str]:
        return self


_NO_KEYS = _NoKeys()


class Values(Protocol):
    """Variables that are made when a template asks for one of them."""

    def find(self, name: str, default: object) -> object: ...


REST = ""
"""Under this name, which no template can ask for, a page's variables have the `Values` that are not
made yet.
"""


class Once:
    """`once(macro, value)`: what the macro makes of these values, made once.

    Values other than plain are compared by identity. `1` and `true` are two values, and so are a
    text and the same as safe HTML.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._made: Recent[tuple[object, ...], tuple[object, SafeText]] = Recent(_MOST_MADE)

    def __call__(self, macro: Callable[..., SafeText], *values: Any) -> SafeText:
        key = (macro, *[(type(one), one if type(one) in _PLAIN else id(one)) for one in values])
        found = self._made.find(key)
        if found is None:
            # The values beside it, or others might get the same identity.
            found = (values, macro(*values))
            self._made.keep(key, found)
        return found[1]


class _Context(Context):
    """Calls macros, words and `once`, which is nearly all that templates call, as they are to be
    called; of anything else Jinja2 finds that out anew each time.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: object = None,  # noqa: A002, ARG002 # the signature is Jinja2's
    ) -> None:
        super().__init__(environment, parent, name, blocks)
        self.globals_keys = _NO_KEYS

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        if found is missing and (rest := self.parent.get(REST)):
            return rest.find(key, missing)
        return found

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is not Macro and kind is not Words and kind is not Once:
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        if kind is not Macro:
            return called(*args, **kwargs)
        if not kwargs and self.eval_ctx.autoescape and _takes_just(called, len(args)):
            return _to_safe(called._func(*args))  # noqa: SLF001 # as `Macro` itself does
        return called(self.eval_ctx, *args, **kwargs)

    def show(self, called: Any, /, *args: Any, **kwargs: Any) -> str:
        """The text that stands for `{{ called(…) }}` where markup is escaped."""
        kind = type(called)
        if kind is Macro and not kwargs.keys() - _UNSEEN and _takes_just(called, len(args)):
            text: str = called._func(*args)  # noqa: SLF001 # as `Macro` itself does
            return text
        found = self.call(called, *args, **kwargs)
        return found if type(found) is SafeText else escape(found)


_UNSEEN = frozenset({"_block_vars", "_loop_vars"})
"""What Jinja2 hands to every call, for functions that are given the context."""


def show_value(value: Any) -> str:
    """The text that stands for `{{ value }}` where markup is escaped."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    if kind is int or kind is float:
        return str(value)
    return value if kind is SafeText else escape(value)


_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What MarkupSafe itself calls, which need not make safe text of what is only shown."""


class _Generator(CodeGenerator):
    """Makes templates call `show` for `{{ macro(…) }}`: what macros give is neither made safe first
    nor escaped then, which comes to the same. For what else they show, it is `show_value`.
    """

    _is_shown = False

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self._is_shown = _is_shown_call(node, frame)
        if self._is_shown:
            return
        if _is_escaped(frame) and finalize.src is None:
            self.write("environment.show_value(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def write(self, x: str) -> None:
        """The first that is written of a call is how it is made."""
        if self._is_shown and x == "context.call(":
            self._is_shown, x = False, "context.show("
        super().write(x)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if not _is_shown_call(node, frame):
            super()._output_child_post(node, frame, finalize)


def _is_shown_call(node: nodes.Expr, frame: Any) -> bool:
    return isinstance(node, nodes.Call) and _is_escaped(frame)


def _is_escaped(frame: Any) -> bool:
    """Surely, so that what is written need not find out."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


def _takes_just(macro: Macro, count: int) -> bool:
    """So many arguments by position, and neither a caller nor any others."""
    return count == len(macro.arguments) and not (
        macro.caller or macro.catch_kwargs or macro.catch_varargs
    )


_to_safe = partial(str.__new__, SafeText)
"""As `SafeText` does it, which first asks whether it was given a text."""


class _Environment(Environment):
    """Of one theme, whose templates stay what they are: each is looked up by its name alone."""

    context_class = _Context
    show_value = staticmethod(show_value)
    known: dict[str, Template]

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 # the signature is Jinja2's
    ) -> Template:
        found = self.known.get(name) if type(name) is str and not globals else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if type(name) is str and not globals:
                self.known[name] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain mapping, for each page copies those of all templates that it is made with."""
        return {**self.globals, **(d or {})}


def dump_json(value: Any, indent: int | None = None) -> str:
    """For `tojson`: letters of every script as they are, a third of the size of their escapes."""
    return _PLAIN_JSON(value) if indent is None else json.dumps(value, indent=indent, **_JSON)


_JSON: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
_PLAIN_JSON = json.JSONEncoder(**_JSON).encode


@cache
def find_generator() -> type[CodeGenerator]:
    """Ours where this Jinja2 makes of calls what ours expects; else its own, which is slower."""
    probe = Environment(autoescape=True)
    probe.code_generator_class = _Generator
    code = probe.compile("{{ a(b(1), c=2) }}{{ a.b() | upper }}{{ a }}", raw=True)
    written = ("context.show(", "context.call(", "environment.show_value(", " escape(")
    calls = [code.count(one) for one in written]
    return _Generator if calls == [1, 2, 2, 0] else CodeGenerator


def make_environment(theme: Theme, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """`lipsum`, `dict` and the like are left out: a page is made of its context."""
    environment = _Environment(
        loader=ThemeLoader(theme),
        autoescape=is_escaped,  # leaves out only what is not markup
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_compiled,
    )
    environment.known = {}
    environment.code_generator_class = find_generator()
    environment.globals = {
        name: each for name, each in environment.globals.items() if name in _GLOBALS
    }
    environment.policies["json.dumps_function"] = dump_json
    environment.policies["json.dumps_kwargs"] = {}
    for name in _UNREPEATABLE:
        environment.filters.pop(name, None)
    environment.filters.update(filters)
    return environment


def open_edition(environment: Environment, shared: Mapping[str, object]) -> Environment:
    """The environment for pages that all have the variables `shared`, the same values in each.

    As globals they reach macros without `with context`, so that Jinja2 executes a file of macros
    once instead of for every page that imports from it.
    """
    edition = environment.overlay()
    vars(edition)["known"] = {}  # its own, for they have its globals
    edition.globals = {**environment.globals, **shared}
    return edition


def is_escaped(name: str | None) -> bool:
    """Everything is, but plain text, CSS and scripts, where HTML's escapes mean nothing."""
    return name is None or not name.endswith(_UNESCAPED)


class ThemeLoader(BaseLoader):
    """Knows the templates that the theme read, and no file besides."""

    def __init__(self, theme: Theme) -> None:
        self._templates = theme.templates

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 # the signature is Jinja2's
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        found = self._templates.get(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, found.shown, lambda: True

    def list_templates(self) -> list[str]:
        return sorted(self._templates)
