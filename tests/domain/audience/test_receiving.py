"""From beacons to sums."""

import datetime as dt

import pytest
from django.db import DatabaseError, connections

from haowen.domain.articles.models import TitleTrial
from haowen.domain.audience import counting, receiving, seen
from haowen.domain.audience.comparing import Counted, counted
from haowen.domain.audience.models import (
    CoReading,
    DailyReaders,
    DailyTrait,
    HourlyReads,
    HourlyShows,
    HourlyTitles,
    SearchWord,
)
from haowen.domain.audience.receiving import Receiver
from haowen.domain.audience.tasks import BY_THE_DAY, BY_THE_HOUR, WORDS_KEPT, forget_readers, thin_sums
from haowen.kit.beacons import Beacon
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
CAROL, DANA = b"carol...", b"dana...."


@pytest.fixture
def receive(monkeypatch):
    monkeypatch.setattr(receiving, "close_old_connections", lambda: None)  # the tests' transaction is never committed
    seen.forget()
    receiver = Receiver()
    start = now().replace(minute=10)

    def take(*said, by=CAROL, network=b"network.", after=0, **traits):
        receiver([Beacon(start + after * SECOND, by, network, [list(one) for one in said], **traits)])

    return take


def read_through(receive, article, **given):
    receive(["opened", article.public_id, "/"], **given)
    later = {**given, "after": given.get("after", 0) + 60}
    receive(["viewed", article.public_id, "/", 50, 1], **later)


def sums(article):
    fields = ("opened", "lasting", "quarter", "half", "most", "finished", "shared", "seconds")
    return {
        name: number
        for row in HourlyReads.objects.filter(article=article).values(*fields)
        for name, number in row.items()
        if number
    }


def test_a_reader_counts_once_a_day(published, receive):
    article = published()
    for number in range(3):
        receive(["opened", article.public_id, "/"], ["shared", article.public_id], after=number)
    assert sums(article) == {"opened": 1, "shared": 1}
    receive(["opened", article.public_id, "/"], by=DANA)
    assert sums(article)["opened"] == 2
    with telling(now() + dt.timedelta(days=1)):
        receive(["opened", article.public_id, "/"])
    assert sums(article)["opened"] == 3


def test_time_in_view_makes_a_lasting_read_and_how_far_is_kept(published, receive):
    article = published()
    receive(["opened", article.public_id, "/"])
    receive(["viewed", article.public_id, "/", 10, 0.6], after=10)
    assert sums(article) == {"opened": 1, "quarter": 1, "half": 1, "seconds": 10}
    receive(["viewed", article.public_id, "/", 8, 0.95], after=20)
    assert sums(article) == {
        "opened": 1, "lasting": 1, "quarter": 1, "half": 1, "most": 1, "finished": 1, "seconds": 18
    }  # fmt: skip


def test_nobody_has_read_for_longer_than_it_was_open(published, receive):
    article = published()
    receive(["opened", article.public_id, "/"])
    receive(["viewed", article.public_id, "/", 900, 1], after=2)
    assert sums(article)["seconds"] == 3
    assert "lasting" not in sums(article)


def test_where_from_lists_and_search_words_are_sums(published, receive):
    article = published()
    receive(["shown", article.public_id, "related"], ["shown", article.public_id, "related"])
    receive(["followed", article.public_id, "related"], ["shown", article.public_id, "hot"], by=DANA)
    receive(["opened", article.public_id, "/search?q=River"], by=DANA)
    receive(["shown", article.public_id, "front"])
    assert list(HourlyShows.objects.order_by("place").values_list("place", "shown", "first", "followed")) == [
        ("front", 1, 0, 0), ("hot", 1, 1, 0), ("related", 1, 1, 1)
    ]  # fmt: skip
    assert list(SearchWord.objects.values_list("word", "times")) == [("river", 1)]
    assert list(HourlyReads.objects.values_list("source", "opened")) == [("search", 1)]


def test_device_and_country_are_sums_of_a_day_and_a_reader_of_a_publisher_counts_once(published, receive):
    one, other = published(), published()
    for article in (one, other, one):
        receive(["opened", article.public_id, "/"], device="phone", region="CN-GD")
    receive(["opened", one.public_id, "/"], by=DANA, device="computer")
    receive(["shown", one.public_id, "hot"], by=b"erin....", device="tablet")
    rows = DailyTrait.objects.filter(article=one).order_by("trait", "value").values_list("trait", "value", "readers")
    assert list(rows) == [("device", "computer", 1), ("device", "phone", 1), ("region", "CN-GD", 1)]
    assert list(DailyReaders.objects.values_list("publisher", "readers")) == [(one.publisher_id, 2)]


def test_articles_read_on_one_day_make_pairs_and_nobody_is_named(published, receive):
    one, other, third = published(), published(), published()
    read_through(receive, one)
    read_through(receive, other)
    receive(["opened", third.public_id, "/"])
    read_through(receive, third, by=DANA)
    assert list(CoReading.objects.values_list("one", "other", "times")) == [(one.pk, other.pk, 1)]


