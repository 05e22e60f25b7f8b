"""All outside addresses of a site asked at once, host by host, and what there is to say of it."""

import queue
import socket
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag

from site_gen.content.findings import Finding
from site_gen.content.places import place_findings
from site_gen.content.wording import quote
from site_gen.model.settings import Settings
from site_gen.model.timeline import Timeline
from site_gen.outside.exchange import Verdict
from site_gen.outside.gather import Outlink, list_outlinks
from site_gen.outside.manners import Manners, is_public
from site_gen.outside.memory import Memory
from site_gen.outside.turnstile import host_of
from site_gen.outside.visitor import Answer, Visitor
from site_gen.problems import EnvironmentFault, Problem

Progress = Callable[[int, int], None]

ENOUGH_HOSTS = 3
"""When none of so many hosts answers, it is more likely us."""


@dataclass(frozen=True, slots=True)
class OutsideReport:
    """`asked` and `known` count addresses: asked now, and answered from memory.

    `closed` are those that programs may not ask, with the reason: neither well nor dead.
    """

    problems: tuple[Problem, ...]
    asked: int
    known: int
    verdicts: Mapping[Verdict, int]
    closed: tuple[tuple[str, str], ...]


def ask_outside(
    timeline: Timeline,
    settings: Settings,
    *,
    site: Path,
    state: Path,
    now: datetime,
    manners: Manners,
    progress: Progress,
) -> OutsideReport:
    """Ask every address that the content of the folder `site` names.

    `state` is the folder where answers are kept; those of before are believed for a while.

    Raises EnvironmentFault where this machine has no network.
    """
    links = list(list_outlinks(timeline))
    memory = Memory(state, now)
    wanted = list(dict.fromkeys(link.asked for link in links))
    answers = {url: found for url in wanted if (found := memory.recall(url))}
    known = len(answers)
    missing = [url for url in wanted if url not in answers]
    learnt: dict[str, Answer] = {}
    if missing:
        _require_network(manners)
        try:
            for url, answer in _ask_all(missing, manners):
                learnt[url] = answer
                progress(len(learnt), len(missing))
            _require_answers(learnt)
        finally:
            # Also of what was interrupted: nobody is asked twice for it.
            memory.keep(learnt)
    answers |= learnt
    findings = [
        finding
        for finding in _judge(links, answers, timeline)
        if finding.rule not in settings.ignored_rules
    ]
    closed = [(url, answers[url].reason) for url in wanted if answers[url].verdict == "closed"]
    return OutsideReport(
        tuple(place_findings(site, findings)),
        len(missing),
        known,
        Counter(answer.verdict for answer in answers.values()),
        tuple(closed),
    )


# --- asking --------------------------------------------------------------------------------


def _ask_all(urls: Sequence[str], manners: Manners) -> Iterator[tuple[str, Answer]]:
    """As answers come. A host is asked by one thread; threads end with the program."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[host_of(url)].append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
    # The longest first, so that nobody waits for one host at the end.
    for group in sorted(by_host.values(), key=len, reverse=True):
        waiting.put(group)
    visitor = Visitor(manners)

    def work() -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for url in group:
                done.put((url, _visit(visitor, url)))

    for _ in range(min(manners.hosts, len(by_host))):
        threading.Thread(target=work, daemon=True).start()
    for _ in urls:
        yield done.get()


def _visit(visitor: Visitor, url: str) -> Answer:
    """Whatever an answer can do to our own code, the others are asked all the same."""
    try:
        return visitor.visit(url)
    except Exception as error:  # noqa: BLE001  # a thread that dies would leave the others waiting
        return Answer("silent", f"its answer cannot be understood ({type(error).__name__})")


def _require_network(manners: Manners) -> None:
    """Nothing is sent: a datagram socket only asks the machine for the way."""
    if manners.may_connect is not is_public:
        return
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 443))
                return
        except OSError:
            continue
    raise EnvironmentFault(
        "this machine has no network, so no outside address can be asked; connect it, then run"
        " again, or leave out --external"
    )


def _require_answers(learnt: dict[str, Answer]) -> None:
    """Where nobody at all answers, nothing is concluded about anybody, nor kept."""
    asked = [url for url, answer in learnt.items() if answer.verdict != "private"]
    hosts = {host_of(url) for url in asked}
    is_cut_off = all(learnt[url].is_cut_off for url in asked)
    is_unheard = not any(learnt[url].is_heard for url in asked)
    if asked and (is_cut_off or (is_unheard and len(hosts) >= ENOUGH_HOSTS)):
        reason = learnt[asked[0]].reason
        fact = f"none of {len(hosts)} hosts answers" if len(hosts) > 1 else reason
        learnt.clear()
        raise EnvironmentFault(
            f"{fact}; check the network of this machine, which must reach the web"
            " without a proxy, or leave out --external"
        )


# --- what there is to say ------------------------------------------------------------------


def _judge(
    links: Iterable[Outlink], answers: Mapping[str, Answer], timeline: Timeline
) -> Iterator[Finding]:
    for link in links:
        answer = answers[link.asked]
        if link.role == "source" and link.source and link.source.access == "removed":
            continue
        if answer.verdict == "private":
            fact = f"readers cannot reach {quote(link.url)}: {answer.reason}"
            yield _report(link, "dead-link", fact, "give a public address")
        elif answer.verdict == "dead":
            fact = f"{quote(link.url)} is dead: {answer.reason}"
            yield _report(link, "dead-link", fact, _advise(link, answers))
        elif answer.verdict == "silent":
            fact = f"{quote(link.url)} does not answer well: {answer.reason}"
            yield _report(link, "silent-link", fact, "try it in a browser, and run again later")
    for source in timeline.sources.values():
        if source.url and source.archived is None:
            fact = "this source has no archived copy"
            remedy = 'have one made while the page is there, and name it in "archived"'
            origin = source.origin
            pointer = (*origin.pointer, "url")
            yield Finding("warning", "not-archived", fact, remedy, origin.path, pointer)


def _report(link: Outlink, rule: str, fact: str, remedy: str) -> Finding:
    """A warning: what others do to their pages is no mistake in the content."""
    return Finding("warning", rule, fact, remedy, link.path, link.pointer, link.url, link.nth)


def _advise(link: Outlink, answers: Mapping[str, Answer]) -> str:
    source = link.source
    if link.role == "archived":
        return "name another copy"
    if source is None:
        return "find its new address, or link to an archived copy"
    if source.archived and answers[urldefrag(source.archived.url).url].verdict != "dead":
        return 'write "access: removed"; readers have the archived copy'
    return 'find its new address, or a copy for "archived"'
