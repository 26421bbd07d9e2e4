"""The hot list."""

import pytest
from lxml import html

from haowen.derived.recommend.heat import refresh
from haowen.domain.audience.counting import count
from haowen.kit import pagestore
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


@pytest.fixture
def read(published, channel):
    """Makes an article that was opened so many times."""

    def make(title: str, times: int, **given):
        article = published(title=title, **given)
        count(article.pk, opened=times + 5, lasting=times, at=now())
        refresh([article.pk], at=now())
        pagestore.forget()
        return article

    return make


def listed(tree) -> list[str]:
    return [a.get("href") for a in tree.xpath("//*[@data-part='list']//h3/a")]


@pytest.mark.parametrize("span", ["day", "week"])
def test_the_most_read_stands_first(client, read, span) -> None:
    little, much = read("读的人少", 2), read("读的人多", 7)
    assert listed(page(client, f"/hot?span={span}")) == [f"/a/{much.public_id}", f"/a/{little.public_id}"]


def test_a_channel_has_a_hot_list_of_its_own(client, read, channel) -> None:
    inside = read("频道里的", 2, channel=channel)
    read("频道外的", 9)
    assert listed(page(client, "/hot?channel=science")) == [f"/a/{inside.public_id}"]
    page(client, "/hot?channel=nowhere", status=404)


def test_nothing_read_yet_is_said(client, published) -> None:
    published()
    assert "Nothing has been read here" in page(client, "/hot").text_content()


def test_every_item_can_say_why_it_is_here_with_its_numbers(client, read) -> None:
    article = read("读的人多", 7)
    item = page(client, "/hot").xpath("//*[@data-part='list']//li")[0]
    assert item.get("data-why") == "popular"
    said = page(client, item.xpath(".//a[@class='why']/@href")[0])
    *terms, total = [float(cell.text_content()) for cell in said.xpath("//tbody/tr/td")]
    assert terms == [total]
    assert total == pytest.approx(7, abs=0.1)
    assert "Readers who kept it in view" in said.text_content()
    assert article.title in said.text_content()
