"""The search page; what the index finds is tested with the index."""

import json

import pytest
from lxml import html

from haowen.derived.search.indexing import index
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.publishers.restricting import restrict as restrict_publisher
from haowen.domain.statements.issuing import issue
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def found(tree) -> list[str]:
    return [a.get("href") for a in tree.xpath("//*[@data-part='results']//li//h3/a")]


@pytest.fixture
def indexed(published):
    """Makes a published article that the index knows."""

    def make(**given):
        article = published(**given)
        index([article.pk])
        pagestore.forget()
        return article

    return make


def test_a_passage_of_the_body_is_found_and_marked(client, indexed) -> None:
    article = indexed(title="夜里的河", html="<p>老吴说，闸门要在涨潮以前放下来。</p>")
    indexed(title="别的事", html="<p>菜价拐弯了。</p>")
    tree = page(client, "/search?q=闸门")
    assert found(tree) == [f"/a/{article.public_id}"]
    assert [mark.text_content() for mark in tree.xpath("//*[@data-part='results']//mark")] == ["闸门"]
    assert tree.xpath("//input[@name='q']/@value")[-1] == "闸门"


def test_what_is_typed_never_becomes_markup(client, indexed) -> None:
    tree = page(client, '/search?q="><script>alert(1)</script>')
    assert not tree.xpath("//script[not(@src)]")
    assert tree.xpath("//input[@id='sq']/@value") == ['"><script>alert(1)</script>']


def test_an_empty_question_gets_hints(client, site) -> None:
    tree = page(client, "/search")
    assert tree.xpath("//*[@data-part='results']")
    assert "How to search" in tree.text_content()


def test_a_string_that_occurs_nowhere_finds_nothing_and_says_what_to_do(client, indexed) -> None:
    indexed()
    tree = page(client, "/search?q=qzxjvwkplmn&kind=video")
    assert not found(tree)
    assert "Nothing was found" in tree.text_content()
    assert "As you typed it: “qzxjvwkplmn” (nothing)" in tree.text_content()


def test_an_empty_result_leads_to_neighbouring_questions_that_find_something(client, indexed) -> None:
    indexed(title="潮汐与闸门", html="<p>闸门在涨潮以前放下来。</p>")

    def ways(address: str) -> list[str]:
        return page(client, address).xpath("//*[@data-part='results']//ul[@class='ways']//a/@href")

    assert ways("/search?q=闸门&kind=video")[0] == "/search?q=%E9%97%B8%E9%97%A8"
    assert "/search?q=%E9%97%B8%E9%97%A8" in ways("/search?q=闸门 骆驼")
    assert ways("/search?q=“闸门放下来”")[0] == "/search?q=%E9%97%B8%E9%97%A8%E6%94%BE%E4%B8%8B%E6%9D%A5"
    loose = page(client, "/search?q=朝夕与闸门")
    assert loose.xpath("//p[@class='note']/a/@href") == ["/search?q=%E6%BD%AE%E6%B1%90%E4%B8%8E%E9%97%B8%E9%97%A8"]
    assert ways("/search?q=朝夕")[0] == "/search?q=%E6%BD%AE%E6%B1%90"


def test_without_an_index_the_page_says_so_and_still_finds_publishers(client, published) -> None:
    published(title="河里的水")
    tree = page(client, "/search?q=河流")
    assert "The index is being made anew" in tree.text_content()
    assert tree.xpath("//ul[@class='pubs']//a/@href") == ["/@river_watch"]


def test_one_publishers_articles_can_be_asked_for(client, indexed) -> None:
    article = indexed(title="闸门")
    assert found(page(client, "/search?q=闸门&publisher=river_watch")) == [f"/a/{article.public_id}"]
    assert found(page(client, "/search?publisher=@River_Watch&order=new")) == [f"/a/{article.public_id}"]
    tree = page(client, "/search?q=闸门&publisher=nobody_here")
    assert not found(tree)
    assert "Without the filters" in tree.text_content()


@pytest.mark.parametrize(
    "typed",
    ["闸", '"', '"""', "* AND *", "title:x OR (", "NEAR/3", "\\", "[a-z]{3,}.*", "𠮷", "\u202e", "的" * 300, "x" * 300],
)
def test_whatever_is_typed_the_page_answers(client, indexed, typed: str) -> None:
    indexed()
    assert client.get("/search", {"q": typed}).status_code == 200
    assert client.get("/search/suggest", {"q": typed}).status_code == 200


