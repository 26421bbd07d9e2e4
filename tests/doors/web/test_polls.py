"""Polls on the page: the same for all visitors, answered by who is signed in, closed after their last day."""

import pytest
from lxml import html

from haowen.domain.people.acting import actor_of
from haowen.domain.readers import polling
from haowen.domain.readers.models import PollVote
from haowen.text import markup

pytestmark = pytest.mark.django_db
BODY = '<p>正文。</p><aside data-poll="{}"><p>修坝吗？</p><ul><li>要</li><li>不要</li></ul></aside>'


@pytest.fixture
def article(published):
    return published("要不要修一座坝", BODY.format("2999-01-01"))


@pytest.fixture
def address(article):
    return f"/a/{article.public_id}/polls/{markup.polls(article.revision.body.html)[0].key}"


def poll(client, article):
    root = html.fromstring(client.get(f"/a/{article.public_id}", headers={"Accept-Language": "en"}).content)
    (found,) = root.xpath("//section[@class='poll']")
    return found


def test_a_visitor_reads_it_and_is_led_to_sign_in(client, article, address) -> None:
    found = poll(client, article)
    assert found.xpath(".//ul[@class='asked']/li/text()") == ["要", "不要"]
    assert not found.xpath(".//form")
    assert found.xpath(".//a/@href") == [f"/accounts/login/?next=/a/{article.public_id}"]
    answer = client.post(address, {"option": "0"})
    assert (answer.status_code, "/accounts/login/" in answer["Location"]) == (303, True)
    assert not PollVote.objects.exists()


def test_a_reader_answers_changes_and_takes_back(client, article, address, carol, bob) -> None:
    polling.answer(article, address.rpartition("/")[2], 1, by=actor_of(bob))
    client.force_login(carol)
    assert len(poll(client, article).xpath(".//input[@type='radio']")) == 2
    assert client.post(address, {"option": "0"})["Location"].startswith(f"/a/{article.public_id}#poll-")
    found = poll(client, article)
    assert found.xpath("./ul[@class='bars']/li/b/text()") == ["50 %", "50 %"]
    assert found.xpath(".//input[@checked]/@value") == ["0"]
    for wrong in ("", "7", "x", "-1"):
        assert client.post(address, {"option": wrong}).status_code == 303
    assert polling.own(article.pk, [address.rpartition("/")[2]], carol.pk)
    client.post(address, {"undo": "1"})
    assert PollVote.objects.count() == 1


def test_a_closed_poll_shows_what_was_answered(client, published, carol) -> None:
    closed = published("已经问完的事情", BODY.format("2020-01-01"))
    client.force_login(carol)
    found = poll(client, closed)
    assert found.xpath("./ul[@class='bars']")
    assert not found.xpath(".//form")
    assert "closed" in found.text_content()
