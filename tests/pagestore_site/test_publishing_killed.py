"""The process is killed while it publishes, and the site started anew: page, list, feed and search agree on old or new.

Every other place of saving and publishing is tried in ``test_acts_killed``, without a start.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT, environment

BEGIN = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "haowen.config.settings"
import django; django.setup()
import datetime as dt
from haowen.domain.articles import publishing, saving, scheduling
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Article
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.opening import kept_by_host
from haowen.kit.clock import now, telling
"""
PUBLISH = """
article = saving.create(kept_by_host("江边观察"), Draft("江水在夜里变绿", "<p>旧。</p>"), by=host_actor())
if {scheduled}:
    scheduling.schedule(article, now() + dt.timedelta(hours=1), by=host_actor())
    with telling(now() + dt.timedelta(hours=1)):
        scheduling.release_due()
else:
    publishing.publish(article, by=host_actor())
"""
LOOK = """
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from haowen.kit import tasks
assert tasks.drain()
article = Article.objects.get()
here = f"/a/{article.public_id}"
said = [article.title in Client().get(here).content.decode()]
for path in ("/@" + article.publisher.handle, "/feed.rss", "/search?q=江水"):
    said.append(here in Client().get(path).content.decode())
print(article.is_published(), article.publications.count(), *said)
"""


def run(folder: Path, script: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", BEGIN + script],
        env=environment(folder, **extra), capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "is_out"),
    [
        ("publish.after_pointer", False),
        ("release.before_commit", True),  # it comes out with the next look at the clock
    ],
)
def test_everything_agrees_on_the_old_or_the_new(new_site: Path, place: str, is_out: bool) -> None:  # noqa: FBT001
    script = PUBLISH.format(scheduled=place.startswith("release"))
    assert run(new_site, script, HAOWEN_FAILPOINT=place).returncode == -signal.SIGKILL
    looked = run(new_site, LOOK, HAOWEN_CLOCK_OFFSET="7200")
    assert looked.stdout.split() == [str(is_out), str(int(is_out)), *[str(is_out)] * 4], looked.stderr
