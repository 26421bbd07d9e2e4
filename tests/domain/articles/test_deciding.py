import datetime as dt

import pytest

from haowen.domain.articles.deciding import keep_first, take_second, tell_of_ended
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
SECOND = "河水一夜涨三厘米"


@pytest.fixture
def trial(article_factory, bob):
    article = article_factory(by=bob)
    save(article, Draft(article.title, "<p>河水涨了。</p>", second_title=SECOND), base=article.head, by=actor_of(bob))
    return publish(article, by=actor_of(bob)).title_trials.get()


def loaded(trial):
    return type(trial).objects.select_related("article__head__body", "article__publisher").get(pk=trial.pk)


def test_the_first_can_be_kept_at_any_time(trial, bob):
    keep_first(loaded(trial), by=actor_of(bob))
    article = loaded(trial).article
    assert (article.title_trial, article.title, loaded(trial).outcome) == (None, "水位为什么会变", "first")


def test_the_second_is_taken_by_a_new_revision_that_comes_out(trial, bob):
    with telling(now() + dt.timedelta(hours=24)):
        made = take_second(loaded(trial), by=actor_of(bob))
    article = loaded(trial).article
    assert (made.title, made.second_title) == (SECOND, "")
    assert (article.title, article.revision, article.title_trial) == (SECOND, made, None)


def test_what_is_unpublished_does_not_come_out_with_the_second(trial, bob):
    article = trial.article
    save(article, Draft(article.title, "<p>还没写完。</p>", second_title=SECOND), base=article.head, by=actor_of(bob))
    with telling(now() + dt.timedelta(hours=24)):
        made = take_second(loaded(trial), by=actor_of(bob))
    article.refresh_from_db()
    assert (article.head, article.title) == (made, "水位为什么会变")
    assert made.body.plain == "还没写完。"


def test_before_the_day_is_over_the_second_is_not_taken(trial, bob):
    with telling(now() + dt.timedelta(hours=23)), pytest.raises(Refused, match="not over"):
        take_second(loaded(trial), by=actor_of(bob))


def test_it_is_decided_once(trial, bob):
    keep_first(loaded(trial), by=actor_of(bob))
    with pytest.raises(Refused, match="already"):
        keep_first(trial, by=actor_of(bob))


def test_writers_are_told_once_that_the_day_is_over(trial, bob):
    assert tell_of_ended() == 0
    with telling(now() + dt.timedelta(hours=24)):
        assert (tell_of_ended(), tell_of_ended()) == (1, 0)
        assert [note.kind for note in trial.article.notes.all()] == ["titles"]
        keep_first(loaded(trial), by=actor_of(bob))
        assert tell_of_ended() == 0