def test_what_is_unknown_or_no_longer_there_is_left_out(published, receive, article_factory):
    draft = article_factory()
    receive(["opened", "zzzzzzzzzz", "/"], ["opened", draft.public_id, "/"])
    counting.count(987654, opened=1, at=now())
    assert not HourlyReads.objects.exists()


def test_one_network_does_not_make_an_article_read(published, receive):
    article = published()
    for number in range(receiving.OF_NETWORK_AND_ARTICLE_AN_HOUR + 20):
        read_through(receive, article, by=number.to_bytes(8))
    assert sums(article)["opened"] == receiving.OF_NETWORK_AND_ARTICLE_AN_HOUR
    assert sums(article)["lasting"] == receiving.OF_NETWORK_AND_ARTICLE_AN_HOUR
    read_through(receive, article, by=DANA, network=b"another.")
    assert sums(article)["opened"] == receiving.OF_NETWORK_AND_ARTICLE_AN_HOUR + 1
    assert DailyReaders.objects.get().readers == receiving.OF_NETWORK_AND_ARTICLE_AN_HOUR + 1


def test_whoever_opens_faster_than_people_read_does_not_count(published, receive):
    articles = [published() for _ in range(receiving.OF_READER_A_MINUTE + 3)]
    receive(*[["opened", article.public_id, "/"] for article in articles])
    assert sum(row.opened for row in HourlyReads.objects.all()) == receiving.OF_READER_A_MINUTE


def test_sums_that_could_not_be_added_come_with_the_next_batch(published, receive, monkeypatch):
    article = published()

    def fail(_sums):
        raise DatabaseError("locked")

    with monkeypatch.context() as broken:
        broken.setattr(counting, "add", fail)
        receive(["opened", article.public_id, "/"])
    receive(["opened", article.public_id, "/"], by=DANA)
    assert sums(article)["opened"] == 2


def test_the_memory_of_a_day_goes_with_it(published, receive):
    receive(["opened", published().public_id, "/"])
    with telling(now() + dt.timedelta(days=1)):
        forget_readers.call()
    names = connections["cache"].introspection.table_names()
    assert not [name for name in names if name.startswith("audience_seen")]


def test_old_hours_become_days_and_old_words_are_forgotten(published):
    article = published()
    day = (now() - BY_THE_HOUR - dt.timedelta(days=3)).replace(hour=0, minute=0, second=0, microsecond=0)
    for hour in (0, 5, 23):
        counting.count(article.pk, opened=1, seconds=10, at=day.replace(hour=hour), source="front")
    counting.count(article.pk, opened=1, at=now())
    HourlyShows.objects.create(article=article, hour_at=day.replace(hour=3), place="hot", shown=4)
    for age in (dt.timedelta(), WORDS_KEPT + dt.timedelta(days=2)):
        SearchWord.objects.create(article=article, day=(now() - age).date(), word="river", times=1)
    for _ in range(2):
        thin_sums.call()
        rows = HourlyReads.objects.filter(hour_at__lt=day + dt.timedelta(days=1))
        assert list(rows.values_list("hour_at", "source", "opened", "seconds")) == [(day, "front", 3, 30)]
        assert HourlyReads.objects.count() == 2
        assert list(HourlyShows.objects.values_list("hour_at", "shown")) == [(day, 4)]
        assert SearchWord.objects.count() == 1


def test_old_days_of_devices_become_months(published):
    article = published()
    month = (now() - BY_THE_DAY - dt.timedelta(days=40)).date().replace(day=1)
    for day in (month, month.replace(day=9), month.replace(day=20), now().date()):
        DailyTrait.objects.create(article=article, day=day, trait="device", value="phone", readers=3)
    for _ in range(2):
        thin_sums.call()
        assert list(DailyTrait.objects.order_by("day").values_list("day", "readers")) == [(month, 9), (now().date(), 3)]


def test_a_reader_counts_under_the_title_that_was_shown_first(published, receive):
    article = published()
    trial = TitleTrial.objects.create(
        article=article, first="甲", second="乙", started_at=now() - dt.timedelta(hours=2), ends_at=now() + dt.timedelta(hours=9)
    )  # fmt: skip
    shown, followed = (
        lambda title, place="front", what=what: [what, article.public_id, place, title]
        for what in ("shown", "followed")
    )
    receive(shown("first"), shown("second", "channel"), followed("second", "channel"))
    receive(shown("second"), followed("second"), followed("second", "channel"), by=DANA)
    assert counted(trial) == (Counted(1, 0), Counted(1, 1))
    assert HourlyShows.objects.filter(article=article).count() == 2  # lists are counted as ever


def test_titles_count_while_they_are_tried_alone(published, receive):
    article = published()
    receive(["shown", article.public_id, "front", "second"])
    assert not HourlyTitles.objects.exists()
    assert HourlyShows.objects.get().shown == 1
