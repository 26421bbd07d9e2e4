"""Lists change by the clock alone, and pages know until when they hold."""

import datetime as dt

import pytest
import time_machine

from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.headlines.models import Place
from haowen.domain.headlines.placing import place
from haowen.domain.statements.issuing import issue
from haowen.doors.web.clockwork import timed
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.kit.pagestore.recording import recording

pytestmark = pytest.mark.django_db


def held_until() -> float | None:
    pagestore.forget()
    with recording(now().timestamp()) as record:
        timed()
    return record.until


def test_a_list_holds_until_the_next_edge(published, erin) -> None:
    assert held_until() is None
    soon, later = now() + dt.timedelta(hours=1), now() + dt.timedelta(hours=5)
    place(published(), Place.LEAD, starts_at=now(), until=later, by=erin)
    assert held_until() == pytest.approx(later.timestamp(), abs=1)
    under = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id="h", until=soon)
    restrict(published(), ArticleEffect.WITHHELD, under=under, until=soon)
    assert held_until() == pytest.approx(soon.timestamp(), abs=1)


def test_an_article_comes_back_when_its_term_ends(client, published, channel) -> None:
    article = published(channel=channel)
    soon = now() + dt.timedelta(hours=1)
    under = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id="h", until=soon)
    restrict(article, ArticleEffect.WITHHELD, under=under, until=soon)
    pagestore.forget()
    assert article.public_id not in client.get("/c/science").content.decode()
    with time_machine.travel(soon + dt.timedelta(seconds=1)):
        pagestore.forget()
        assert article.public_id in client.get("/c/science").content.decode()
