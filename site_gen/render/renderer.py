"""Artifacts become bytes."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import cache
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
    pass_environment,
)
from jinja2.runtime import Context
from markupsafe import Markup as SafeText

from site_gen.plan.artifacts import Artifact, Recall, TemplateRecipe
from site_gen.plan.contexts import Markup, PageContext
from site_gen.plan.grounds import join_marks
from site_gen.plan.late import Late
from site_gen.plan.machines.page_citations import cite_page
from site_gen.plan.machines.structured import write_structured
from site_gen.plan.words import Words
from site_gen.problems import Location, Problem
from site_gen.render.bodies import BODIES
from site_gen.render.environment import make_environment, open_edition
from site_gen.render.faults import BodyFault, TemplateFault
from site_gen.render.markdown import BODY_SECONDS, NoteWords
from site_gen.render.passages import Fragments, Written
from site_gen.render.rebase import rebase
from site_gen.render.theme import OWN_FOLDER, Theme, find_loaded
from site_gen.render.theme_checks import check_loading

MOST_FRAGMENTS = 20_000
"""Fragments that are kept: an entry of every feed of a large site."""

_open_file: ContextVar[Fragments] = ContextVar("open_file")
"""Of the file that this thread is rendering."""

_PLAIN = (str, int, bool, type(None))

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Renderer:
    """Renders artifacts with one theme. Usable from several threads, and after a fork.

    `body_seconds` is the processor time that one Markdown body may take.
    """

    def __init__(self, theme: Theme, *, body_seconds: float = BODY_SECONDS) -> None:
        self._theme = theme
        self._body_seconds = body_seconds
        self._fragments: dict[str, SafeText] = {}
        self._find_digest = cache(theme.template_digest)
        self._called: dict[tuple[object, ...], tuple[object, SafeText]] = {}
        self._editions: dict[tuple[int, int], tuple[object, Environment]] = {}
        filters = {
            "markdown": self._make_filter(),
            "fragment": self._render_fragment,
            "rebase": _rebase,
        }
        self._environment = make_environment(theme, filters)
        self._environment.globals["once"] = self._call_once
        self._by_shown = {each.shown: each for each in theme.templates.values()}

    def render(self, artifact: Artifact) -> bytes:
        """As `render_file`, all of it anew."""
        return self.render_file(artifact, lambda _: {}).content

    def render_file(self, artifact: Artifact, recall: Recall) -> Written:
        """UTF-8, one kind of line end, one at the end. What `recall` has of the file's fragments
        is taken from there.

        Raises TemplateFault where a template is wrong and BodyFault where a Markdown body is;
        TypeError for an artifact that is made without a template.
        """
        recipe = artifact.recipe
        if not isinstance(recipe, TemplateRecipe):
            raise TypeError(f"{type(recipe).__name__} is not rendered")
        fragments = Fragments(recall(artifact.path))
        token = _open_file.set(fragments)
        try:
            context = artifact.context
            template = self._open_edition(context).get_template(recipe.template)
            text = normalize(template.render(_to_variables(context), **_describe_page(context)))
            text = _without_controls(text) if recipe.template.endswith(".xml") else text
            return fragments.to_written(text.encode())
        except BodyFault:
            raise
        except Exception as error:  # whatever a template raises is that template's fault
            fact = f'the page "{artifact.path}" cannot be rendered'
            raise TemplateFault(self._to_problem(error, recipe.template, fact)) from error
        finally:
            _open_file.reset(token)

    def check_own_templates(self) -> Iterator[Problem]:
        """What is wrong with the form of the site's own templates; none of them is run."""
        for name, file in self._theme.templates.items():
            if file.shown == f"{OWN_FOLDER}/{name}":
                try:
                    self._environment.get_template(name)
                except Exception as error:  # noqa: BLE001  # whatever Jinja2 makes of the text
                    yield self._to_problem(error, name, "this template cannot be read")
                else:
                    yield from check_loading(self._environment, self._theme, name, file)

    def compile(self, names: Iterable[str]) -> None:
        """These templates and what they load, so that processes forked from here need not."""
        loaded = {each for name in names for each in find_loaded(self._theme.templates, name)}
        for name in sorted(loaded):
            with suppress(Exception):  # told where it is rendered, by whom it concerns
                self._environment.get_template(name)

    def template_digest(self, name: str) -> str:
        """Stands for the template and all that it can load, directly or through others."""
        return self._theme.template_digest(name)

    def _make_filter(self) -> Any:
        @pass_context
        def markdown(
            context: Context, value: Markup | None, heading: int = 2, prefix: str = ""
        ) -> SafeText:
            """HTML of a body; its shallowest heading gets the level `heading`.

            `prefix` keeps note ids apart where a page has several bodies.
            """
            if value is None:
                return SafeText("")
            note_words = _choose_note_words(context.get("words"))
            html = BODIES.render(
                value,
                heading=heading,
                prefix=prefix,
                note_words=note_words,
                seconds=self._body_seconds,
            )
            return SafeText(html)  # noqa: S704 # render_body gives HTML that it has made safe

        return markdown

    def _open_edition(self, context: Any) -> Environment:
        """All pages of an edition have the same `words` and `site`."""
        shared = {name: getattr(context, name, None) for name in ("words", "site")}
        key = (id(shared["words"]), id(shared["site"]))
        if key not in self._editions:
            known = {name: value for name, value in shared.items() if value is not None}
            # Kept beside it, or another value might get the same id.
            self._editions[key] = (shared, open_edition(self._environment, known))
        return self._editions[key][1]

    def _call_once(self, macro: Callable[..., SafeText], *values: Any) -> SafeText:
        """What the macro makes of these values, made once; values other than plain are compared
        by identity. `1` and `true` are two values, and so are a text and the same as safe HTML.
        """
        key = (
            macro,
            *((type(each), each if type(each) in _PLAIN else id(each)) for each in values),
        )
        found = self._called.get(key)
        if found is None:
            if len(self._called) == MOST_FRAGMENTS:
                self._called.clear()
            found = self._called[key] = (values, macro(*values))
        return found[1]

    @pass_environment
    def _render_fragment(self, environment: Environment, value: Any, name: str) -> SafeText:
        """What a template makes of a value that stands in many files: rendered once.

        The template has the value's fields as its variables, and the value itself as `entry`.
        """
        mark = join_marks(value.digest, self._find_digest(name))
        file = _open_file.get()
        text = self._fragments.get(mark) or file.recall(mark)
        if text is None:
            template = environment.get_template(name)
            with file.inside():
                inner = template.render(_to_variables(value), entry=value).strip("\n")
            text = SafeText(inner)  # noqa: S704 # a template has escaped it
            if len(self._fragments) == MOST_FRAGMENTS:
                self._fragments.clear()
            self._fragments[mark] = text
        file.note(mark, text)
        return text

    def _to_problem(self, error: Exception, name: str, fact: str) -> Problem:
        place = self._locate(error, name)
        source = self._by_shown.get(place.path)
        lines = source.text.splitlines() if source else []
        excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else None
        fact = f"{fact}: {_describe(error)}"
        return Problem("error", "template-error", fact, "correct the template", place, excerpt)

    def _locate(self, error: Exception, name: str) -> Location:
        if isinstance(error, TemplateSyntaxError) and error.filename in self._by_shown:
            return Location(error.filename or "", error.lineno)
        places = list(self._template_frames(error))
        if places:
            return places[-1]
        known = self._theme.templates.get(name)
        return Location(known.shown if known else f"{OWN_FOLDER}/{name}")

    def _template_frames(self, error: Exception) -> Iterator[Location]:
        """Jinja2 gives tracebacks the file names and lines of the templates."""
        for frame, line in walk_tb(error.__traceback__):
            if frame.f_code.co_filename in self._by_shown:
                yield Location(frame.f_code.co_filename, line)


