"""Sums over a span, and what of them may be told."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from haowen.domain.audience import summing
from haowen.domain.audience.counting import Sums, add, count, hour_of
from haowen.domain.audience.models import Trait
from haowen.domain.audience.summing import Named
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
CHINA, LINE = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def traits(article, *counted, days_ago=1):
    sums = Sums()
    for value, readers in counted:
        sums.traits[article.pk, (now() - dt.timedelta(days=days_ago)).date(), "region", value] += readers
    add(sums)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ([], None),
        ([("DE", 20)], None),
        ([("DE", 11), ("FR", 9)], None),
        ([("DE", 21)], Named([("DE", 20)], 0)),
        ([("DE", 11), ("FR", 11)], Named([], 20)),
        ([("DE", 100), ("FR", 25), ("IS", 1)], Named([("DE", 100), ("FR", 30)], 0)),
        ([("DE", 100), ("FR", 20), ("IS", 6)], Named([("DE", 100)], 30)),
    ],
)
def test_a_country_is_told_above_twenty_readers_in_tens(published, counted, told):
    article = published()
    traits(article, *counted)
    traits(article, ("DE", 500), days_ago=0)  # a day that is not over
    assert summing.by_trait(article)[Trait.REGION] == told
    assert summing.by_trait(article.publisher)[Trait.REGION] == told
    assert summing.by_trait(article)[Trait.DEVICE] is None


def test_whoever_opens_many_articles_is_not_many_readers(published):
    articles = [published() for _ in range(3)]
    sums = Sums()
    for article in articles:
        sums.words[article.pk, now().date(), "somebody"] += 2
        sums.reads[article.pk, hour_of(now()), "small.example"]["opened"] += 2
        sums.traits[article.pk, (now() - dt.timedelta(days=1)).date(), "region", "IS"] += 10
    add(sums)
    publisher = articles[0].publisher
    assert summing.by_word(publisher) == Named([], 6)
    assert list(summing.by_source(publisher)) == [summing.ELSEWHERE]
    assert summing.by_trait(publisher)[Trait.REGION] is None


def test_a_publishers_sums_are_those_of_its_articles_and_of_no_others(published):
    one, other = published(), published()
    count(one.pk, opened=3, at=now(), source="front")
    count(other.pk, opened=4, at=now(), source="front")
    assert summing.by_source(one)["front"]["opened"] == 3
    assert summing.by_source(one.publisher)["front"]["opened"] == 7
    assert {key: totals["opened"] for key, totals in summing.by_article(one.publisher).items()} == {
        one.pk: 3,
        other.pk: 4,
    }


def test_an_hour_is_shown_on_the_sites_own_day_and_what_is_kept_by_the_day_on_that_day():
    evening = now().replace(hour=20, minute=0, second=0, microsecond=0)
    assert summing.day_of(evening, CHINA) == evening.date() + dt.timedelta(days=1)
    midnight = (evening - dt.timedelta(days=60)).replace(hour=0)
    assert summing.day_of(midnight, CHINA) == summing.day_of(midnight, LINE) == midnight.date()
