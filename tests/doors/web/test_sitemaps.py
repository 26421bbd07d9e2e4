"""Sitemaps, as search engines read them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from haowen.domain.articles import restricting, withdrawing
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.statements.issuing import issue
from haowen.doors.web import sitemaps
from haowen.kit.clock import now, telling
from tests.doors.web.test_feeds import png

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1", "n": "http://www.google.com/schemas/sitemap-news/0.9",
}  # fmt: skip


def found(client: Any, path: str, what: str = "//s:loc/text()") -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [str(one) for one in etree.fromstring(answer.content).xpath(what, namespaces=NAMES)]


def address(article: Article) -> str:
    return f"{BASE}/a/{article.public_id}"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Files so small that a few articles fill several."""
    monkeypatch.setattr(sitemaps, "SIZE", 3)
    return 3


def everything(client: Any) -> list[str]:
    return [place for file in found(client, "/sitemap.xml") for place in found(client, file.removeprefix(BASE))]


@pytest.mark.usefixtures("site", "small")
def test_all_that_may_be_found_stands_in_exactly_one_file(
    client: Any, channel: Any, published: Callable[..., Article], dana: Any
) -> None:
    articles = [published(f"第 {n} 篇文章", channel=channel) for n in range(11)]
    statement = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id=dana.public_id)
    withdrawing.withdraw(articles[0], by=host_actor())
    restricting.restrict(articles[1], ArticleEffect.WITHHELD, under=statement)
    restricting.restrict(articles[2], ArticleEffect.UNLISTED, under=statement)
    published("明天才有的文章", at=now() + dt.timedelta(days=1))
    open_publisher(handle="silent_one", name="不说话的号", kind="person")
    places = everything(client)
    assert len(places) == len(set(places))
    assert {one for one in places if "/a/" in one} == {address(article) for article in articles[3:]}
    assert [one for one in places if "/@" in one] == [f"{BASE}/@river_watch"]
    assert {f"{BASE}/", f"{BASE}/c/science", f"{BASE}/about"} <= set(places)


def test_an_article_stays_in_its_file_whatever_comes_and_goes(
    client: Any, site: Any, small: int, published: Callable[..., Article]
) -> None:
    articles = [published(f"第 {n} 篇文章") for n in range(7)]
    before = {one: file for file in found(client, "/sitemap.xml") for one in found(client, file.removeprefix(BASE))}
    withdrawing.withdraw(articles[2], by=host_actor())
    published("又一篇文章在此")
    after = {one: file for file in found(client, "/sitemap.xml") for one in found(client, file.removeprefix(BASE))}
    assert all(after[one] == before[one] for one in before if one != address(articles[2]))
    assert address(articles[2]) not in after


def test_times_are_those_of_the_last_change(client: Any, site: Any, published: Callable[..., Article]) -> None:
    at = dt.datetime(2026, 3, 1, 4, 5, tzinfo=dt.UTC)
    article = published(at=at)
    file = f"/sitemap-articles-{-(-article.pk // sitemaps.SIZE)}.xml"
    assert found(client, file, "//s:lastmod/text()") == ["2026-03-01T12:05:00+08:00"]
    Article.objects.filter(pk=article.pk).update(changed_at=at + dt.timedelta(hours=1))
    assert found(client, file, "//s:lastmod/text()") == ["2026-03-01T13:05:00+08:00"]
    assert set(found(client, "/sitemap.xml", "//s:lastmod/text()")) == {"2026-03-01T13:05:00+08:00"}


def test_translations_and_pictures_are_told(client: Any, site: Any, published: Callable[..., Article]) -> None:
    shown, cover = keep(png(), by=host_actor()), keep(png(700), by=host_actor())
    html = f'<figure><img data-media="{shown.sha256}" alt="桥"></figure><p>河</p>'
    one = published("水位为什么会变", html, cover=cover)
    other = published("Why rivers rise", "<p>Rivers.</p>", language="en")
    Article.objects.filter(pk=other.pk).update(translation_of=one)
    file = f"/sitemap-articles-{-(-one.pk // sitemaps.SIZE)}.xml"
    pairs = [("zh-Hans", address(one)), ("en", address(other))]
    for article in (one, other):
        here = f"//s:url[s:loc='{address(article)}']/x:link"
        languages, places = found(client, file, f"{here}/@hreflang"), found(client, file, f"{here}/@href")
        assert sorted(zip(languages, places, strict=True)) == sorted(pairs)
    assert found(client, file, "//i:loc/text()") == [
        f"{BASE}/media/{cover.sha256}/w640.webp",
        f"{BASE}/media/{shown.sha256}/w640.webp",
    ]
    withdrawing.withdraw(one, by=host_actor())
    assert found(client, file, "//x:link") == []


def test_news_are_two_days_old_at_most_and_have_a_known_time(
    client: Any, site: Any, published: Callable[..., Article]
) -> None:
    at = now()
    ages = {"new": 1, "old": 47, "too_old": 49}
    made = {name: published(f"文章 {name}", at=at - dt.timedelta(hours=hours)) for name, hours in ages.items()}
    undated = published("没有日期的文章")
    Article.objects.filter(pk=undated.pk).update(is_date_known=False)
    assert found(client, "/news-sitemap.xml") == [address(made["new"]), address(made["old"])]
    assert found(client, "/news-sitemap.xml", "//n:name/text()") == ["好文", "好文"]
    with telling(at + dt.timedelta(hours=2)):
        assert found(client, "/news-sitemap.xml") == [address(made["new"])]


def test_the_number_of_statements_does_not_grow(client: Any, site: Any, published: Callable[..., Article]) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    first = published("第一篇文章在此")
    number = -(-first.pk // sitemaps.SIZE)
    paths = ["/sitemap.xml", f"/sitemap-articles-{number}.xml", "/news-sitemap.xml", "/sitemap-places.xml"]
    one = [count(path) for path in paths]
    for n in range(9):
        published(f"又一篇文章 {n}", "<p>x</p>")
    assert [count(path) for path in paths] == one


def test_there_is_no_file_of_nothing(client: Any, site: Any) -> None:
    assert found(client, "/sitemap.xml") == [f"{BASE}/sitemap-places.xml"]
    assert client.get("/sitemap-articles-1.xml").status_code == 404
    assert client.get("/sitemap-articles-0.xml").status_code == 404
    assert client.get("/sitemap-publishers-1.xml").status_code == 404
    assert found(client, "/news-sitemap.xml") == []
