"""Articles in other sites' pages."""

import json
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from lxml import etree

from haowen.domain.articles import restricting, withdrawing
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import host_actor
from haowen.domain.statements.issuing import issue
from tests.doors.web.test_feeds import png

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"


@pytest.fixture
def ask(client: Any, site: Any) -> Callable[..., Any]:
    return lambda article, **given: client.get("/oembed", {"url": f"{BASE}/a/{article.public_id}", **given})


def test_an_article_is_a_quotation_with_a_link(ask: Any, published: Callable[..., Article]) -> None:
    article = published('<script>alert("1")</script> & 水位', "<p>河水在夜里涨了三厘米。</p>")
    answer = ask(article)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    said = json.loads(answer.content)
    assert (said["version"], said["type"], said["author_name"]) == ("1.0", "rich", "河流观察")
    assert said["title"] == article.title
    tree = lxml.html.fragment_fromstring(said["html"])
    assert {element.tag for element in tree.iter()} <= {"blockquote", "p", "a", "footer"}
    assert tree.xpath("//a/@href") == [f"{BASE}/a/{article.public_id}", f"{BASE}/@river_watch"]
    assert article.title in tree.text_content()
    assert "河水在夜里涨了三厘米。" in tree.text_content()


def test_xml_says_the_same(ask: Any, published: Callable[..., Article]) -> None:
    article = published("水位 ]]> & 变")
    answer = ask(article, format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    told = {one.tag: one.text for one in etree.fromstring(answer.content)}
    assert told == {name: str(value) for name, value in json.loads(ask(article).content).items()}


@pytest.mark.parametrize(
    ("limits", "sizes"),
    [({}, (600, 240, 960)), ({"maxwidth": "700"}, (600, 240, 640)), ({"maxwidth": "320", "maxheight": "200"}, (320, 200, 320)),
     ({"maxheight": "100"}, (600, 100, None)), ({"maxwidth": "100"}, (100, 240, None))],
)  # fmt: skip
def test_nothing_is_larger_than_asked_for(ask: Any, published: Callable[..., Article], limits: Any, sizes: Any) -> None:
    article = published(cover=keep(png(1000), by=host_actor()))
    said = json.loads(ask(article, **limits).content)
    assert (said["width"], said["height"], said.get("thumbnail_width")) == sizes


@pytest.mark.parametrize(
    "given", [{"maxwidth": "0"}, {"maxwidth": "-1"}, {"maxheight": "x"}, {"maxwidth": "²"}, {"maxwidth": "9" * 40}]
)
def test_limits_that_are_no_numbers_are_refused(ask: Any, published: Callable[..., Article], given: Any) -> None:
    assert ask(published(), **given).status_code == 400


@pytest.mark.parametrize(
    "url",
    ["https://elsewhere.example/a/{id}", "{base}/a/nothing", "{base}/about", "{base}/a/{id}/comments", "javascript:{id}",
     "http://[", "{base}.evil.example/a/{id}", "http://localhost:8000@evil.example/a/{id}", "/a/{id}"],
)  # fmt: skip
def test_what_is_not_ours_is_unknown(client: Any, site: Any, published: Callable[..., Article], url: str) -> None:
    asked = url.format(base=BASE, id=published().public_id)
    assert client.get("/oembed", {"url": asked}).status_code == 404


def test_no_address_and_no_such_format_are_said_to_be_so(client: Any, ask: Any, published: Any) -> None:
    assert client.get("/oembed").status_code == 400
    assert ask(published(), format="yaml").status_code == 501


def test_what_cannot_be_read_is_not_embedded(ask: Any, published: Callable[..., Article], dana: Any) -> None:
    gone, terms, law = (published(f"文章第 {n} 篇") for n in range(3))
    withdrawing.withdraw(gone, by=host_actor())
    for article, ground in ((terms, "terms"), (law, "law")):
        statement = issue(ground=ground, rule="1", facts="x", effect="withheld", by_public_id=dana.public_id)
        restricting.restrict(article, ArticleEffect.WITHHELD, under=statement)
    answers = [ask(article) for article in (gone, terms, law)]
    assert [answer.status_code for answer in answers] == [410, 403, 451]
    assert not any("文章第".encode() in answer.content for answer in answers)


def test_the_article_says_where_to_ask(client: Any, site: Any, published: Callable[..., Article]) -> None:
    article = published()
    tree = lxml.html.fromstring(client.get(f"/a/{article.public_id}").content)
    for kind in ("application/json+oembed", "text/xml+oembed"):
        (href,) = tree.xpath(f"//link[@type='{kind}']/@href")
        assert client.get(href).status_code == 200
