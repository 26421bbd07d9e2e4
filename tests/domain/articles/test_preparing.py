"""What is to come out with a next text."""

import pytest

from haowen.domain.articles.preparing import Along, forget, prepare, prepared
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def test_it_comes_back_as_it_was_given(published, channel):
    article, moment = published(), now()
    along = Along(
        {"channel": channel, "licence": "CC BY 4.0", "history_shown_at": moment, "translation_of": None}, "改了。"
    )
    prepare(article, Along({"licence": "old"}))
    prepare(article, along)
    assert prepared(article) == along
    forget(article)
    assert prepared(article) == Along()


def test_what_has_gone_meanwhile_is_left_out(published):
    article, other = published(), published()
    prepare(article, Along({"translation_of": other}))
    article.prepared.filed["translation_of"] = 987_654
    article.prepared.save()
    assert prepared(article) == Along()


def test_whoever_withdraws_an_article_wants_it_no_more(published):
    article = published()
    prepare(article, Along({"licence": "CC BY 4.0"}))
    withdraw(article, by=host_actor())
    assert prepared(article) == Along()
