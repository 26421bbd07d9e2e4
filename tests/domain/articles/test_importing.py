import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.importing import Fate, bring_in, link_translation
from haowen.domain.articles.models import Article, State
from haowen.domain.articles.saving import as_draft, save
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")

ARRIVAL = Arrival(
    key="sha256:abc",
    title="江边的第九级石阶",
    html="<p>石阶露出来了。</p>",
    publisher_name="江边观察",
    references=(DraftReference("水文年鉴", outlet="水利部", dated_on="2023-05"),),
)


def bring(arrival=ARRIVAL, **more):
    return bring_in(arrival, by=host_actor(), **more)


def test_a_draft_comes_in_under_a_publisher_kept_by_the_host():
    brought = bring()
    assert (brought.fate, brought.article.state) == (Fate.MADE, State.DRAFT)
    assert brought.article.publisher.is_kept_by_host
    assert brought.article.publisher.name == "江边观察"
    assert [row.outlet for row in brought.article.head.references.all()] == ["水利部"]


def test_an_unknown_time_stays_unknown_and_sorts_by_the_import():
    before = now()
    article = bring(publish=True).article
    assert not article.is_date_known
    assert article.original_on == ""
    assert before <= article.published_at <= now()


def test_a_month_stays_a_month_and_sorts_as_its_first_day():
    article = bring(replace(ARRIVAL, published="2021-03"), publish=True).article
    assert article.original_on == "2021-03"
    assert article.published_at == dt.datetime(2021, 3, 1, tzinfo=ZONE)


def test_the_same_thing_twice_is_one_article():
    first = bring(publish=True)
    again = bring(publish=True)
    assert again.article.pk == first.article.pk
    assert again.fate is Fate.SAME
    assert Article.objects.count() == 1
    assert first.article.revisions.count() == 1


def test_a_second_run_changes_what_nobody_has_touched():
    first = bring(publish=True)
    again = bring(replace(ARRIVAL, html="<p>石阶又露出一级。</p>"), publish=True)
    assert again.fate is Fate.CHANGED
    first.article.refresh_from_db()
    assert first.article.revision.body.plain == "石阶又露出一级。"


def test_what_a_person_has_worked_on_is_left_alone(alice):
    article = bring().article
    save(article, replace(as_draft(article.head), title="我改过的题目"), base=article.head, by=actor_of(alice))
    again = bring(replace(ARRIVAL, html="<p>另一个正文。</p>"))
    assert again.fate is Fate.LEFT_ALONE
    article.refresh_from_db()
    assert article.title == "我改过的题目"


def test_a_name_in_a_file_never_matches_a_claimed_publisher(publisher):
    article = bring(replace(ARRIVAL, publisher_name=publisher.name)).article
    assert article.publisher.pk != publisher.pk
    assert article.publisher.is_kept_by_host


def test_two_arrivals_of_one_name_share_one_publisher():
    one = bring().article
    other = bring(replace(ARRIVAL, key="sha256:def")).article
    assert one.publisher_id == other.publisher_id
    assert Publisher.objects.filter(is_kept_by_host=True).count() == 1


def test_a_long_title_is_shortened_at_a_sentence_and_any_title_is_kept():
    long = "第一句话很长。" * 40
    article = bring(replace(ARRIVAL, title=long), publish=True).article
    assert len(article.title) <= 200
    assert article.title.endswith("。")
    short = bring(replace(ARRIVAL, key="k2", title="雨"), publish=True).article
    assert short.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("text", "said", "moment"),
    [
        ("2024-02-29 08:30", "2024-02-29", dt.datetime(2024, 2, 29, 0, 30, tzinfo=dt.UTC)),
        ("2024-02-29T08:30:00Z", "2024-02-29", dt.datetime(2024, 2, 29, 8, 30, tzinfo=dt.UTC)),
        ("2024-02-29T08:30:00+02:00", "2024-02-29", dt.datetime(2024, 2, 29, 6, 30, tzinfo=dt.UTC)),
        ("2024年3月", "2024-03", dt.datetime(2024, 2, 29, 16, 0, tzinfo=dt.UTC)),
        ("2024", "2024", dt.datetime(2023, 12, 31, 16, 0, tzinfo=dt.UTC)),
        ("2024-02-30", "", None),
        ("昨天", "", None),
        ("", "", None),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(text, said, moment):
    assert dated(text, ZONE) == (dated(text, ZONE).__class__)(moment, said)


def test_a_translation_finds_its_original_by_the_name_of_its_file():
    original = bring(replace(ARRIVAL, key="path:notes/steps.md")).article
    translation = bring(replace(ARRIVAL, key="path:notes/steps_en.md", title="The ninth step")).article
    assert link_translation(translation, "notes/steps", by=host_actor())
    assert not link_translation(original, "notes/nowhere", by=host_actor())
    translation.refresh_from_db()
    assert translation.translation_of == original
