"""Which answers there are: the site's own files, and three things of the preview's."""

from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from site_gen.digest import digest_bytes
from site_gen.problems import MOST_SHOWN
from site_gen.server.gate import METHODS, Address, Gate
from site_gen.server.lookup import Found, Moved, decode_target, find_file, open_file
from site_gen.server.media_types import find_media_type, is_page
from site_gen.server.pages import OWN_FOLDER, find_stylesheets, identify_page, inject_script
from site_gen.server.replies import Asked, Content, reply
from site_gen.server.stage import Scene, Stage
from site_gen.server.telling import tell_problems

CLIENT = Path(__file__).parent / "client"
"""Scripts and stylesheet of the preview's own, sent to browsers as they are."""

NOTHING_YET = "nothing"
"""The identity of the page that is shown as long as no build has succeeded."""

ABSENT = "absent"
"""The identity of what is no page of the site: an address that moved, a plain 404."""

_NOT_KEPT = {"Cache-Control": "no-store"}


def make_app(
    stage: Stage, address: Address, *, reloads: bool, on_fault: Callable[[Exception], None]
) -> ASGIApp:
    """With `reloads` pages are sent with the script that follows the stage, else as they are."""
    answers = _Answers(stage, reloads=reloads)
    routes = [Route("/{path:path}", answers.send_file, methods=METHODS)]
    if reloads:
        own = {
            "changes": answers.send_changes,
            "state": answers.send_state,
            "{name}": answers.send_own,
        }
        routes[:0] = [Route(OWN_FOLDER + name, to, methods=METHODS) for name, to in own.items()]
    return Gate(Starlette(routes=routes), address, on_fault)


class _Answers:
    def __init__(self, stage: Stage, *, reloads: bool) -> None:
        self._stage = stage
        self._reloads = reloads

    async def send_file(self, request: Request) -> Response:
        """Whatever stands at the address; waits for a running build."""
        path = decode_target(request.scope["raw_path"])
        if path is None:
            return PlainTextResponse("This is not an address.\n", 400, _NOT_KEPT)
        scene = await self._stage.get()
        # From here to the open file nothing is awaited: the tree on disk is the one of the list.
        if scene.exhibit is None:
            return self._send_page_of_nothing(request)
        found = find_file(scene.exhibit, path)
        if isinstance(found, Moved):
            query = request.scope["query_string"].decode("latin-1")
            to = f"{found.to}?{query}" if query else found.to
            return Response(status_code=307, headers={"Location": to, **_NOT_KEPT})
        file = open_file(scene.exhibit, found) if found else None
        if found is None or file is None:
            return PlainTextResponse("There is no such page.\n", 404, _NOT_KEPT)
        return reply(_read_request(request), self._prepare(scene, found, file), found.status)

    async def send_changes(self, request: Request) -> Response:
        """Server-sent events: the turn of the scene, whenever there is another."""
        if request.method == "HEAD":
            return Response(headers={"Content-Type": "text/event-stream", **_NOT_KEPT})
        return StreamingResponse(_tell(self._stage), 200, _NOT_KEPT, "text/event-stream")

    async def send_state(self, request: Request) -> Response:
        """Of the page at `path` what is shown now, and what keeps the last save from being so."""
        asked = parse_qs(request.scope["query_string"].decode("latin-1")).get("path", [""])[0]
        path = decode_target(asked.encode("ascii", "replace"))
        scene = await self._stage.get()
        page, stylesheets = _look_at_page(scene, path)
        state = {
            "turn": scene.turn,
            "page": page,
            "stylesheets": stylesheets,
            "fault": scene.fault,
            "problems": tell_problems(scene.problems),
            "errors": sum(problem.severity == "error" for problem in scene.problems),
            "more": max(len(scene.problems) - MOST_SHOWN, 0),
        }
        return JSONResponse(state, headers=_NOT_KEPT)

    async def send_own(self, request: Request) -> Response:
        """A script or the stylesheet of the preview's own."""
        name = request.path_params["name"]
        content = _read_own().get(name)
        if content is None:
            return PlainTextResponse("There is no such file.\n", 404, _NOT_KEPT)
        return reply(_read_request(request), content)

    def _prepare(self, scene: Scene, found: Found, file: BinaryIO) -> Content:
        media_type = find_media_type(found.path)
        tag = f'"{found.digest}"'
        if not (self._reloads and is_page(found.path)) or scene.exhibit is None:
            size = file.seek(0, 2)
            return Content(file, size, media_type, tag)
        with file:
            page = file.read()
        identity = identify_page(page, scene.exhibit.files)
        sent = inject_script(page, identity)
        return Content(sent, len(sent), media_type, f'"{digest_bytes(sent)}"')

    def _send_page_of_nothing(self, request: Request) -> Response:
        page = (CLIENT / "nothing-yet.html").read_bytes()
        if self._reloads:
            page = inject_script(page, NOTHING_YET)
        content = Content(page, len(page), "text/html; charset=utf-8", '"nothing"')
        return reply(_read_request(request), content, 503)


def _look_at_page(scene: Scene, path: str | None) -> tuple[str, list[str]]:
    """The identity of the page that is sent for `path`, as it was told to the page itself."""
    if scene.exhibit is None:
        return NOTHING_YET, []
    found = find_file(scene.exhibit, path) if path else None
    if not isinstance(found, Found) or not is_page(found.path):
        return ABSENT, []
    file = open_file(scene.exhibit, found)
    if file is None:
        return ABSENT, []
    with file:
        page = file.read()
    return identify_page(page, scene.exhibit.files), find_stylesheets(page)


def _read_request(request: Request) -> Asked:
    fields = request.headers
    names = ("if-none-match", "range", "if-range")
    return Asked(request.method, *(fields.get(name, "") for name in names))


async def _tell(stage: Stage) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    async for turn in stage.follow():
        yield f"data: {turn}\n\n" if turn else ": still here\n\n"


@cache
def _read_own() -> dict[str, Content]:
    found = {}
    for file in CLIENT.iterdir():
        if file.suffix in (".css", ".js"):
            body = file.read_bytes()
            tag = f'"{digest_bytes(body)}"'
            found[file.name] = Content(body, len(body), find_media_type(file.name), tag)
    return found
