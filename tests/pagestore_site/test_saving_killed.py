"""The process is killed at each place of saving: the old text or the new stands, and what was acknowledged is there."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import ROOT, environment

WRITE = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "haowen.config.settings"
import django; django.setup()
from haowen.domain.articles import autosaving, saving
from haowen.domain.articles.autosaving import Window, Written
from haowen.domain.articles.drafts import Draft
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.opening import kept_by_host
article = saving.create(kept_by_host("江边观察"), Draft("题", "<p>旧的。</p>"), by=host_actor())
said = Written("题", "", "<p>旧的。</p><p>自动保存的。</p>")
autosaving.autosave(article, said, Window("window-1", 1), base=article.head, by=host_actor())
print("autosaved", flush=True)
saving.save(article, Draft("题", "<p>旧的。</p><p>保存的。</p>"), base=article.head, by=host_actor())
print("saved", flush=True)
"""


@pytest.mark.parametrize(
    ("place", "told", "autosaves", "head"),
    [
        ("autosave.before_commit", "", 0, "旧的。"),
        ("autosave.after_commit", "", 1, "旧的。"),
        ("revision.before_commit:2", "autosaved\n", 1, "旧的。"),
        ("revision.after_commit:2", "autosaved\n", 1, "旧的。\n保存的。"),
    ],
)
def test_old_or_new_and_nothing_between(new_site: Path, place: str, told: str, autosaves: int, head: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITE],
        env=environment(new_site, HAOWEN_FAILPOINT=place), capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, told), done.stderr
    with closing(sqlite3.connect(new_site / "haowen.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM articles_autosave").fetchone() == (autosaves,)
        text = "SELECT plain FROM articles_body JOIN articles_article ON head_id = articles_body.revision_id"
        assert database.execute(text).fetchall() == [(head,)]
