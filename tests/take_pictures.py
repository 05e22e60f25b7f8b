"""Takes the README's pictures from a built site: `python tests/take_pictures.py site`."""

import functools
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

PLACE = Path(__file__).resolve().parent.parent / "docs/pictures"
PICTURES = (
    # name, page, colours, width and height in px
    ("chronology", "", "light", 1000, 760),
    ("event-dark", "events/nio-visit/", "dark", 1000, 760),
    ("timeline", "timeline/", "light", 1000, 760),
    ("chinese-phone", "zh/events/su7-launch/", "light", 375, 760),
)


def take(folder: Path) -> None:
    host = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path, colors, width, height in PICTURES:
            page = browser.new_page(
                color_scheme="dark" if colors == "dark" else "light",
                viewport={"width": width, "height": height},
            )
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}")
            page.locator(".search:visible").wait_for()
            page.screenshot(path=PLACE / f"{name}.png")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
