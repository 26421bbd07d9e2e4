import datetime as dt

import pytest

from haowen.derived.recommend import heat, rebuilding, relating
from haowen.derived.recommend.models import Relation
from haowen.derived.recommend.reading import explain, hot, related
from haowen.derived.search.indexing import index
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.audience.models import HourlyReads
from haowen.domain.site.models import Weight
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db

BREAD = "<p>面团要醒发十二个小时，酵母在低温里慢慢工作。酸面团的酵母来自面粉。</p>"
DOUGH = "<p>老面团里的酵母比干酵母慢，醒发要看面团，不看钟。酵母怕烫。</p>"
RIVER = "<p>江水在夜里退了三厘米，渡轮改从第九级石阶靠岸，渡轮的缆绳加长。</p>"
FERRY = "<p>渡轮的第一班改到五点四十，江水退后渡轮要绕过沙洲，缆绳换新。</p>"


@pytest.fixture
def four(published, channel):
    made = [
        published(title, html, channel=channel)
        for title, html in (("酵母的钟", BREAD), ("老面团", DOUGH), ("渡轮靠岸", RIVER), ("早班渡轮", FERRY))
    ]
    rebuild_all(made)
    return made


def rebuild_all(articles):
    index([article.pk for article in articles])
    relating.relate([article.pk for article in articles])


def withhold(article):
    statement = Statement.objects.create(
        ground="law", rule="第一条", facts="事实", effect="withheld", by_public_id="x", issued_at=now()
    )
    restrict(article, ArticleEffect.WITHHELD, under=statement)


def test_the_nearest_by_subject_comes_first_and_says_so(four):
    bread, dough, river, ferry = four
    assert related(bread.pk, now())[0] == (dough.pk, "same_subject", 0.0)
    assert related(river.pk, now())[0].article_id == ferry.pk


def test_both_scripts_of_chinese_are_related_and_other_languages_are_not(published, channel, four):
    dough = four[1]
    for language, html in (
        ("zh-Hant", "<p>老麵團裡的酵母比乾酵母慢，醒發要看麵團。</p>"),
        ("en", "<p>老面团里的酵母。</p>"),
    ):
        other = published(language, html, channel=channel, language=language)
        rebuild_all([other, dough])
        assert (dough.pk in [row.article_id for row in related(other.pk, now())]) == (language == "zh-Hant")
        assert (other.pk in [row.article_id for row in related(dough.pk, now())]) == (language == "zh-Hant")


def test_two_articles_of_one_channel_have_different_lists(four):
    bread, _dough, river, _ferry = four
    assert [r.article_id for r in related(bread.pk, now())] != [r.article_id for r in related(river.pk, now())]


def test_the_shown_terms_add_up_to_the_order(four):
    bread = four[0]
    rows = [explain(bread.pk, row.article_id) for row in related(bread.pk, now())]
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    for row in rows:
        assert row.score == pytest.approx(sum(row.parts.values()))
        assert row.why in row.parts


def test_a_weight_set_to_nothing_changes_the_order_and_the_reason(four):
    bread = four[0]
    Weight.objects.create(name="related.subject", value=0)
    relating.relate([bread.pk])
    assert {row.why for row in related(bread.pk, now())} <= {"same_publisher", "same_channel"}
    assert all("same_subject" not in row.parts for row in Relation.objects.filter(article=bread))


def test_what_is_withheld_is_neither_related_nor_hot(four):
    bread, dough, *_rest = four
    HourlyReads.objects.create(article=dough, hour_at=now(), lasting=50)
    heat.refresh([dough.pk], at=now())
    assert hot(now())[0].article_id == dough.pk
    withhold(dough)
    assert dough.pk not in [row.article_id for row in [*related(bread.pk, now()), *hot(now())]]


def test_an_article_before_its_relations_is_followed_by_its_channel(published, channel, four):
    new = published("刚写好的", "<p>还没有算过。</p>", channel=channel)
    assert {row.article_id for row in related(new.pk, now())} == {article.pk for article in four}
    assert {row.why for row in related(new.pk, now())} == {"same_channel"}


def test_heat_halves_in_its_half_life_and_keeps_its_order(four):
    one, other, *_rest = four
    at = now() + dt.timedelta(hours=1)
    HourlyReads.objects.create(article=one, hour_at=at, lasting=100)
    HourlyReads.objects.create(article=other, hour_at=at - dt.timedelta(hours=48), lasting=150)
    heat.refresh([one.pk, other.pk], at=at)
    rows = hot(at)
    assert [row.article_id for row in rows] == [one.pk, other.pk]
    assert [row.heat for row in rows] == pytest.approx([100, 75])
    assert [row.heat for row in hot(at + dt.timedelta(hours=48))] == pytest.approx([50, 37.5])


def test_relations_and_heat_come_back_the_same_after_being_dropped(four):
    HourlyReads.objects.create(article=four[0], hour_at=now(), lasting=7)
    rebuilding.rebuild()
    before = list(Relation.objects.order_by("article", "other").values_list("article", "other", "why"))
    assert rebuilding.rebuild() == 4
    assert list(Relation.objects.order_by("article", "other").values_list("article", "other", "why")) == before
    assert hot(now())[0].article_id == four[0].pk
