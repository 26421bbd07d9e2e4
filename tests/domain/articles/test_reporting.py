"""Live reports: entries come out at once, are corrected in sight, pinned, taken back, and the end is declared."""

import pytest
from django.db import IntegrityError, transaction

from haowen.domain.articles import reporting, telling
from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import Kind, LiveText
from haowen.domain.people.acting import actor_of, host_actor
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(published):
    return published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE)


@pytest.fixture
def by(bob):
    return actor_of(bob)


def enter(report, by, text="水到了第三级台阶。", **more):
    return reporting.enter(report, title="", html=f"<p>{text}</p>", by=by, **more)


def texts(report, **asked):
    return [(one.number, one.html) for one in telling.entries(report.pk, **asked)]


def test_entries_are_numbered_and_read_in_both_orders(report, by) -> None:
    for text in "甲乙丙":
        enter(report, by, text)
    assert texts(report) == [(3, "<p>丙</p>"), (2, "<p>乙</p>"), (1, "<p>甲</p>")]
    assert texts(report, is_oldest_first=True, beyond=1) == [(2, "<p>乙</p>"), (3, "<p>丙</p>")]
    assert texts(report, beyond=2) == [(1, "<p>甲</p>")]


def test_a_correction_says_so_and_what_was_said_stays(report, by) -> None:
    entry = enter(report, by)
    reporting.correct(entry, title="", html="<p>水到了第四级台阶。</p>", note="台阶数错了", by=by)
    reporting.correct(entry, title="", html="<p>水到了第四级台阶。</p>", note="又一次", by=by)
    (said,) = telling.entries(report.pk)
    assert (said.html, said.note, said.corrected_at is not None) == ("<p>水到了第四级台阶。</p>", "台阶数错了", True)
    assert LiveText.objects.count() == 2
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        LiveText.objects.update(html="<p>别的</p>")
    assert list(telling.told(report)) == ["\n水到了第四级台阶。"]


def test_an_entry_is_pinned_and_taken_back(report, by) -> None:
    entry = enter(report, by, is_pinned=True)
    assert telling.entries(report.pk)[0].is_pinned
    reporting.remove(entry, by=by)
    (said,) = telling.entries(report.pk)
    assert (said.is_pinned, said.is_removed) == (False, True)
    assert list(telling.told(report)) == []
    reporting.bring_back(entry, by=by)
    assert not telling.entries(report.pk)[0].is_removed


def test_nothing_is_added_after_the_end_until_it_goes_on(report, by) -> None:
    reporting.end(report, by=by)
    reporting.end(report, by=by)
    with pytest.raises(Refused):
        enter(report, by)
    reporting.go_on(report, by=by)
    assert telling.ended_at(report.pk) is None
    assert enter(report, by).number == 1


@pytest.mark.parametrize("html", ["", "<p> </p>", "<p>" + "长" * 20_001 + "</p>"])
def test_empty_and_endless_entries_are_refused(report, by, html) -> None:
    with pytest.raises(Refused):
        reporting.enter(report, title="", html=html, by=by)
    assert texts(report) == []


def test_what_is_foul_in_an_entry_is_cleaned(report, by) -> None:
    reporting.enter(report, title="", html='<p onclick="x">甲<script>x</script></p>', by=by)
    assert texts(report) == [(1, "<p>甲</p>")]


def test_who_may_not_publish_may_not_report(report, by, mallory, olga, published) -> None:
    with pytest.raises(Refused):
        enter(report, actor_of(mallory))
    with pytest.raises(Refused):
        enter(published("不是实况的一篇"), by)
    set_chain(report.publisher, [StageWanted("复审")], by=olga)
    assert enter(report, by).number == 1
    assert texts(report) == []  # somebody passes it first
    assert enter(report, host_actor()).number == 2
    assert [number for number, _html in texts(report)] == [2]
