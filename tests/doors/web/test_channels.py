"""Channel pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from haowen.derived.duplicates.models import Pair
from haowen.domain.channels.opening import close
from haowen.domain.headlines.models import Place
from haowen.domain.headlines.placing import place
from haowen.kit import pagestore
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def listed(tree) -> list[str]:
    return [a.get("href") for a in tree.xpath("//*[@data-part='list']//li[contains(@class,'item')]//h3/a")]


def test_a_channel_lists_its_articles_the_newest_first(client, published, channel) -> None:
    older, newer = published(title="先来的", channel=channel), published(title="后来的", channel=channel)
    elsewhere = published(title="不在频道里")
    tree = page(client, "/c/science")
    assert listed(tree) == [f"/a/{newer.public_id}", f"/a/{older.public_id}"]
    assert elsewhere.public_id not in html.tostring(tree).decode()
    assert tree.xpath("//h1")[0].text_content() == "Science"
    assert tree.xpath("//header//a[@aria-current='page']/@href") == ["/c/science"]


def test_many_articles_are_read_by_pieces(client, published, channel) -> None:
    for n in range(23):
        published(title=f"第 {n} 篇文章", channel=channel)
    tree = page(client, "/c/science")
    top = tree.xpath("//*[contains(@class,'fgrid')]//a[starts-with(@href, '/a/')]/@href")
    assert len(listed(tree)) + len(top) == len({*listed(tree), *top}) == 20, "what stands on top is not listed again"
    further = tree.xpath("//a[@rel='next']/@href")[0]
    second = page(client, further)
    assert len(listed(second)) == 3
    assert second.xpath("//a[@rel='prev']")
    assert not second.xpath("//a[@rel='next']")
    assert second.xpath("//link[@rel='canonical']/@href")[0].endswith(further)
    assert not set(listed(tree)) & set(listed(second))
    for n in range(5):
        published(title=f"新的第 {n} 篇", channel=channel)
    pagestore.forget()
    assert listed(page(client, further)) == listed(second), "a link leads to the same articles tomorrow"


@pytest.mark.parametrize("asked", ["before=nothing", "after=nothing", "before=%00", "before=" + "x" * 300])
def test_a_page_that_does_not_exist_is_404(client, published, channel, asked) -> None:
    published(channel=channel)
    page(client, f"/c/science?{asked}", status=404)


def test_the_desks_headline_stands_on_top_of_a_full_channel(client, published, channel, erin) -> None:
    first = published(title="最早的一篇", channel=channel)
    for n in range(12):
        published(title=f"第 {n} 篇文章", channel=channel)
    place(first, Place.CHANNEL, channel=channel, starts_at=now(), by=erin)
    pagestore.forget()
    tree = page(client, "/c/science")
    assert tree.xpath("//*[contains(@class,'big')]//h2/a/@href") == [f"/a/{first.public_id}"]


def test_an_empty_channel_says_what_will_be_here(client, channel) -> None:
    assert "will stand here" in page(client, "/c/science").text_content()


def test_an_unknown_or_closed_channel_is_404(client, channel) -> None:
    page(client, "/c/nowhere", status=404)
    close(channel)
    pagestore.forget()
    page(client, "/c/science", status=404)


@pytest.mark.parametrize("number", [2, 19])
@pytest.mark.django_db(transaction=True)
def test_a_channel_keeps_its_budget(client, settings, published, channel, number) -> None:
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    for n in range(number):
        published(title=f"第 {n} 篇文章", channel=channel)
    pagestore.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/c/science").status_code == 200
    assert len(captured) <= 12


def test_an_article_of_a_closed_channel_leads_to_no_page_that_is_gone(client, published, channel) -> None:
    article = published(channel=channel)
    assert page(client, f"/a/{article.public_id}").xpath(f"//*[@data-part='breadcrumb']//a[@href='/c/{channel.slug}']")
    close(channel)
    pagestore.forget()
    assert not page(client, f"/a/{article.public_id}").xpath(f"//a[@href='/c/{channel.slug}']")


def test_of_two_copies_in_one_channel_the_original_is_shown(client, published, channel) -> None:
    original, copy = published("先写的一篇", channel=channel), published("抄来的一篇", channel=channel)
    Pair.objects.create(copy=copy, original=original, common=1, contained=1)
    for path in ("/c/science", "/"):
        shown = page(client, path).xpath("//main//a/@href")
        assert f"/a/{original.public_id}" in shown, path
        assert f"/a/{copy.public_id}" not in shown, path
