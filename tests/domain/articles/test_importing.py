import datetime as dt
from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.importing import Coming, Fate, bring_in, bring_in_all, link_translation
from haowen.domain.articles.models import Article, Imported, State
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
        ("202403", "2024-03", dt.datetime(2024, 2, 29, 16, 0, tzinfo=dt.UTC)),
        ("20240229", "2024-02-29", dt.datetime(2024, 2, 28, 16, 0, tzinfo=dt.UTC)),
        ("202413", "", None),
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


MANY = [
    replace(ARRIVAL, key=f"path:{number}.md", title="同一个题目", html=f"<p>第{number}篇。</p>", publisher_name=name)
    for number, name in enumerate(("江边观察", "张三", "张三", ""))
]


def test_many_at_once_are_what_each_would_be_alone(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        brought = bring_in_all([Coming(arrival) for arrival in MANY], by=host_actor(), publish=True)
    assert [each.fate for each in brought] == [Fate.MADE] * 4
    assert [each.article.publisher.name for each in brought] == ["江边观察", "张三", "张三", "未署名"]
    kept = Article.objects.order_by("pk")
    assert [each.head.body.plain for each in kept] == [f"第{number}篇。" for number in range(4)]
    assert all(each.state == State.PUBLISHED and each.revision_id == each.head_id for each in kept)
    again = bring_in_all([Coming(arrival) for arrival in MANY], by=host_actor(), publish=True)
    assert [each.fate for each in again] == [Fate.SAME] * 4
    assert Article.objects.count() == 4


def test_what_came_new_changed_and_unchanged_comes_in_together(alice):
    first = bring_in_all([Coming(arrival) for arrival in MANY[:3]], by=host_actor())
    touched = first[2].article
    save(touched, replace(as_draft(touched.head), title="我改过"), base=touched.head, by=actor_of(alice))
    mixed = [replace(MANY[0], html="<p>改了。</p>"), *MANY[1:]]
    brought = bring_in_all([Coming(arrival) for arrival in mixed], by=host_actor())
    assert [each.fate for each in brought] == [Fate.CHANGED, Fate.SAME, Fate.LEFT_ALONE, Fate.MADE]
    assert [each.article.revisions.count() for each in brought] == [2, 1, 2, 1]


def test_two_of_one_identity_are_not_taken_together():
    with pytest.raises(ValueError, match="same identity"):
        bring_in_all([Coming(ARRIVAL), Coming(ARRIVAL)], by=host_actor())
    assert not Article.objects.exists()


def test_a_refusal_of_one_holds_up_no_other():
    empty = replace(ARRIVAL, key="path:empty.md", html="")
    bad, good = bring_in_all([Coming(empty), Coming(ARRIVAL)], by=host_actor(), publish=True)
    assert bad.waits
    assert (bad.article.state, good.article.state, good.waits) == (State.DRAFT, State.PUBLISHED, "")


def test_a_category_is_the_channel_of_its_name_in_either_language_or_a_tag(channel):
    named = [channel.slug, channel.name_zh, channel.name_en.upper(), "没有的频道"]
    arrivals = [replace(ARRIVAL, key=f"k{at}", category=name, tags=("河",)) for at, name in enumerate(named)]
    brought = bring_in_all([Coming(arrival) for arrival in arrivals], by=host_actor())
    assert [each.article.channel for each in brought] == [channel, channel, channel, None]
    assert [sorted(tag.name for tag in each.article.tags.all()) for each in brought] == [
        ["河"], ["河"], ["河"], ["没有的频道", "河"],
    ]  # fmt: skip


def test_what_a_source_says_besides_is_kept_with_the_revision():
    article = bring(replace(ARRIVAL, facts={"mood": "calm", "weights": [1, 2]})).article
    assert Article.objects.get(pk=article.pk).head.imported.facts == {"mood": "calm", "weights": [1, 2]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Imported.objects.update(facts={})
    assert bring(replace(ARRIVAL, facts={"mood": "calm", "weights": [1, 2]})).fate is Fate.SAME
    assert bring(replace(ARRIVAL, facts={"mood": "wild"})).fate is Fate.CHANGED


def test_consequences_of_many_are_rows_of_the_same_transaction():
    remote = '<figure data-remote="https://example.org/a.png"><a href="https://example.org/a.png">河</a></figure>'
    bring_in_all([Coming(replace(each, html=each.html + remote)) for each in MANY], by=host_actor(), publish=True)
    paths = Counter(DBTaskResult.objects.values_list("task_path", flat=True))
    assert paths["haowen.domain.articles.tasks.fetch_pictures"] == 4
    assert paths["haowen.derived.search.tasks.index_article"] == 4
