import datetime as dt

import pytest
from django.core import mail

from haowen.domain.articles import reporting, vetting
from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import Kind, Passer
from haowen.domain.articles.passing import pass_stage
from haowen.domain.articles.publishing import SentToReviewError, publish
from haowen.domain.people.acting import actor_of
from haowen.doors.mail.reviews import remind_of_reviews, tell_entry_writer
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def told():
    said = sorted(letter.to[0] for letter in mail.outbox)
    mail.outbox = []
    return said


def test_each_is_reminded_once_of_a_stage_that_is_overdue(article_factory, alice, bob, dana, erin, olga, publisher, settings):  # fmt: skip # noqa: PLR0917 - the whole cast
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    named = StageWanted("终审", hours=2, people=(dana,), deputies=(erin,))
    set_chain(publisher, [StageWanted("复审", Passer.EDITORS, hours=4), named], by=olga)
    article = article_factory("江水为什么绿了", by=bob)
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    start = now()
    remind_of_reviews.call()
    assert told() == []
    with telling(start + 5 * HOUR):
        remind_of_reviews.call()
        assert "江水为什么绿了" in mail.outbox[0].body
        assert told() == ["alice@example.org"]
        remind_of_reviews.call()
        assert told() == []
        pass_stage(article.reviews.get(), by=alice, revision=article.head.public_id)
    with telling(start + 8 * HOUR):
        remind_of_reviews.call()
        assert told() == ["dana@example.org", "erin@example.org"]  # the deputy can pass it now as well


def test_entries_of_a_live_report_are_reminded_of_and_a_returned_one_is_told_to_its_writer(
    published, alice, bob, olga, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    report = published("江水为什么绿了", kind=Kind.LIVE, by=bob)
    set_chain(report.publisher, [StageWanted("复审", Passer.EDITORS, hours=1)], by=olga)
    for text in "甲乙":
        reporting.enter(report, title="", html=f"<p>{text}</p>", by=actor_of(bob))
    first, _second = vetting.waiting()
    with telling(now() + 2 * HOUR):
        remind_of_reviews.call()
        assert f"/studio/reviews/{report.public_id}/entries" in mail.outbox[0].body
        assert told() == ["alice@example.org"]
        remind_of_reviews.call()
        assert told() == []
        vetting.return_entry(first, by=alice, reason="哪一级台阶？")
        tell_entry_writer.call(review_id=first.pk)
        tell_entry_writer.call(review_id=first.pk)
        assert "哪一级台阶？" in mail.outbox[0].body
        assert told() == ["bob@example.org"]
