"""Artifacts become bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
    pass_environment,
)
from jinja2.runtime import Context
from markupsafe import Markup as SafeText
from markupsafe import escape

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.contexts import Markup, PageContext
from site_gen.plan.grounds import join_marks
from site_gen.plan.late import Late
from site_gen.plan.machines.page_citations import cite_page
from site_gen.plan.machines.structured import write_structured
from site_gen.plan.standing import NOTHING_STANDS, Recall
from site_gen.plan.words import Words
from site_gen.problems import Location, Problem
from site_gen.render.blocks import BlockFinder
from site_gen.render.bodies import BODIES
from site_gen.render.environment import (
    MOST_FRAGMENTS,
    REST,
    Compiled,
    Once,
    list_compiled,
    make_environment,
    open_edition,
)
from site_gen.render.faults import BodyFault, TemplateFault
from site_gen.render.markdown import BODY_SECONDS, NoteWords
from site_gen.render.passages import Fragments, Written
from site_gen.render.rebase import rebase
from site_gen.render.recent import Recent
from site_gen.render.shared import SharedFile
from site_gen.render.theme import DEFAULT, OWN_FOLDER, Theme, find_loaded
from site_gen.render.theme_checks import check_loading

_open_file: ContextVar[Fragments] = ContextVar("open_file")
"""Of the file that this thread is rendering."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


