"""A real browser before a real site."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect, sync_playwright

from tests.conftest import Once
from tests.journeys.acting import press
from tests.serving import PATIENCE, Served, environment, haowen, served

# No name but the machine's own leads anywhere, at no cost to each request.
SWITCHES = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
CUT = """
import django
django.setup()
from haowen.domain.articles.covering import cut_missing
cut_missing(600)
"""
NAMES = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; scripts/test sees that there is one."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "no Chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a visitor with a window of their own: ``visitor(width=360, language="en", javascript=False, dark=True)``.

    Every request to another host than the site's is refused and fails the test.
    """
    strangers: list[str] = []

    def look(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", "localhost"):
            strangers.append(request.url)

    with ExitStack() as stack:

        def come(
            *,
            width: int = 1280,
            height: int = 900,
            language: str = "zh-CN",
            javascript: bool = True,
            dark: bool = False,
            **more: Any,
        ) -> BrowserContext:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale=language,
                java_script_enabled=javascript,
                color_scheme="dark" if dark else "light",
                **more,
            )
            stack.callback(context.close)
            context.set_default_timeout(2 * PATIENCE * 1000)
            context.on("requestfailed", look)
            return context

        yield come
    assert strangers == [], "a page asked a third party for something"


@pytest.fixture(scope="session")
def demo_folder(once: Once, migrated: Path) -> Path:
    """The data folder of a site filled with the demonstration, made once a run."""

    def make(folder: Path) -> None:
        shutil.copy2(migrated, folder)
        done = haowen(folder, "init", "--demo", timeout=500)
        assert done.returncode == 0, done.stderr
        # Every copy that is served would make the same files again, beside what is being tested.
        subprocess.run(
            [sys.executable, "-c", CUT],
            env=environment(folder, DJANGO_SETTINGS_MODULE="haowen.config.settings"),
            check=True,
        )
        with closing(sqlite3.connect(folder / "haowen.sqlite3")) as database, database:
            database.execute(
                "DELETE FROM django_tasks_database_dbtaskresult"
                " WHERE task_path LIKE '%make_avif' OR task_path LIKE '%encode_video' OR task_path LIKE '%cut_covers'"
            )

    return once("demo", make)


@pytest.fixture(scope="session")
def accounts(demo_folder: Path) -> Callable[[str], dict[str, str]]:
    """Finds an account of the demonstration by the part of its address before the ``@``."""
    rows = json.loads((demo_folder / "demo-accounts.json").read_text(encoding="utf-8"))
    return {row["email"].partition("@")[0]: row for row in rows}.__getitem__


@pytest.fixture(scope="session")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration, being served. Tests that change it ask for ``own_demo``."""
    # A copy for each process that runs tests: two sites cannot be served from one folder.
    with served(Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("shown") / "data")), workers=1) as running:
        yield running


@pytest.fixture(scope="session")
def own_demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy of the demonstration that tests may change, each something else, being served."""
    with served(Path(shutil.copytree(demo_folder, tmp_path_factory.mktemp("changed") / "data")), workers=1) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(browser: Browser, accounts: Callable[[str], dict[str, str]]) -> Callable[[Served, str], Any]:
    """Signs an account of the demonstration in, once a site; returns what a window of theirs starts with."""
    kept: dict[tuple[str, str], Any] = {}

    def sign_in(site: Served, who: str) -> Any:
        if not who:
            return None
        if (site.address, who) not in kept:
            context = browser.new_context(locale="en")
            page = context.new_page()
            page.goto(f"{site.address}/accounts/login/")
            page.fill("[name=login]", accounts(who)["email"])
            page.fill("[name=password]", accounts(who)["password"])
            press(page.locator("main form.stack button[type=submit]"))
            assert "/accounts/login" not in page.url, page.locator("main").inner_text()
            kept[site.address, who] = context.storage_state()
            context.close()
        return kept[site.address, who]

    return sign_in
