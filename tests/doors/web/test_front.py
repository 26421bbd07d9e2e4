"""The front page."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from haowen.derived.recommend.heat import refresh
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.audience.counting import count
from haowen.domain.channels.models import Channel
from haowen.domain.headlines.models import Place
from haowen.domain.headlines.originals import enter, open_vertical
from haowen.domain.headlines.placing import place
from haowen.domain.statements.issuing import issue
from haowen.kit import pagestore
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
COLD = 12


def front(client, **cookies):
    client.cookies.clear()
    client.cookies.load(cookies)
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def links(tree, path: str) -> list[str]:
    return [a.get("href") for a in tree.xpath(f"{path}//*[contains(@class,'t')]/a")]


def read(article: Article, times: int) -> None:
    count(article.pk, lasting=times, at=now())
    refresh([article.pk], at=now())
    pagestore.forget()


def test_an_empty_site_says_what_will_be_here_and_how_to_begin(client, site) -> None:
    tree = front(client)
    text = tree.text_content()
    assert "Nothing has been published here yet" in text
    assert tree.xpath("//main//a[@href='/join']")
    assert len(tree.xpath("//h1")) == 1


def test_what_is_read_most_leads_and_heads_the_hot_list(client, published, channel) -> None:
    first, second, third = (published(title=f"文章之{n}", channel=channel) for n in "甲乙丙")
    read(first, 2)
    read(second, 9)
    tree = front(client)
    assert links(tree, "//*[contains(@class,'big')]") == [f"/a/{second.public_id}"]
    assert links(tree, "//*[@data-part='hot']")[0] == f"/a/{second.public_id}"
    assert tree.xpath("//*[@data-part='hot']//li")[0].get("data-why") == "popular"
    everything = set(links(tree, "//main"))
    assert {f"/a/{one.public_id}" for one in (first, second, third)} <= everything


def test_the_desk_comes_before_the_readers_and_for_as_long_as_it_said(client, published, erin) -> None:
    placed, hot = published(title="编辑放的头条"), published(title="读者爱看的")
    read(hot, 50)
    place(placed, Place.LEAD, starts_at=now(), until=now() + dt.timedelta(hours=2), by=erin)
    pagestore.forget()
    assert links(front(client), "//*[contains(@class,'big')]") == [f"/a/{placed.public_id}"]
    with time_machine.travel(now() + dt.timedelta(hours=3)):
        pagestore.forget()
        assert links(front(client), "//*[contains(@class,'big')]") == [f"/a/{hot.public_id}"]


def test_channels_and_originals_stand_below(client, published, channel) -> None:
    article = published(title="频道里的文章", channel=channel)
    enter(open_vertical("craft", "手艺", "Craft", 1), article, 0)
    for n in range(9):
        published(title=f"后来的第 {n} 篇")
    pagestore.forget()
    tree = front(client)
    assert links(tree, "//*[@data-part='headlines']") == [f"/a/{article.public_id}"]
    assert tree.xpath("//*[@data-part='originals']//a[@href='/o/craft']")


def test_nothing_is_told_twice_but_by_the_hot_list(client, published, erin) -> None:
    channels = [Channel.objects.create(slug=f"c{n}", name_zh=f"频道{n}", name_en=f"C{n}", position=n) for n in range(3)]
    articles = [published(title=f"第 {n} 篇", channel=channels[n % 3]) for n in range(45)]
    read(articles[0], 30)
    place(articles[1], Place.SECOND, starts_at=now(), by=erin)
    place(articles[1], Place.CHANNEL, channel=channels[1], starts_at=now(), by=erin)
    for n, article in enumerate(articles[:6]):
        read(article, 20 - n)
    tree = front(client)
    hot = set(tree.xpath("//*[@data-part='hot']//a/@href"))
    told = [one for one in tree.xpath("//main//a/@href") if one.startswith("/a/")]
    ranked = [one for one in tree.xpath("//*[@data-part='hot']//a/@href") if one.startswith("/a/")]
    for one in ranked:
        told.remove(one)
    assert len(told) == len(set(told)) >= 9 + 3 * 4 + 12
    assert f"/a/{articles[0].public_id}" in hot
    for module in tree.xpath("//*[@data-part='headlines']//section"):
        assert len(module.xpath(".//li")) == 4, "a module is full though others of its channel stand above"


def test_a_withheld_article_is_nowhere_on_the_front_page(client, published, channel) -> None:
    kept, gone = published(title="留下的", channel=channel), published(title="被停止展示的", channel=channel)
    read(gone, 9)
    under = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id="h")
    restrict(gone, ArticleEffect.WITHHELD, under=under)
    pagestore.forget()
    answer = client.get("/")
    assert gone.public_id not in answer.content.decode()
    assert kept.public_id in answer.content.decode()


def test_the_care_edition_has_no_pictures_in_lists_and_no_hot_list(client, published, channel) -> None:
    read(published(channel=channel), 3)
    tree = front(client, prefs=".care..")
    assert tree.xpath("//html/@data-edition") == ["care"]
    for part in ("hot", "headlines", "originals"):
        assert not tree.xpath(f"//*[@data-part='{part}']")
    assert not tree.xpath("//ul[@class='two' or @class='secs']//img")


def test_a_visitor_gets_no_cookie_and_no_inline_code(client, published) -> None:
    published()
    answer = client.get("/")
    assert not answer.cookies
    tree = html.fromstring(answer.content.decode())
    assert not tree.xpath(
        "//style | //*[@style] | //script[not(@src) and not(@type='application/ld+json')] | //*[@onclick]"
    )


@pytest.mark.parametrize("number", [1, 8])
@pytest.mark.django_db(transaction=True)
def test_the_front_page_keeps_its_budget_however_many_items_it_shows(client, settings, published, site, number) -> None:
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    for n in range(number):
        channel = Channel.objects.create(slug=f"c{n}", name_zh=f"频道{n}", name_en=f"Channel {n}", position=n)
        for m in range(3):
            published(title=f"频道 {n} 的第 {m} 篇", channel=channel)
    pagestore.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    assert len(captured) <= COLD