class Renderer:
    """Renders artifacts with one theme. Usable from several threads, and after a fork.

    `body_seconds` is the processor time that one Markdown body may take.
    """

    def __init__(self, theme: Theme, *, body_seconds: float = BODY_SECONDS) -> None:
        self._theme = theme
        self._body_seconds = body_seconds
        self._fragments: Recent[str, SafeText] = Recent(MOST_FRAGMENTS)
        self._shared: SharedFile | None = None
        self._find_digest = cache(theme.template_digest)
        self._editions: dict[tuple[int, int], tuple[object, Environment]] = {}
        filters = {
            "markdown": self._make_filter(),
            "fragment": self._render_fragment,
            "rebase": _rebase,
            "at_level": _set_level,
        }
        self._environment = make_environment(theme, filters)
        self._once = Once()
        self._environment.globals |= {"once": self._once, "piece": self._render_piece}
        self._blocks = BlockFinder(self._environment, theme.templates)
        self._by_shown = {each.shown: each for each in theme.templates.values()}

    def render(self, artifact: Artifact) -> bytes:
        """As `render_file`, all of it anew."""
        return self.render_file(artifact, lambda _: NOTHING_STANDS).content

    def render_file(self, artifact: Artifact, recall: Recall) -> Written:
        """UTF-8, one kind of line end, one at the end. What `recall` has of the file's fragments
        is taken from there.

        Raises TemplateFault where a template is wrong and BodyFault where a Markdown body is;
        TypeError for an artifact that is made without a template.
        """
        recipe = artifact.recipe
        if not isinstance(recipe, TemplateRecipe):
            raise TypeError(f"{type(recipe).__name__} is not rendered")
        variables = _to_variables(artifact)
        environment = self._open_edition(variables)
        fragments = Fragments(recall(artifact.path), artifact.mark or "", variables)
        token = _open_file.set(fragments)
        try:
            text = normalize(self._write(environment, recipe.template, variables, fragments))
            is_xml = recipe.template.endswith(".xml")
            return fragments.to_written(_encode_xml(text) if is_xml else text.encode())
        except BodyFault:
            raise
        except Exception as error:  # whatever a template raises is that template's fault
            if error is variables[REST].failure:
                raise  # but what makes the context is ours
            fact = f'the page "{artifact.path}" cannot be rendered'
            raise TemplateFault(self._to_problem(error, recipe.template, fact)) from error
        finally:
            _open_file.reset(token)

    def _write(
        self,
        environment: Environment,
        name: str,
        variables: dict[str, Any],
        fragments: Fragments,
    ) -> str:
        template = environment.get_template(name)
        context = template.new_context(variables)
        if fragments.mark:
            for block, lasting in self._blocks.find(name).items():
                write = environment.get_template(lasting.template).blocks[block]
                mark = join_marks(fragments.mark, block, lasting.digest)
                context.blocks[block] = [partial(_write_block, write, mark, fragments)]
        try:
            return environment.concat(template.root_render_func(context))
        except Exception:  # noqa: BLE001 # raised again, with the lines of the templates
            environment.handle_exception()

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
        names = list(names)
        for name in names:
            self._blocks.find(name)
        loaded = {each for name in names for each in find_loaded(self._theme.templates, name)}
        self._load(sorted(loaded))

    def compile_all(self) -> Compiled:
        """All templates of the theme, for another process that will want them."""
        self._load(name for name in self._theme.templates if not name.startswith(DEFAULT))
        return list_compiled()

    def _load(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(Exception):  # told where it is rendered, by whom it concerns
                self._environment.get_template(name)

    def share(self, folder: Path) -> None:
        """Fragments of many files, with the processes that are forked from now on, on the file
        system of that folder. Where that cannot be, each renders for itself.
        """
        with suppress(OSError):
            self._shared = SharedFile(folder)

    def close(self) -> None:
        """Nothing is shared any more."""
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def forget_made(self) -> None:
        """What macros made of values, which many pages ask for, and other files hardly."""
        self._once.forget()

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

    def _open_edition(self, variables: Mapping[str, Any]) -> Environment:
        """All pages of an edition have the same `words` and `site`."""
        shared = {name: variables.get(name) for name in ("words", "site")}
        key = (id(shared["words"]), id(shared["site"]))
        if key not in self._editions:
            known = {name: value for name, value in shared.items() if value is not None}
            # Kept beside it, or another value might get the same id.
            self._editions[key] = (shared, open_edition(self._environment, known))
        return self._editions[key][1]

    @pass_environment
    def _render_fragment(self, environment: Environment, value: Any, name: str) -> SafeText:
        """What a template makes of a value that stands in many files: rendered once.

        The template has the value's fields as its variables, and the value itself as `entry`.
        """
        mark = join_marks(value.digest, self._find_digest(name))
        file = _open_file.get()
        text = self._fragments.find(mark) or file.recall(mark)
        if text is None:
            inner = self._recall_shared(mark) if file.is_outside else None
            if inner is None:
                template = environment.get_template(name)
                with file.inside():
                    inner = template.render(_list_fields(value), entry=value).strip("\n")
                if self._shared is not None and file.is_outside:
                    self._shared.add(mark, inner.encode("utf-8", "surrogatepass"))
            text = SafeText(inner)  # noqa: S704 # a template has escaped it
            self._fragments.keep(mark, text)
        file.note(mark, text)
        return text

    def _recall_shared(self, mark: str) -> str | None:
        found = self._shared.get(mark) if self._shared is not None else None
        return None if found is None else found.decode("utf-8", "surrogatepass")

    @pass_context
    def _render_piece(self, context: Context, name: str) -> SafeText:
        """As `include`, with the variables of the page and none of those that templates set; taken
        from the page that stands where neither its context nor that template is another.
        """
        if REST not in context.parent:
            raise TemplateRuntimeError(
                f'piece("{name}") is made of the page, which an imported macro does not see; '
                "call it outside of the macro"
            )
        file, template = _open_file.get(), context.environment.get_template(name)
        mark = file.mark and join_marks(file.mark, name, self._find_digest(name))
        inner = template.new_context(dict(file.variables))
        return file.keep(mark, lambda: "".join(template.root_render_func(inner)))

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
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip("\n") + "\n"


def _rebase(html: SafeText, base: str) -> SafeText:
    return SafeText(rebase(html, base))  # noqa: S704 # only addresses changed, and are escaped


def _set_level(html: str, level: int) -> SafeText:
    """Its headings of level 0, which HTML does not have, become those of a level."""
    text = str.replace(escape(html), "<h0", f"<h{level:d}")
    return SafeText(text.replace("</h0>", f"</h{level:d}>"))  # noqa: S704 # it was safe before


def _encode_xml(text: str) -> bytes:
    """Without the characters that XML cannot hold (XML 1.0 §2.2)."""
    content = text.encode("utf-8", "ignore").translate(None, _CONTROLS)
    for absent in _NO_CHARACTERS:
        content = content.replace(absent, b"")
    return content


def _to_variables(artifact: Artifact) -> dict[str, Any]:
    """The fields of the context; where the page has a frame, those of that, and the rest late."""
    if artifact.frame:
        return {**artifact.frame(), REST: _Rest(artifact)}
    artifact = artifact.settle()
    return {**_list_fields(artifact.context), REST: _Rest(artifact)}


class _Rest:
    """What is made of a page's context when a template asks for it. Beside the fields that is how
    the page is cited, and the same for programs, safe in a `<script>`.
    """

    def __init__(self, artifact: Artifact) -> None:
        self._artifact = artifact
        self.failure: Exception | None = None

    def find(self, name: str, default: object) -> object:
        describe = _DESCRIPTIONS.get(name)
        if describe and isinstance(self._context, PageContext):
            return describe(self._context)
        return self._fields.get(name, default)

    @cached_property
    def _context(self) -> object:
        try:
            return self._artifact.context
        except Exception as error:
            self.failure = error
            raise

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return _list_fields(self._context)


def _write_structured(page: PageContext) -> SafeText:
    return SafeText(write_structured(page))  # noqa: S704 # it escapes < > &


_DESCRIPTIONS: Mapping[str, Callable[[PageContext], object]] = {
    "structured_data": _write_structured,
    "citation": cite_page,
}


def _list_fields(context: object) -> dict[str, Any]:
    if context is None:
        return {}
    if isinstance(context, Late):
        context = context.made
    if not is_dataclass(context):
        raise TypeError(f"a context is a dataclass, not {type(context).__name__}")
    return {field.name: getattr(context, field.name) for field in fields(context)}


def _write_block(
    write: Callable[[Context], Iterable[str]], mark: str, file: Fragments, context: Context
) -> Iterator[str]:
    """As the block's own function does."""
    yield file.keep(mark, lambda: "".join(write(context)))


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
