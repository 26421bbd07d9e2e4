"""A served site with two workers: what the command line acknowledged is what every worker answers, whoever is killed."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from haowen.kit.pagestore.board import DIRTY, SLOTS, Board
from tests.serving import PATIENCE, ROOT, Served, environment, haowen, served, wait

CONNECTIONS = 8
_WITHHOLD = """
import django; django.setup()
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.articles import restricting
from haowen.domain.statements.issuing import issue
article = Article.objects.get()
under = issue(ground="law", rule="7", facts="x", effect="withheld", by_public_id="h")
restricting.restrict(article, ArticleEffect.WITHHELD, under=under)
"""
_LIFT = """
import django; django.setup()
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.articles import restricting
restricting.lift(Article.objects.get(), ArticleEffect.WITHHELD)
"""


@pytest.fixture(scope="module")
def site(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = Path(shutil.copytree(made_site, tmp_path_factory.mktemp("processes") / "data"))
    with served(data, workers=2) as running:
        yield running


def bring(site: Served, folder: Path, words: str, **extra: Any) -> int:
    """Bring a text in by the command line under one identity, published; return the command's exit code."""
    file = folder / "river.md"
    file.write_text(f"---\ntitle: The river at night\npublisher: River watch\n---\n\n{words}\n", encoding="utf-8")
    return haowen(site.data, "import", "markdown", str(file), "--publish", "--channel", "tech", **extra).returncode


def run(site: Served, code: str, **extra: str) -> int:
    """Run a few lines in a process of their own, on the site's data."""
    env = environment(site.data, DJANGO_SETTINGS_MODULE="haowen.config.settings", **extra)
    return subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, check=False).returncode


def ask(site: Served, path: str) -> list[tuple[int, str]]:
    """Ask on many connections that are open at once, so that every worker answers some."""
    headers = {"Host": f"localhost:{site.port}", "Accept-Language": "en"}
    links = [http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE) for _ in range(CONNECTIONS)]
    try:
        for link in links:
            link.connect()
        found = []
        for link in links:
            link.request("GET", path, headers=headers)
            answer = link.getresponse()
            found.append((answer.status, answer.read().decode()))
        return found
    finally:
        for link in links:
            link.close()


def address(site: Served) -> str:
    """Return the address of the one article."""
    page = ask(site, "/c/tech")[0][1]
    return "/a/" + page.partition('href="/a/')[2].partition('"')[0]


def marks(data: Path) -> int:
    board = Board.__new__(Board)  # opened without sweeping: what stands there is the question
    board.path = data / "run" / "board"
    board._thread_lock, board._depth = __import__("threading").RLock(), 0
    board._open()
    return sum(1 for word in board.slots[:SLOTS] if word & DIRTY)


def test_what_the_command_line_did_is_answered_by_every_worker_at_once(site: Served, tmp_path: Path) -> None:
    assert bring(site, tmp_path, "Words number 0.") == 0
    path = address(site)
    for number in range(1, 4):
        assert all(f"Words number {number - 1}." in text for _status, text in ask(site, path))
        if number == 2:  # a worker dies in between
            os.kill(site.web_workers()[0], signal.SIGKILL)
            assert wait(lambda: len(site.web_workers()) == 2 and site.get() == 200)
            assert all("Words number 1." in text for _status, text in ask(site, path))
        assert bring(site, tmp_path, f"Words number {number}.") == 0
        assert all(f"Words number {number}." in text for _status, text in ask(site, path))
        for page in ("/", "/c/tech"):
            assert all("The river at night" in text for _status, text in ask(site, page))


@pytest.mark.parametrize(("place", "is_made"), [("publish.before_commit", False), ("publish.after_commit", True)])
def test_a_writer_that_is_killed_while_publishing_leaves_no_old_page(
    site: Served,
    tmp_path: Path,
    place: str,
    is_made: bool,  # noqa: FBT001
) -> None:
    assert bring(site, tmp_path, "The text before.") == 0
    path = address(site)
    assert all("The text before." in text for _status, text in ask(site, path))
    assert bring(site, tmp_path, f"After {place}.", HAOWEN_FAILPOINT=place) == -signal.SIGKILL
    for _time in range(2):
        assert all((f"After {place}." in text) is is_made for _status, text in ask(site, path))
        assert all(("The text before." in text) is not is_made for _status, text in ask(site, path))
        assert wait(lambda: marks(site.data) == 0)  # the task worker has swept
    assert bring(site, tmp_path, "The text at last.") == 0
    assert all("The text at last." in text for _status, text in ask(site, path))


@pytest.mark.parametrize(("place", "status"), [("withhold.before_commit", 200), ("withhold.after_commit", 451)])
def test_a_writer_that_is_killed_while_withholding_leaves_no_old_page(
    site: Served, tmp_path: Path, place: str, status: int
) -> None:
    assert bring(site, tmp_path, "What is withheld.") == 0
    path = address(site)
    assert all(answered == 200 for answered, _text in ask(site, path))
    assert run(site, _WITHHOLD, HAOWEN_FAILPOINT=place) == -signal.SIGKILL
    for _time in range(2):
        assert all(answered == status for answered, _text in ask(site, path))
        assert all((path in text) is (status == 200) for _answered, text in ask(site, "/c/tech"))
        assert wait(lambda: marks(site.data) == 0)
    assert run(site, _LIFT) == 0
    assert all(answered == 200 for answered, _text in ask(site, path))
