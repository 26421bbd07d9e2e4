"""Answering polls: one answer a person, changed and taken back, as long as the article asks it and it is open."""

import datetime as dt

import pytest

from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.readers import polling
from haowen.domain.readers.models import Poll, PollVote
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from haowen.text import markup

pytestmark = pytest.mark.django_db


def body(question="修坝吗？", until=""):
    return f'<p>正文。</p><aside data-poll="{until}"><p>{question}</p><ul><li>要</li><li>不要</li></ul></aside>'


def key(article):
    return markup.polls(article.revision.body.html)[0].key


def test_one_answer_a_person_that_may_be_changed(published, carol, bob) -> None:
    article = published(html=body())
    for who, option in ((carol, 0), (carol, 1), (bob, 1)):
        polling.answer(article, key(article), option, by=actor_of(who))
    assert polling.counts(article.pk, [key(article)])[key(article)] == {1: 2}
    assert polling.own(article.pk, [key(article)], carol.pk) == {key(article): 1}
    polling.take_back(article, key(article), by=actor_of(carol))
    assert PollVote.objects.count() == 1


def test_answers_outlive_an_edit_and_a_changed_question_begins_anew(published, carol) -> None:
    article = published(html=body())
    first = key(article)
    polling.answer(article, first, 0, by=actor_of(carol))

    def edit(html):
        save(article, Draft(article.title, html), base=article.head, by=host_actor())
        return publish(article, by=host_actor())

    article = edit(body() + "<p>又一段。</p>")
    assert polling.counts(article.pk, [key(article)])[first] == {0: 1}
    article = edit(body("修桥吗？"))
    assert not polling.counts(article.pk, [key(article)])[key(article)]
    with pytest.raises(Refused):
        polling.answer(article, first, 1, by=actor_of(carol))
    assert Poll.objects.count() == 1


@pytest.mark.parametrize("option", [-1, 2, 9])
def test_an_answer_that_nobody_offered_is_refused(published, carol, option) -> None:
    article = published(html=body())
    with pytest.raises(Refused):
        polling.answer(article, key(article), option, by=actor_of(carol))
    assert not Poll.objects.exists()


def test_a_poll_is_open_until_the_end_of_its_last_day(published, carol) -> None:
    today = now().astimezone(dt.UTC).date()
    article = published(html=body(until=f"{today - dt.timedelta(days=2)}"))
    with pytest.raises(Refused):
        polling.answer(article, key(article), 0, by=actor_of(carol))
    article = published(html=body("另一问？", until=f"{today + dt.timedelta(days=1)}"))
    polling.answer(article, key(article), 0, by=actor_of(carol))
