import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from site_gen.server.stage import Stage
from site_gen.server.workshop import Exhibit

SITE = Exhibit(Path(), "/", {})


def test_who_asks_waits_until_something_is_shown() -> None:
    async def ask() -> None:
        stage = Stage()
        asked = [asyncio.create_task(stage.get()) for _ in range(3)]
        await settle()
        assert not any(one.done() for one in asked)
        stage.show(SITE)
        assert [(await one).exhibit for one in asked] == [SITE] * 3
        stage.close()
        late = asyncio.create_task(stage.get())
        await settle()
        assert not late.done()
        stage.show(SITE, fault="no room")
        assert (await late).fault == "no room"

    run(ask())


def test_who_follows_hears_of_each_scene_and_none_is_missed() -> None:
    async def follow() -> None:
        stage = Stage()
        turns = stage.follow()
        heard = [await anext(turns)]
        stage.show(SITE)
        heard.append(await anext(turns))
        stage.show(SITE)
        stage.show(None)
        heard.append(await anext(turns))
        assert len(set(heard)) == 3
        assert heard[-1] == stage.scene.turn

    run(follow())


def test_scenes_of_another_run_are_other_scenes() -> None:
    assert Stage().scene.turn != Stage().scene.turn


async def settle() -> None:
    """Lets everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


def run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: the browser of another test keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work).result()
