"""Entries of a live report pass one stage, one by one: first, or afterwards where the host set so; nobody passes their own."""

import datetime as dt

import pytest

from haowen.domain.articles import labelling, reporting, telling, trashing, vetting
from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import EntryReview, Kind, Label, Passer
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import MemberRole, Permission
from haowen.domain.publishers.permitting import set_rule
from haowen.kit import clock
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
TWO = (StageWanted("编辑", Passer.EDITORS, hours=1), StageWanted("终审", Passer.HOST))


@pytest.fixture
def report(published, bob):
    return published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE, by=bob)


@pytest.fixture
def chain(report, olga):
    return set_chain(report.publisher, TWO, by=olga, entries_stage=1)


def enter(report, user, text="水到了第三级台阶。"):
    return reporting.enter(report, title="", html=f"<p>{text}</p>", by=actor_of(user))


def review_of(entry):
    return EntryReview.objects.select_related("text__entry__article").get(text=entry.texts.last())


def seen(report):
    return [(one.number, one.html) for one in telling.entries(report.pk) if not one.is_removed]


def test_an_entry_comes_out_once_it_is_passed_and_stands_by_its_time(report, chain, alice, bob, dana):
    first, second = enter(report, bob, "甲"), enter(report, bob, "乙")
    assert (seen(report), list(telling.told(report))) == ([], [])
    assert [number for _article, number in vetting.waiting_for(alice)] == [2]
    assert vetting.waiting_for(dana) == []
    for user in (bob, dana):  # their own; not of this stage
        with pytest.raises(Refused):
            vetting.pass_entry(review_of(second), by=user)
    vetting.pass_entry(review_of(second), by=alice)
    assert seen(report) == [(2, "<p>乙</p>")]
    vetting.pass_entry(review_of(first), by=alice)
    assert seen(report) == [(2, "<p>乙</p>"), (1, "<p>甲</p>")]
    done = review_of(first)
    assert (done.stage_name, done.by_name) == ("编辑", "Alice")
    with pytest.raises(Refused):
        vetting.return_entry(done, by=alice, reason="太晚")


def test_a_returned_entry_is_never_seen_and_goes_again_once_it_was_corrected(report, chain, alice, bob):
    entry = enter(report, bob, "甲")
    with pytest.raises(Refused):
        vetting.return_entry(review_of(entry), by=alice, reason=" ")
    vetting.return_entry(review_of(entry), by=alice, reason="哪一级？")
    assert (seen(report), vetting.waiting_for(alice)) == ([], [])
    reporting.correct(entry, title="", html="<p>乙</p>", note="", by=actor_of(bob))
    vetting.pass_entry(review_of(entry), by=alice)
    (said,) = telling.entries(report.pk)
    assert (said.html, said.corrected_at) == ("<p>乙</p>", None)  # readers know of no other


def test_until_a_correction_is_passed_readers_have_what_was_said_before(report, chain, alice, bob):
    entry = enter(report, bob, "甲")
    vetting.pass_entry(review_of(entry), by=alice)
    reporting.correct(entry, title="", html="<p>乙</p>", note="数错了", by=actor_of(bob))
    reporting.correct(entry, title="", html="<p>丙</p>", note="数错了", by=actor_of(bob))
    assert seen(report) == [(1, "<p>甲</p>")]
    assert [one.text.plain for one in vetting.waiting()] == ["丙"]
    vetting.pass_entry(review_of(entry), by=alice)
    (said,) = telling.entries(report.pk)
    assert (said.html, said.note, said.corrected_at is not None) == ("<p>丙</p>", "数错了", True)


def test_where_the_host_set_so_entries_are_out_first_and_what_is_returned_leaves_a_word(report, alice, bob, olga):
    set_chain(report.publisher, TWO, by=olga, entries_stage=1, entries_go_first=True)
    entry, signed = enter(report, bob, "甲"), enter(report, bob, "乙")
    assert len(seen(report)) == 2
    vetting.pass_entry(review_of(signed), by=alice)
    vetting.return_entry(review_of(entry), by=alice, reason="不实")
    assert [(one.number, one.is_removed, one.html) for one in telling.entries(report.pk)] == [
        (2, False, "<p>乙</p>"), (1, True, ""),
    ]  # fmt: skip
    reporting.bring_back(entry, by=actor_of(bob))
    assert seen(report) == [(2, "<p>乙</p>")]


@pytest.fixture
def desk(dana, erin, olga):
    return dana, erin, olga


def test_who_may_pass_follows_the_host_and_the_members(report, chain, alice, bob, desk):
    dana, erin, olga = desk
    entry = enter(report, alice)
    assert vetting.passers(review_of(entry)) == []  # the only editor wrote it
    bob.memberships.update(role=MemberRole.EDITOR)
    assert vetting.passers(review_of(entry)) == [bob]
    reporting.correct(entry, title="", html="<p>第四级。</p>", note="", by=actor_of(bob))
    assert vetting.passers(review_of(entry)) == []  # one wrote it, the other put it right
    reporting.remove(entry, by=actor_of(bob))
    entry = enter(report, alice)
    bob.memberships.all().delete()
    with pytest.raises(Refused):
        vetting.pass_entry(review_of(entry), by=bob)
    set_chain(report.publisher, [StageWanted("值班", hours=1, people=(dana,), deputies=(erin,))], by=olga)
    assert vetting.passers(review_of(entry)) == [dana]
    assert vetting.overdue() == []
    with clock.telling(clock.now() + dt.timedelta(hours=2)):
        assert [(one.text.entry, stage.name) for one, stage in vetting.overdue()] == [(entry, "值班")]
        vetting.pass_entry(review_of(entry), by=erin)


def test_in_a_channel_that_is_looked_at_first_a_person_of_the_host_passes_entries(client, report, alice, bob, desk):
    dana, _erin, olga = desk
    set_rule(kind="", holds="", channel=None, permission=Permission.AFTER_REVIEW, by=olga)
    entry = enter(report, bob)
    assert vetting.passers(review_of(entry)) == list(desk)
    client.force_login(dana)
    assert {"href": "/studio/reviews", "count": 1}.items() <= client.get("/desk").context["counts"][-1].items()
    with pytest.raises(Refused):
        vetting.pass_entry(review_of(entry), by=alice)
    set_rule(kind="", holds="", channel=None, permission=Permission.AT_ONCE, by=olga)
    vetting.pass_entry(review_of(entry), by=alice)  # nobody is asked for any more
    assert len(seen(report)) == 1


def test_the_label_of_its_files_comes_out_with_the_entry(report, chain, alice, bob, monkeypatch):
    monkeypatch.setattr(labelling, "said_by", lambda _keys: "AIGC")
    entry = enter(report, bob)
    assert not Label.objects.exists()
    vetting.pass_entry(review_of(entry), by=alice)
    assert Label.objects.get().note == "AIGC"


def test_what_is_set_about_entries_must_be_a_stage(report, olga):
    with pytest.raises(Refused):
        set_chain(report.publisher, TWO, by=olga, entries_stage=3)


def test_a_thrown_away_report_goes_for_good_with_its_entries(article_factory, chain, alice, bob):
    draft = article_factory(by=bob, kind=Kind.LIVE)
    enter(draft, bob)
    trashing.trash(draft, by=actor_of(bob))
    assert vetting.waiting_for(alice) == []
    with clock.telling(clock.now() + dt.timedelta(days=31)):
        assert trashing.purge() == 1
    assert not EntryReview.objects.exists()