def normalize(text: str) -> str:
    """One kind of line end, and exactly one at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"


def _rebase(html: SafeText, base: str) -> SafeText:
    return SafeText(rebase(html, base))  # noqa: S704 # only addresses changed, and are escaped


def _without_controls(text: str) -> str:
    """Without the characters that XML cannot hold (XML 1.0 §2.2)."""
    return _NOT_XML.sub("", text)


def _describe_page(context: object) -> dict[str, Any]:
    """What pages have beside their context: the same for programs, safe in a `<script>`."""
    if not isinstance(context, PageContext):
        return {}
    text = write_structured(context)
    structured = SafeText(text)  # noqa: S704 # write_structured escapes < > &
    return {"structured_data": structured, "citation": cite_page(context)}


def _to_variables(context: object) -> dict[str, Any]:
    if context is None:
        return {}
    if isinstance(context, Late):
        context = context.made
    if not is_dataclass(context):
        raise TypeError(f"a context is a dataclass, not {type(context).__name__}")
    return {field.name: getattr(context, field.name) for field in fields(context)}


def _choose_note_words(words: Words | None) -> NoteWords:
    if not isinstance(words, Words):
        return NoteWords()
    plain = NoteWords()
    return NoteWords(
        heading=words("footnotes") if words.has("footnotes") else plain.heading,
        back=words("footnote_back") if words.has("footnote_back") else plain.back,
    )


def _describe(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.name}"'
    if isinstance(error, KeyError):
        return f'nothing is named "{error.args[0]}"' if error.args else "a name is missing"
    if isinstance(error, RecursionError):
        return "it loads itself without end"
    message = str(error).strip().splitlines()
    return (message[0] if message else type(error).__name__).rstrip(".").replace("'", '"')