def test_drafts_and_what_was_taken_away_are_not_found(client, indexed, article_factory) -> None:
    article_factory(title="草稿里的闸门", html="<p>闸门</p>")
    back, withheld = indexed(title="撤回的闸门"), indexed(title="停止展示的闸门")
    withdraw(back, by=host_actor())
    under = issue(ground="law", rule="1", facts="x", effect="withheld", by_public_id="h")
    restrict(withheld, ArticleEffect.WITHHELD, under=under)
    pagestore.forget()
    assert not found(page(client, "/search?q=闸门"))
    assert json.loads(client.get("/search/suggest?q=闸门").content)["suggestions"] == []


def test_dates_and_channels_narrow_the_results(client, indexed, channel) -> None:
    inside, outside = indexed(title="闸门之内", channel=channel), indexed(title="闸门之外")
    assert set(found(page(client, "/search?q=闸门"))) == {f"/a/{one.public_id}" for one in (inside, outside)}
    assert found(page(client, "/search?q=闸门&channel=science")) == [f"/a/{inside.public_id}"]
    assert not found(page(client, "/search?q=闸门&to=2020-01-01"))
    current = page(client, "/search?q=闸门&channel=science").xpath("//*[@class='filt']//a[@aria-current]")
    assert "Science" in [a.text_content() for a in current]


def test_a_date_that_is_none_is_refused_with_the_question_kept(client, site) -> None:
    tree = page(client, "/search?q=闸门&from=gestern", status=400)
    assert "gestern" in tree.xpath("//*[@role='alert']")[0].text_content()
    assert tree.xpath("//input[@id='sq']/@value") == ["闸门"]


def test_publishers_are_found_by_name(client, indexed) -> None:
    indexed(title="无关的题目")
    tree = page(client, "/search?q=河流")
    assert tree.xpath("//ul[@class='pubs']//a/@href") == ["/@river_watch"]
    assert page(client, "/search?q=河流&kind=publisher").xpath("//*[@data-part='results']//a[@href='/@river_watch']")


def test_suggestions_name_publishers_and_titles(client, indexed) -> None:
    article = indexed(title="河流改道以后")
    said = json.loads(client.get("/search/suggest?q=河流").content)["suggestions"]
    assert said == [
        {"kind": "publisher", "text": "河流观察", "url": "/@river_watch"},
        {"kind": "article", "text": "河流改道以后", "url": f"/a/{article.public_id}"},
    ]


def test_suggestions_and_publishers_are_found_by_sound_and_in_the_other_script(client, indexed) -> None:
    article = indexed(title="長城以北")
    for typed in ("长城", "長", "changcheng", "ccyb"):
        said = json.loads(client.get("/search/suggest", {"q": typed}).content)["suggestions"]
        assert [one["url"] for one in said] == [f"/a/{article.public_id}"], typed
    for typed in ("heliuguan", "hlgc", "河流觀察"):
        said = json.loads(client.get("/search/suggest", {"q": typed}).content)["suggestions"]
        assert [one["url"] for one in said] == ["/@river_watch"], typed
    assert page(client, "/search?q=heliu").xpath("//ul[@class='pubs']//a/@href") == ["/@river_watch"]


def test_a_publisher_whose_whole_name_it_is_stands_above_the_articles(client, indexed) -> None:
    indexed(title="无关的题目")
    results = page(client, "/search?q=河流觀察").xpath("//*[@data-part='results']")[0]
    assert results.xpath(".//ul[@class='pubs']//a/@href") == ["/@river_watch"]


def test_a_withheld_publisher_is_not_suggested(client, publisher) -> None:
    under = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id="h")
    restrict_publisher(publisher, PublisherEffect.WITHHELD, under=under)
    pagestore.forget()
    assert json.loads(client.get("/search/suggest?q=河流").content)["suggestions"] == []
    assert "/@river_watch" not in html.tostring(page(client, "/search?q=河流")).decode()


def test_the_newest_are_listed_without_a_question(client, published) -> None:
    older, newer = published(title="先来的"), published(title="后来的")
    assert found(page(client, "/search?order=new")) == [f"/a/{newer.public_id}", f"/a/{older.public_id}"]
