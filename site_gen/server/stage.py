"""What is shown just now. Lives in the thread of requests, which wait here for a running build."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

from site_gen.problems import Problem
from site_gen.server.workshop import Exhibit

HEARTBEAT = 20.0
"""Seconds after which a follower is told that nothing has happened, so that a dead one is found."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The last good site, and what keeps what was saved since from being shown.

    `turn` differs from that of every other scene, of this preview or of one before it; `fault` is
    what ended the last build where it was not the content.
    """

    turn: str
    exhibit: Exhibit | None = None
    problems: tuple[Problem, ...] = ()
    fault: str = ""


class Stage:
    """Closed while something is built. Made in any thread, used in that of requests."""

    def __init__(self) -> None:
        self._session = os.urandom(6).hex()
        self._count = 0
        self._next = asyncio.Event()
        self._open = asyncio.Event()
        self.scene = Scene(f"{self._session}.0")

    def close(self) -> None:
        self._open.clear()

    def show(
        self, exhibit: Exhibit | None, problems: tuple[Problem, ...] = (), fault: str = ""
    ) -> None:
        """Opens, and tells those who follow."""
        self._count += 1
        self.scene = Scene(f"{self._session}.{self._count}", exhibit, problems, fault)
        self._open.set()
        self._next.set()
        self._next = asyncio.Event()

    async def get(self) -> Scene:
        """What is shown, once nothing is being built.

        It stays as it is on disk until the caller awaits something.
        """
        await self._open.wait()
        return self.scene

    async def follow(self) -> AsyncIterator[str | None]:
        """The turn of the scene, at once and whenever there is another; None as a heartbeat."""
        told = ""
        while True:
            coming = self._next
            if self.scene.turn != told:
                told = self.scene.turn
                yield told
            try:
                await asyncio.wait_for(coming.wait(), HEARTBEAT)
            except TimeoutError:
                yield None
