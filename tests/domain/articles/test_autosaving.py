"""Autosaves: acknowledged, in order, made revisions when the writer rests, thinned later."""

import datetime as dt

import pytest

from haowen.domain.articles import autosaving
from haowen.domain.articles.autosaving import Window, Written
from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.emptying import WouldEmptyError
from haowen.domain.articles.models import Article, Autosave, Cause
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
TEXT = "<p>河水在夜里涨了三厘米。</p>"


@pytest.fixture
def article(article_factory, bob):
    return article_factory(html=TEXT, by=bob, references=(DraftReference("水文年鉴", "r1"),))


def keep(article, bob, html, sequence=1, tab="window-1", **said):
    written = Written(said.pop("title", "标题"), said.pop("summary", ""), html, said.pop("references", ()))
    return autosaving.autosave(
        article, written, Window(tab, sequence), base=said.pop("base", article.head), by=actor_of(bob), **said
    )


def test_what_was_handed_in_stands_until_it_is_in_a_revision(article, bob, alice):
    kept = keep(
        article,
        bob,
        TEXT + "<p>又写了一段。</p>",
        title="新题",
        summary="摘要",
        references=(DraftReference("新来源", "r2", accessed_on="2026-06-01"),),
    )
    assert autosaving.standing(article, actor_of(bob)) == kept
    assert autosaving.standing(article, actor_of(alice)) is None
    revision = autosaving.settle(kept, cause=Cause.IDLE)
    assert (revision.title, revision.summary, revision.cause) == ("新题", "摘要", Cause.IDLE)
    assert "又写了一段" in revision.body.plain
    assert [(row.title, str(row.accessed_on)) for row in revision.references.all()] == [("新来源", "2026-06-01")]
    assert autosaving.standing(article, actor_of(bob)) is None


def test_what_arrives_late_or_twice_takes_the_place_of_nothing(article, bob):
    second = keep(article, bob, TEXT + "<p>二</p>", sequence=2)
    assert keep(article, bob, TEXT + "<p>一</p>", sequence=1) == second
    assert keep(article, bob, TEXT + "<p>二</p>", sequence=2) == second
    assert Autosave.objects.count() == 1


def test_two_windows_of_one_person_stand_beside_each_other(article, bob):
    keep(article, bob, TEXT + "<p>甲</p>", tab="window-1")
    keep(article, bob, TEXT + "<p>乙</p>", tab="window-2")
    with telling(now() + dt.timedelta(minutes=11)):
        assert autosaving.settle_idle() == 2
    article.refresh_from_db()
    assert "甲" in article.head.body.plain
    assert "乙" in article.head.body.plain


def test_nothing_is_made_a_revision_while_somebody_writes(article, bob):
    keep(article, bob, TEXT + "<p>一</p>")
    with telling(now() + dt.timedelta(minutes=9)):
        assert autosaving.settle_idle() == 0


def test_a_window_that_is_left_makes_a_revision(article, bob):
    keep(article, bob, TEXT + "<p>一</p>")
    assert autosaving.leave(article, by=actor_of(bob), tab="window-1").cause == Cause.LEAVE
    assert autosaving.leave(article, by=actor_of(bob), tab="window-1") is None


@pytest.mark.parametrize("html", ["", "<p></p>", "<p>河</p>"])
def test_emptying_the_text_needs_a_yes(article, bob, html):
    with pytest.raises(WouldEmptyError):
        keep(article, bob, html)
    assert Autosave.objects.count() == 0
    assert keep(article, bob, html, may_empty=True).pk


def test_the_first_words_make_an_article_once(publisher, bob):
    def begin(sequence, html):
        said = Written("题", "", html)
        return autosaving.begin(publisher, said, Window("window-9", sequence), by=actor_of(bob), language="zh-Hans")

    first, again = begin(1, "<p>一</p>"), begin(2, "<p>一二</p>")
    assert first.article == again.article
    assert Article.objects.get().title == "题"
    revision = autosaving.settle(again, cause=Cause.IDLE)
    assert (revision.number, revision.body.plain) == (1, "一二")


def test_after_a_day_one_in_five_minutes_is_kept_and_always_the_last(article, bob):
    start = now().replace(minute=0, second=0, microsecond=0)
    for number in range(1, 13):
        with telling(start + dt.timedelta(minutes=number)):
            keep(article, bob, TEXT + f"<p>{number}</p>", sequence=number)
    with telling(start + dt.timedelta(hours=23)):
        assert autosaving.thin() == 0
    with telling(start + dt.timedelta(hours=26)):
        autosaving.thin()
        assert list(Autosave.objects.order_by("sequence").values_list("sequence", flat=True)) == [4, 9, 12]
        assert autosaving.thin() == 0
