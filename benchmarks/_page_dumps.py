"""Text dumps of saved pages: what a person gets who selects everything in a browser and copies it.

Chromium renders each page without scripts and without a network, so what a stylesheet or a script would have hidden is
in the dump too: dumps made here are dirtier than those of a living page.
"""

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Route

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"]
ADDRESS = "http://page.invalid/"


def dumps(pages: list[tuple[str, bytes]], kept: Path) -> Iterator[tuple[str, bytes]]:
    """Return each page's name with its dump; ``kept`` is a folder for what was rendered before."""
    kept.mkdir(parents=True, exist_ok=True)
    places = {name: kept / f"{hashlib.sha256(data).hexdigest()[:32]}.txt" for name, data in pages}
    missing = [(data, places[name]) for name, data in pages if not places[name].exists()]
    if missing:
        _render(missing)
    for name, _data in pages:
        yield name, places[name].read_bytes()


def _render(missing: list[tuple[bytes, Path]]) -> None:
    from playwright.sync_api import Error, sync_playwright

    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("There is no Chromium on this machine, so no dumps can be made: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        window = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        for data, place in missing:
            page = window.new_page()
            page.route("**/*", _answering(data))
            try:
                page.goto(ADDRESS, wait_until="domcontentloaded", timeout=20_000)
                place.write_text(page.evaluate("document.body ? document.body.innerText : ''"), "utf-8")
            except Error as trouble:
                sys.exit(f"A page could not be rendered: {trouble}")
            page.close()
        browser.close()


def _answering(data: bytes) -> "Callable[[Route], None]":
    """Return what answers a browser's requests: the page itself; nothing else exists.

    A saved page has lost the header that named its encoding, and not every page names it itself.
    """
    try:
        data.decode("utf-8")
        kind = "text/html; charset=utf-8"
    except UnicodeDecodeError:
        kind = "text/html"

    def answer(route: "Route") -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=data, content_type=kind)
        else:
            route.abort()

    return answer
