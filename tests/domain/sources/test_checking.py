"""Whether cited addresses still lead anywhere, with a clock that is moved."""

import datetime as dt
from collections import Counter

import pytest

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.sources import checking, naming
from haowen.domain.sources.models import Link
from haowen.kit import outbound, pagestore
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
URL = "https://river.example/a"


class Web:
    """Answers by address: a status, or an error. Notes who was asked, and when."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []
        self.leads, self.pages, self.large = {}, {}, set()

    def __call__(self, url):
        self.asked.append((now(), url))
        said = self.answers.get(url.rpartition("/")[2], 200)
        if isinstance(said, Exception):
            raise said
        return outbound.Answer(self.leads.get(url, url), said, "text/html", b"")

    def read(self, url):
        if url in self.large:
            raise outbound.UnwantedError(f"{url} is larger")
        return outbound.Answer(url, 200, "text/html", self.pages.get(url, b"<title>a page</title>"))


@pytest.fixture
def cited(published):
    """An article that cites ``/a`` and ``/b`` of two hosts; both are due."""
    rows = (DraftReference("甲", "r1", url=URL), DraftReference("乙", "r2", url="https://other.example/b"))
    article = published(references=rows)
    naming.watch(article.pk)
    Link.objects.update(due_at=now())
    return article


def run(web, days, moment=None):
    """Let so many days pass, looking twice a day."""
    moment = moment or now()
    for _step in range(days * 2):
        moment += dt.timedelta(hours=12)
        with telling(moment):
            checking.check(web, web.read)
    return moment


def test_what_is_gone_is_asked_three_times_before_it_is_called_dead(cited, monkeypatch) -> None:
    spoiled = []
    monkeypatch.setattr(pagestore, "announce", spoiled.extend)
    web, begin = Web(a=404), now()
    moment = run(web, 1)
    link = Link.objects.get(url=URL)
    assert (link.died_on, link.failures) == (None, 1)
    moment = run(web, 6, moment)
    link.refresh_from_db()
    assert [url for _at, url in web.asked].count(URL) == 3
    assert link.died_on in {begin.date(), begin.date() + dt.timedelta(days=1)}
    assert f"article:{cited.pk}" in spoiled
    web.answers = {}
    run(web, 32, moment)
    link.refresh_from_db()
    assert (link.died_on, link.failures) == (None, 0)


def test_a_page_that_says_it_is_none_counts_as_gone(cited) -> None:
    web = Web()
    web.pages[URL] = "<title>404 - 页面不存在</title>".encode()
    web.leads["https://other.example/b"] = "https://other.example/"  # too short to tell: perhaps it was moved there
    run(web, 8)
    assert Link.objects.get(url=URL).died_on is not None
    assert Link.objects.exclude(url=URL).get().failures == 0
    web.large.add(URL)
    run(web, 40, now() + dt.timedelta(days=8))
    assert Link.objects.get(url=URL).died_on is None


@pytest.mark.parametrize("answer", [200, 401, 403, 429, 405, 206])
def test_who_answers_is_alive_also_when_we_are_kept_out(cited, answer) -> None:
    run(Web(a=answer), 40)
    assert Link.objects.get(url=URL).failures == 0


@pytest.mark.parametrize("answer", [500, 503, outbound.OutboundError("no answer in time")])
def test_what_cannot_answer_just_now_is_dead_only_after_a_month(cited, answer) -> None:
    moment = run(Web(a=answer), 25)
    assert Link.objects.get(url=URL).died_on is None
    run(Web(a=answer), 20, moment)
    assert Link.objects.get(url=URL).died_on is not None


def test_where_no_name_is_known_at_all_it_is_we_who_are_cut_off(cited) -> None:
    gone = outbound.NoHostError("no host")
    run(Web(a=gone, b=gone), 10)
    assert not Link.objects.exclude(died_on=None).exists()
    moment = now() + dt.timedelta(days=10)
    for _day in range(6):
        Link.objects.filter(host="other.example").update(due_at=moment)
        moment = run(Web(a=gone), 1, moment)
    assert Link.objects.get(url=URL).died_on is not None


def test_a_private_address_is_never_called_dead(cited) -> None:
    run(Web(a=outbound.ForbiddenAddressError("private")), 40)
    assert Link.objects.get(url=URL).died_on is None


def test_what_nobody_cites_any_more_is_let_go(cited) -> None:
    withdraw(cited, by=host_actor())
    web = Web()
    run(web, 2)
    assert web.asked == []
    assert not Link.objects.exclude(due_at=None).exists()


def test_a_host_is_asked_one_thing_at_a_time_and_a_day_has_its_bound(published, monkeypatch) -> None:
    monkeypatch.setattr(checking, "A_DAY", 30)
    rows = tuple(DraftReference("源", f"r{n}", url=f"https://h{n % 4}.example/{n}") for n in range(60))
    naming.watch(published(references=rows).pk)
    Link.objects.update(due_at=now())
    web, moment = Web(), now()
    for _step in range(40):
        moment += dt.timedelta(minutes=5)
        with telling(moment):
            checking.check(web, web.read)
    at_once = Counter((at, url.split("/")[2]) for at, url in web.asked)
    assert max(at_once.values()) == 1
    assert len(web.asked) <= 30 + checking.AT_ONCE
    assert len({url for _at, url in web.asked}) == len(web.asked)


def test_what_lives_is_asked_again_weeks_later_spread_over_days(published) -> None:
    rows = tuple(DraftReference("源", f"r{n}", url=f"https://h{n}.example/{n}") for n in range(12))
    naming.watch(published(references=rows).pk)
    Link.objects.update(due_at=now())
    checking.check(Web(), Web().read)
    due = [link.due_at - now() for link in Link.objects.all()]
    assert min(due) > dt.timedelta(weeks=3)
    assert max(due) - min(due) > dt.timedelta(days=1)
