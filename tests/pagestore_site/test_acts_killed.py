"""What writers do in the studio, killed at each place and at moments of chance: old or new, and every page agrees on which.

``HAOWEN_LONG=20`` kills so many more acts of each kind at moments of chance.
"""

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

import pytest
from django.db import connections
from django.test import Client

from haowen.derived.search.indexing import index
from haowen.domain.articles import filing, publishing, saving, scheduling
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Article, Autosave
from haowen.domain.channels.opening import open_channel
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import membership, opening
from haowen.domain.site import changing
from haowen.kit import pagestore, tasks
from haowen.kit.clock import now
from tests.conftest import make_user
from tests.pagestore_site.small_site import Snapshot
from tests.pagestore_site.workers import Workers, environ, plain

CHANCES = int(os.environ.get("HAOWEN_LONG") or 0)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0 if CHANCES else 120)]
OLD, NEW, PLANNED = "江水旧日的颜色", "江水新来的颜色", "江水明天的船队"
HOUR = dt.timedelta(hours=1)


class Studio:
    """An article that is out, one that is planned, and a writer who is signed in."""

    def __init__(self) -> None:
        """Fill an empty database."""
        olga, alice = make_user("olga", "operator"), make_user("alice")
        changing.change(olga, name="好文")
        channel = open_channel("science", "科学", "Science", 0)
        publisher = opening.open_publisher(handle="river_watch", name="河流观察", kind="organisation", tagline="")
        membership.add(publisher, alice, "owner")
        self.alice: User = alice
        self.article = saving.create(publisher, Draft(OLD, "<p>河。</p>"), by=actor_of(alice), channel=channel)
        saving.save(self.article, Draft(OLD, "<p>河水。</p>"), base=self.article.head, by=actor_of(alice))
        publishing.publish(self.article, by=actor_of(alice))
        self.planned = saving.create(publisher, Draft(PLANNED, "<p>船。</p>"), by=actor_of(alice), channel=channel)
        scheduling.schedule(self.planned, now() + HOUR, by=actor_of(alice))
        filing.file(self.article, by=actor_of(alice), history_shown_at=now())
        assert tasks.drain()
        Article.objects.filter(pk=self.planned.pk).update(scheduled_at=now())
        self.client = Client()
        self.client.force_login(alice)

    def _post(self, where: str, said: dict[str, str], **more: str) -> None:
        base = Article.objects.select_related("head").get(pk=self.article.pk).head
        assert base is not None
        self.client.post(f"/studio/a/{self.article.public_id}/{where}", {"base": base.public_id} | said, **more)

    def autosave(self) -> None:
        """Send what the editor sends at a pause."""
        said = {"title": NEW, "summary": "", "html": "<p>新。</p>", "references": [], "publisher": "", "base": "",
                "tab": "window-that-dies", "sequence": 1, "language": "zh-Hans"}  # fmt: skip
        self.client.post(f"/studio/a/{self.article.public_id}/autosaves", said, content_type="application/json")

    def save(self) -> None:
        """Send what the editor's form says."""
        self._post(
            "save",
            {
                "title": NEW,
                "body": "<p>新。</p>",
                "written": "html",
                "channel": "science",
                "kind": "article",
                "language": "zh-Hans",
                "series": "长河",
                "tags": "江",
            },
        )

    def publish(self) -> None:
        """Put the title right in the dialog, and publish."""
        self._post("publish", {"dialog": "1", "title": NEW, "channel": "science", "do": "publish", "history": "on"})

    def restore(self) -> None:
        """Bring the first revision back."""
        self._post("revisions/1/restore", {})

    def withdraw(self) -> None:
        """Take the article back."""
        self._post("withdraw", {})

    def trash(self) -> None:
        """Throw the article away."""
        self._post("trash", {})

    def release(self) -> None:
        """Bring out what is due, as the worker does."""
        scheduling.release_due()


ACTS = {
    "autosave": ("autosave.before_commit", "autosave.after_commit"),
    "save": ("revision.before_commit", "revision.after_commit"),
    "publish": ("revision.before_commit", "revision.after_commit", "publish.after_pointer", "publish.before_commit", "publish.after_commit"),
    "restore": ("revision.before_commit", "revision.after_commit"),
    "withdraw": ("withdraw.before_commit", "withdraw.after_commit"),
    "trash": ("trash.before_commit", "trash.after_commit"),
    "release": ("release.before_commit", "release.after_commit"),
}  # fmt: skip


class Stands(NamedTuple):
    """What the record says: what readers see, what was saved last, how it is filed, whether it is out, what was autosaved."""

    title: str
    head: str
    is_out: bool
    autosaves: int
    planned_is_out: bool
    filed: str = ""


