"""The studio's home: what stands where, narrowed, in an order, page by page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haowen.domain.articles import filing, reviewing, trashing
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Series, State
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers.models import Member, Publisher
from haowen.domain.site.models import Language
from haowen.kit.clock import now, telling
from tests.conftest import make_user


@pytest.fixture
def writing(client, bob):
    client.force_login(bob)
    return client


def test_the_home_lists_ones_articles_by_state(writing, article_factory, publisher) -> None:
    article_factory("旧标题")
    page = writing.get(f"/studio?publisher={publisher.handle}&state=draft").content.decode()
    assert "旧标题" in page
    page = writing.get("/studio?state=published").content.decode()
    assert "旧标题" not in page
    assert "Nothing is out yet" in page or "还没有" in page


def test_what_the_host_gave_back_stands_by_itself_with_its_count(writing, article_factory, dana) -> None:
    article, other = article_factory("请补出处"), article_factory("另一篇")
    Article.objects.filter(pk=article.pk).update(state=State.IN_REVIEW)
    article.refresh_from_db()
    reviewing.send_back(article, by=dana)
    page = writing.get("/studio?state=returned")
    assert [item["article"] for item in page.context["items"]] == [article]
    counts = {str(tab["name"]): tab["count"] for tab in page.context["tabs"]}
    assert list(counts.values())[:3] == [2, 1, 1]
    assert [item["article"] for item in writing.get("/studio?state=draft").context["items"]] == [other]


def test_two_titles_that_had_their_day_are_to_be_decided(writing, published, bob):
    article = published("江水为什么绿了", by=bob, second_title="江水为何一夜变绿")
    assert f"{article.public_id}/titles" not in writing.get("/studio").content.decode()
    with telling(now() + dt.timedelta(hours=25)):
        (item,) = writing.get("/studio").context["items"]
    assert item["act_url"] == f"/studio/a/{article.public_id}/titles"


def test_the_list_is_narrowed_by_all_that_an_article_is_filed_under(
    writing, article_factory, bob, channel, publisher
) -> None:
    wanted = article_factory("江水为什么绿了", by=bob)
    article_factory("江水为什么黄了")
    series = Series.objects.create(publisher=publisher, title="看河")
    filing.file(
        wanted,
        by=host_actor(),
        channel=channel,
        series=series,
        kind="gallery",
        language=Language.EN,
        tags=[tag("River")],
    )
    for asked in (
        f"by={actor_of(bob).public_id}", "channel=science", f"series={series.public_id}", "kind=gallery", "language=en",
        "tag=river", "tag=RIVER", "q=绿",
    ):  # fmt: skip
        page = writing.get(f"/studio?{asked}")
        assert [item["article"] for item in page.context["items"]] == [wanted], asked
    page = writing.get("/studio?q=nothing&tag=%00&page=999999999999&order=bad&state=bad&by=%27")
    assert page.status_code == 200
    assert page.context["items"] == []


def test_orders_are_what_they_say(writing, article_factory) -> None:
    first, second = article_factory("乙"), article_factory("甲")
    from haowen.domain.articles import saving

    saving.save(first, saving.as_draft(first.head, html="<p>改了。</p>"), base=first.head, by=host_actor())

    def order(name: str) -> list[Article]:
        return [item["article"] for item in writing.get(f"/studio?order={name}").context["items"]]

    assert order("saved") == order("") == [first, second]
    assert order("made") == [second, first]
    assert order("title") == sorted([first, second], key=lambda one: one.head.title)


def test_many_articles_cost_no_more_statements_and_every_page_is_there(writing, article_factory, monkeypatch) -> None:
    from haowen.doors.studio import home

    article_factory()
    with CaptureQueriesContext(
        connection,
    ) as few:
        writing.get("/studio")
    for number in range(6):
        article_factory(f"第{number}篇文章")
    monkeypatch.setattr(home, "A_PAGE", 3)
    with CaptureQueriesContext(connection) as many:
        page = writing.get("/studio?page=2")
    assert len(many) == len(few)
    assert (len(page.context["items"]), page.context["last"]) == (3, 3)
    assert len(writing.get("/studio?page=99").context["items"]) == 1
    assert "page=3" in page.context["older"]


def test_one_switches_among_the_publishers_one_works_for_and_sees_no_other(writing, bob, mallory) -> None:
    other = Publisher.objects.create(handle="night_boat", name="夜航船", kind="person")
    Publisher.objects.create(handle="foreign", name="别人的号", kind="person")
    Member.objects.create(publisher=other, user=bob, role="analyst")
    page = writing.get("/studio?publisher=night_boat&state=")
    assert page.context["publisher"] == other
    assert "/studio/new?publisher=night_boat" not in page.content.decode().split("<main")[1]
    page = writing.get("/studio?publisher=foreign")
    assert page.context["publisher"] != Publisher.objects.get(handle="foreign")
    assert "别人的号" not in page.content.decode()
    writing.force_login(mallory)
    assert writing.get("/studio").context["publisher"] is None


def test_an_analyst_begins_with_the_numbers_and_sees_titles_and_no_way_to_the_texts(
    client, article_factory, publisher
) -> None:
    article = article_factory("草稿标题")
    analyst = make_user("ann")
    Member.objects.create(publisher=publisher, user=analyst, role="analyst")
    client.force_login(analyst)
    assert client.get("/studio")["Location"] == f"/studio/statistics?publisher={publisher.handle}"
    page = client.get("/studio?state=").content.decode()
    assert "草稿标题" in page
    assert article.public_id not in page


def test_what_lies_in_the_trash_is_in_no_list(writing, article_factory) -> None:
    article = article_factory("扔掉的")
    trashing.trash(article, by=host_actor())
    page = writing.get("/studio")
    assert page.context["items"] == []
    assert page.context["tabs"][0]["count"] == 0
