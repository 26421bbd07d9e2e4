"""Lists as pages get them: older good pieces, many publishers, no copies, and something from the first second on."""

import datetime as dt

import pytest

from haowen.derived.duplicates.models import Pair
from haowen.derived.recommend import heat, relating
from haowen.derived.recommend.models import Relation, Warmth
from haowen.derived.recommend.reading import hot, related
from haowen.derived.recommend.tasks import refresh_all_heat, refresh_heat
from haowen.domain.articles.models import Article
from haowen.domain.audience.counting import count
from haowen.domain.audience.models import CoReading, HourlyReads
from haowen.domain.comments.commenting import comment
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.bookmarking import bookmark
from haowen.domain.readers.liking import like
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def many(published, channel):
    """Makes articles, each by another of five publishers in turn."""
    others = [Publisher.objects.create(handle=f"other_{n}", name=f"别家{n}", kind="person") for n in range(5)]

    def make(number, **given):
        return [
            published(f"第 {n} 篇文章", **{"channel": channel, "publisher": others[n % 5], **given})
            for n in range(number)
        ]

    return make


def read(articles, *, at=None, times=10):
    for place, article in enumerate(articles):
        count(article.pk, opened=times + 20, lasting=times + place, finished=times // 2, at=at or now())
    heat.refresh([article.pk for article in articles], at=now())


def keys(rows):
    return [row.article_id for row in rows]


def test_openings_alone_make_nothing_hot_and_what_people_do_adds_up(published, carol):
    quiet, loved = published(), published()
    count(quiet.pk, opened=1000, at=now())
    count(loved.pk, opened=5, lasting=4, finished=2, shared=1, at=now())
    like(loved, by=actor_of(carol))
    bookmark(loved, by=carol)
    comment(loved, by=actor_of(carol), text="写得好")
    heat.refresh([quiet.pk, loved.pk], at=now())
    (row,) = hot(now())
    found = heat.explain(loved.pk, now())
    assert row.article_id == loved.pk
    assert set(found.parts) == set(heat.TERMS)
    assert sum(found.parts.values()) == pytest.approx(found.total)
    assert row.heat == pytest.approx(found.total, rel=1e-3)
    assert found.total == pytest.approx(4 + 2 * 2 + 4 + 4 + 4 + 8, abs=1)
    assert heat.explain(quiet.pk, now()).total == 0


def test_the_week_remembers_what_the_day_forgets(published):
    lately, before = published(), published()
    count(lately.pk, lasting=10, at=now())
    count(before.pk, lasting=30, at=now() - 4 * DAY)
    heat.refresh([lately.pk, before.pk], at=now())
    assert keys(hot(now())) == [lately.pk, before.pk]
    assert keys(hot(now(), span="week")) == [before.pk, lately.pk]
    (first, _second) = hot(now(), span="week")
    assert first.heat == pytest.approx(heat.explain(before.pk, now(), span="week").total, rel=1e-3)


def test_every_tenth_place_is_for_an_older_good_piece(many, published, channel):
    old = published("老而好", channel=channel, at=now() - 90 * DAY)
    read([old], at=now() - 80 * DAY, times=200)
    new = many(12)
    read(new)
    rows = hot(now(), limit=10)
    assert len(rows) == 10
    assert (rows[5].article_id, rows[5].why) == (old.pk, "older_good")
    assert {row.why for row in rows} == {"popular", "older_good"}
    assert keys(hot(now(), channel_id=channel.pk))[5] == old.pk
    assert old.pk not in keys(hot(now(), limit=4))


def test_where_little_is_read_older_good_pieces_fill_the_list(many):
    old = many(3, at=now() - 90 * DAY)
    read(old, at=now() - 80 * DAY)
    assert {row.why for row in hot(now())} == {"older_good"}
    assert set(keys(hot(now()))) == {article.pk for article in old}


def test_of_two_equal_texts_lists_show_the_original(many):
    articles = many(4)
    read(articles)
    Pair.objects.create(copy=articles[3], original=articles[0], common=1, contained=1)
    assert articles[3].pk not in keys(hot(now()))
    assert articles[0].pk in keys(hot(now()))
    for other in articles[2:]:
        Relation.objects.create(article=articles[1], other=other, score=1, why="fresh", parts={"fresh": 1})
    assert set(keys(related(articles[1].pk, now()))) == {articles[2].pk, articles[3].pk}
    Relation.objects.create(article=articles[1], other=articles[0], score=2, why="fresh", parts={"fresh": 2})
    assert set(keys(related(articles[1].pk, now()))) == {articles[2].pk, articles[0].pk}
    Relation.objects.create(article=articles[0], other=articles[3], score=2, why="fresh", parts={"fresh": 2})
    Relation.objects.create(article=articles[0], other=articles[2], score=1, why="fresh", parts={"fresh": 1})
    assert keys(related(articles[0].pk, now())) == [articles[2].pk]


def test_copies_are_left_out_when_relations_are_worked_out(many):
    articles = many(5)
    Pair.objects.create(copy=articles[1], original=articles[0], common=1, contained=1)
    relating.relate([article.pk for article in articles])
    assert not Relation.objects.filter(article=articles[0], other=articles[1]).exists()
    assert not Relation.objects.filter(article=articles[1], other=articles[0]).exists()
    for other in articles[2:]:
        shown = set(Relation.objects.filter(article=other).values_list("other", flat=True))
        assert len(shown & {articles[0].pk, articles[1].pk}) == 1


def test_at_most_two_of_one_publisher_stand_in_ten_where_there_are_others(many, published, channel):
    own = [published(f"自家第 {n} 篇", channel=channel) for n in range(6)]
    many(15)
    for _is_worked_out in (False, True):
        rows = related(own[0].pk, now())
        assert len(rows) == 10
        publishers = list(Article.objects.filter(pk__in=keys(rows)).values_list("publisher", flat=True))
        assert max(publishers.count(one) for one in publishers) == 2
        relating.relate([own[0].pk])


def test_a_new_article_has_related_ones_even_without_channel_and_publisher_beside_it(many, published):
    many(3)
    lone = published("孤零零的一篇", publisher=Publisher.objects.create(handle="lone", name="独一家", kind="person"))
    rows = related(lone.pk, now())
    assert len(rows) == 3
    assert {row.why for row in rows} == {"fresh"}


def test_readers_in_common_count_and_a_single_one_counts_little(many):
    one, other, third = many(3)
    CoReading.objects.create(one=one, other=other, times=1)
    relating.relate([one.pk])
    row = Relation.objects.get(article=one, other=other)
    assert row.parts["read_together"] == pytest.approx(4 / 5)
    CoReading.objects.create(one=one, other=third, times=50)
    relating.relate([one.pk])
    assert Relation.objects.get(article=one, other=third).parts["read_together"] == 4


def test_older_good_pieces_are_shared_among_articles(many):
    old = many(6, at=now() - 90 * DAY)
    read(old, at=now() - 80 * DAY)
    new = many(6)
    relating.relate([article.pk for article in new])
    first = Relation.objects.filter(article__in=new, parts__older_good__gte=6)
    assert first.count() == 6
    assert len(set(first.values_list("other", flat=True))) > 2


def test_a_few_readers_who_came_to_the_end_make_no_classic(published):
    few, many_read = published(), published()
    HourlyReads.objects.create(article=few, hour_at=now(), lasting=1, finished=1)
    HourlyReads.objects.create(article=many_read, hour_at=now(), lasting=300, finished=150)
    heat.refresh([few.pk, many_read.pk], at=now())
    assert Warmth.objects.get(pk=many_read.pk).good > 4 * Warmth.objects.get(pk=few.pk).good


def test_a_list_does_not_end_where_nothing_better_is_known(published):
    apart = [
        published(
            f"旧文 {n}", publisher=Publisher.objects.create(handle=f"apart_{n}", name=f"各家{n}", kind="person"),
            html=f"<p>{'甲乙丙丁戊己'[n] * 9}</p>", is_date_known=False,
        )
        for n in range(6)
    ]  # fmt: skip
    relating.relate([article.pk for article in apart])
    assert Relation.objects.filter(article=apart[0]).count() == 5


def test_only_what_was_stirred_is_worked_out_again_and_all_of_it_at_night(published, carol):
    read_now, read_before, unread = published(), published(), published()
    count(read_now.pk, lasting=3, at=now())
    count(read_before.pk, lasting=3, at=now() - 2 * DAY)
    refresh_heat.call()
    assert keys(hot(now())) == [read_now.pk]
    refresh_all_heat.call()
    assert keys(hot(now())) == [read_now.pk, read_before.pk]
    assert not Warmth.objects.filter(article=unread).exists()
