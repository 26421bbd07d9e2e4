import datetime as dt

import pytest

from haowen.domain.articles.deciding import tell_of_ended
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import save
from haowen.domain.audience.comparing import Counted
from haowen.domain.audience.models import HourlyTitles
from haowen.domain.people.acting import actor_of
from haowen.doors.studio.titles import verdict
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
SECOND = "河水一夜涨三厘米"


@pytest.fixture
def tried(article_factory, bob, client):
    client.force_login(bob)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    article = article_factory(by=bob)
    save(article, Draft(article.title, "<p>河水涨了。</p>", second_title=SECOND), base=article.head, by=actor_of(bob))
    return publish(article, by=actor_of(bob))


def address(article):
    return f"/studio/a/{article.public_id}/titles"


def test_until_the_day_is_over_no_verdict_is_given(tried, client):
    said = client.get(address(tried)).content.decode()
    assert SECOND in said
    assert "whoever looks early" in said
    assert 'value="second"' not in said


def test_after_the_day_the_writer_takes_one(tried, client):
    HourlyTitles.objects.create(article=tried, hour_at=now(), title="second", shown=100, followed=30)
    HourlyTitles.objects.create(article=tried, hour_at=now(), title="first", shown=100, followed=3)
    with telling(now() + dt.timedelta(hours=24)):
        client.force_login(tried.head.made_by.user)  # the session of yesterday is over
        assert "hardly chance" in client.get(address(tried)).content.decode()
        tell_of_ended()
        dialog = address(tried).replace("titles", "publish")
        assert "yours to decide" in client.get(dialog).content.decode()
        assert client.post(address(tried), {"keep": "second"}).status_code == 303
        assert "The second title was taken." in client.get(address(tried)).content.decode()
        assert "yours to decide" not in client.get(dialog).content.decode()
    tried.refresh_from_db()
    assert tried.title == SECOND


def test_what_was_decided_is_not_decided_again(tried, client):
    assert client.post(address(tried), {"keep": "first"}).status_code == 303
    assert client.post(address(tried), {"keep": "first"}).status_code == 422
    assert client.post(address(tried), {"keep": "third"}).status_code == 422


def test_without_a_second_title_there_is_no_such_page(published, bob, client):
    client.force_login(bob)
    assert client.get(address(published())).status_code == 404


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (Counted(100, 3), Counted(100, 30), "less than 0.1 of 100"),
        (Counted(100, 10), Counted(100, 12), "can well be chance"),
        (Counted(50, 5), Counted(100, 10), "drew the same"),
        (Counted(0, 0), Counted(100, 10), "nothing to compare"),
    ],
)
def test_a_sentence_says_whether_it_can_be_chance(first, second, words):
    assert words in verdict(first, second)