def stands(studio: Studio) -> Stands:
    article = Article.objects.select_related("head__body", "series").get(pk=studio.article.pk)
    planned = Article.objects.get(pk=studio.planned.pk)
    assert article.head is not None
    head = f"{article.head.title}：{article.head.body.plain}"
    filed = " ".join([*(tag.name for tag in article.tags.all()), *([article.series.title] if article.series else [])])
    return Stands(article.title, head, article.is_published(), Autosave.objects.count(), planned.is_published(), filed)


BEFORE = Stands(OLD, f"{OLD}：河水。", is_out=True, autosaves=0, planned_is_out=False)
AFTER = {
    "autosave": BEFORE._replace(autosaves=1),
    "save": BEFORE._replace(head=f"{NEW}：新。", filed="江 长河"),
    "publish": BEFORE._replace(title=NEW, head=f"{NEW}：河水。"),
    "restore": BEFORE._replace(head=f"{OLD}：河。"),
    "withdraw": BEFORE._replace(is_out=False),
    "trash": BEFORE._replace(is_out=False),
    "release": BEFORE._replace(planned_is_out=True),
}
SAVED = BEFORE._replace(head=f"{NEW}：河水。")  # what the dialog states is saved, and the dialog shown again


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Workers:
    made = Workers(monkeypatch, number=1)
    made.at = now()
    return made


def killed(act: Callable[[], None], *, place: str = "", after: float | None = None) -> bool:
    """Do something in a process that dies at a failpoint, or after so many seconds; return whether it died."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        os.environ["HAOWEN_FAILPOINT"] = place
        try:
            act()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    pagestore.sweep()
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


LISTS = (("/", ""), ("/@river_watch", ""), ("/c/science", ""), ("/feed.rss", ""), ("/search", f"q={quote('江水')}"))


def disagreeing(studio: Studio, workers: Workers) -> list[str]:
    """Return the pages that do not say what the record says, once the tasks that were kept with it have run."""
    assert tasks.drain()
    workers.at = now()
    record = stands(studio)
    told = {
        OLD: record.is_out and record.title == OLD,
        NEW: record.is_out and record.title == NEW,
        PLANNED: record.planned_is_out,
    }
    found = []
    for path, query in LISTS:
        page = plain(workers.ask(0, environ(path, query, accept_encoding="br"))).decode()
        page = page.replace("<mark>", "").replace("</mark>", "")
        found += [f"{path}: {title}" for title, is_told in told.items() if (title in page) != is_told]
    answer = workers.ask(0, environ(f"/a/{studio.article.public_id}", accept_encoding="br"))
    is_shown = answer.status.startswith("200") and record.title in plain(answer).decode()
    old = workers.old() if CHANCES else []  # each page once more, made anew
    return found + old + ([] if is_shown == record.is_out else [f"article: {answer.status}"])


def tried(
    studio: Studio, start: Snapshot, workers: Workers, name: str, **how: object
) -> tuple[bool, Stands, list[str]]:
    """Warm every page, kill an act, and return whether it died, how things stand, and what disagrees."""
    start.restore()
    index(Article.objects.values_list("pk", flat=True))
    workers.forget()
    workers.at = now()
    for path, query in (*LISTS, (f"/a/{studio.article.public_id}", "")):
        workers.ask(0, environ(path, query, accept_encoding="br"))
    died = killed(getattr(studio, name), **how)  # type: ignore[arg-type]
    return died, stands(studio), disagreeing(studio, workers)


def test_an_act_that_dies_leaves_old_or_new_and_every_page_agrees(workers: Workers) -> None:
    studio = Studio()
    start = Snapshot()
    for name, places in ACTS.items():
        for place in places:
            died, stand, wrong = tried(studio, start, workers, name, place=place)
            is_done = place.endswith("after_commit")
            wanted = AFTER[name] if is_done else BEFORE
            if name == "publish" and place != "publish.after_commit":
                wanted = BEFORE if place == "revision.before_commit" else SAVED
            assert (name, place, died, stand, wrong) == (name, place, True, wanted, [])


def test_an_act_that_dies_by_chance_leaves_old_or_new_as_well(workers: Workers) -> None:
    studio = Studio()
    start = Snapshot()
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    seen: dict[str, set[Stands]] = {name: set() for name in ACTS}
    for name in ACTS if CHANCES else ("publish",):
        start.restore()
        begun = time.monotonic()
        assert not killed(getattr(studio, name))
        whole = time.monotonic() - begun
        for _turn in range(CHANCES or 1):
            _died, stand, wrong = tried(studio, start, workers, name, after=chance.uniform(0, 1.2 * whole))
            seen[name].add(stand)
            assert (seed, name, wrong) == (seed, name, [])
            assert stand in {BEFORE, AFTER[name], SAVED if name == "publish" else BEFORE}, (seed, name)
    outcomes = {name: len(found) for name, found in seen.items() if found}
    # Both outcomes were met: the moments of chance are not all too early, nor too late.
    assert not CHANCES or sum(outcomes.values()) > len(outcomes), outcomes
