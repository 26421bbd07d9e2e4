"""Publishers' pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from haowen.domain.articles.models import Article, Series
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import FormerHandle, PublisherEffect
from haowen.domain.publishers.restricting import restrict
from haowen.domain.readers.models import Follow
from haowen.domain.statements.issuing import issue
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def on(article: Article, day: str) -> Article:
    Article.objects.filter(pk=article.pk).update(published_at=dt.datetime.fromisoformat(day + "T04:00:00+00:00"))
    return article


def test_a_publisher_shows_who_it_is_and_what_it_wrote(client, published, publisher, carol) -> None:
    article = published(title="河水涨了")
    Follow.objects.create(actor=actor_of(carol), publisher=publisher)
    tree = page(client, "/@river_watch")
    assert tree.xpath("//h1")[0].text_content() == "河流观察"
    assert "看河的人" in tree.text_content()
    assert [dd.text_content() for dd in tree.xpath("//header[@class='phead']//dd")][:2] == ["1", "1"]
    assert tree.xpath("//*[@data-part='list']//h4/a/@href") == [f"/a/{article.public_id}"]
    assert tree.xpath("//*[@class='acts']//a[contains(@href,'/accounts/login/?next=/@river_watch')]")
    assert not tree.xpath("//*[@class='acts']//form")


def test_someone_signed_in_follows_by_a_form(client, publisher, carol) -> None:
    client.force_login(carol)
    assert page(client, "/@river_watch").xpath(
        "//form[@action='/@river_watch/follow']//input[@name='csrfmiddlewaretoken']"
    )
    Follow.objects.create(actor=actor_of(carol), publisher=publisher)
    assert page(client, "/@river_watch").xpath("//form[@action='/@river_watch/follow']//input[@name='undo']")


def test_months_lead_to_what_came_out_in_them(client, published) -> None:
    may, june = on(published(title="五月的文章"), "2024-05-31"), on(published(title="六月的文章"), "2024-06-01")
    tree = page(client, "/@river_watch")
    assert tree.xpath("//*[contains(@class,'months')]//a/@href") == ["/@river_watch/2024-05", "/@river_watch/2024-06"]
    of_may = page(client, "/@river_watch/2024-05")
    assert of_may.xpath("//*[@data-part='list']//h3/a/@href") == [f"/a/{may.public_id}"]
    assert june.public_id not in html.tostring(of_may).decode()


@pytest.mark.parametrize("month", ["2024-13", "2024-00", "1999-01", "0000-01", "9999-12"])
def test_a_month_with_nothing_in_it_is_404(client, published, month) -> None:
    published()
    page(client, f"/@river_watch/{month}", status=404)


def test_an_article_without_a_date_stands_under_no_month(client, published) -> None:
    article = published(title="不知道什么时候写的")
    Article.objects.filter(pk=article.pk).update(is_date_known=False)
    tree = page(client, "/@river_watch")
    assert "Date unknown" in tree.xpath("//*[@data-part='list']")[0].text_content()
    assert not tree.xpath("//*[contains(@class,'months')]")
    assert not tree.xpath("//*[@data-part='list']//li//time")


def test_series_are_named_with_the_number_of_their_parts(client, published, publisher) -> None:
    series = Series.objects.create(publisher=publisher, title="看河一年")
    Article.objects.filter(pk=published().pk).update(series=series, series_position=1)
    tree = page(client, "/@river_watch")
    assert tree.xpath(f"//a[@href='/s/{series.public_id}']")


def test_a_former_handle_leads_to_the_present_one_for_good(client, publisher) -> None:
    FormerHandle.objects.create(handle="old_name", publisher=publisher)
    answer = client.get("/@old_name")
    assert (answer.status_code, answer["Location"]) == (301, "/@river_watch")
    assert client.get("/@old_name/2024-05")["Location"] == "/@river_watch/2024-05"
    assert client.get("/@River_Watch")["Location"] == "/@river_watch"


def test_an_unknown_handle_is_404(client, publisher) -> None:
    page(client, "/@nobody", status=404)


@pytest.mark.parametrize(("ground", "status"), [("law", 451), ("court", 451), ("terms", 403)])
def test_a_withheld_publisher_says_on_which_ground(client, published, publisher, ground, status) -> None:
    article = published()
    under = issue(ground=ground, rule="第三条", facts="secret facts", effect="withheld", by_public_id="h")
    restrict(publisher, PublisherEffect.WITHHELD, under=under)
    pagestore.forget()
    tree = page(client, "/@river_watch", status=status)
    text = tree.text_content()
    assert "第三条" in text
    assert under.public_id in text
    assert "secret facts" not in text
    assert article.public_id not in html.tostring(tree).decode()


@pytest.mark.parametrize("number", [1, 15])
@pytest.mark.django_db(transaction=True)
def test_a_publishers_page_keeps_its_budget(client, settings, published, number) -> None:
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    for n in range(number):
        published(title=f"第 {n} 篇文章")
    client.get("/@river_watch")  # what a process does once (opening its connection anew) is no part of a page
    pagestore.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/@river_watch").status_code == 200
    assert len(captured) <= 12, [query["sql"] for query in captured.captured_queries]
