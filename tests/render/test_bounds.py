"""A body that would take for ever is a fault, in the main thread and in others."""

import signal
import sys
import threading
from collections.abc import Callable

import pytest

from site_gen.problems import Location
from site_gen.render.faults import BodyFault
from site_gen.render.markdown import render_body
from tests.render.bodies import to_html, to_markup

# Each takes Python-Markdown minutes, in a different one of its loops.
ENDLESS = {
    "brackets": "[" * 200_000,
    "pictures": "![" * 100_000,
    "links": "[a](" * 50_000,
    "headings": "# a\n" * 100_000,
    "open tags": "<a " * 60_000,
    "quoted tags": '<a "' * 50_000,
    "notes": "".join(f"[^{n}]: x\n" for n in range(20_000)),
    "abbreviations": "".join(f"*[a{n}]: x\n" for n in range(20_000)),
}
IN_ONE_EXPRESSION = {
    "fences": "```a\n" * 60_000,
    "table": "`|" * 100_000 + "\n" + "-|-\n",
}


def fault_of(text: str, seconds: float = 0.2) -> BodyFault:
    with pytest.raises(BodyFault) as caught:
        render_body(to_markup(text), seconds=seconds)
    return caught.value


def in_thread(work: Callable[[], object]) -> None:
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 # handed to the test, whatever it is
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]


@pytest.mark.parametrize("text", [*ENDLESS.values(), *IN_ONE_EXPRESSION.values()])
def test_an_endless_body_is_a_fault(text: str) -> None:
    assert fault_of(text).rule == "markdown-too-slow"


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_body_is_a_fault_where_no_signal_arrives(text: str) -> None:
    in_thread(lambda: fault_of(text))


def test_the_fault_says_what_to_do_and_takes_the_body_s_place() -> None:
    place = Location("content/events/a.yaml", 12, 3)
    problem = fault_of(ENDLESS["brackets"]).to_problem(place, "body: |")
    assert problem.message == (
        "the Markdown takes more than 0.2 s to render; "
        "remove long runs of brackets and other marks, or divide the text"
    )
    assert (problem.location, problem.excerpt) == (place, "body: |")


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "a",
        "\n".join("    " * level + "- a" for level in range(60)),
        "- " * 2_000 + "a",
        "*[a " * 400 + "x" + "](entity:lei-jun)*" * 400,
    ],
)
def test_nesting_without_end_is_a_fault(text: str) -> None:
    assert fault_of(text, 60).rule == "markdown-too-deep"


def test_nesting_within_reason_is_not() -> None:
    assert to_html("> " * 40 + "a").count("<blockquote>") == 40


def test_nesting_comes_out_the_same_however_deep_the_caller_is() -> None:
    text = "> " * 49 + "[" * 40 + "a" + "](b)" * 40

    def descend(levels: int) -> str:
        return descend(levels - 1) if levels else to_html(text)

    assert descend(sys.getrecursionlimit() // 5) == to_html(text)


def test_the_next_body_is_not_touched_by_a_fault() -> None:
    before = to_html("A[^1] *b*\n\n[^1]: c")
    fault_of(ENDLESS["brackets"], 0.01)
    fault_of("> " * 200)
    assert to_html("A[^1] *b*\n\n[^1]: c") == before


def test_the_timer_leaves_no_trace() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    to_html("a")
    fault_of(ENDLESS["brackets"], 0.01)
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_fault_of_python_markdown_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("so it is")

    monkeypatch.setattr("markdown.core.Markdown.convert", fail)
    fault = fault_of("a")
    assert str(fault) == (
        "the Markdown cannot be rendered (ValueError: so it is); write it more simply"
    )
