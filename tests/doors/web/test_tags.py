"""Articles under one word."""

import pytest
from lxml import html

from haowen.domain.articles.models import Tag

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def test_a_tag_lists_what_carries_it(client, published) -> None:
    tagged = published(title="有标签的")
    published(title="没有标签的")
    tagged.tags.add(Tag.objects.create(slug="河流", name="河流"))
    tree = page(client, "/t/河流")
    assert tree.xpath("//*[@data-part='list']//li//h3/a/@href") == [f"/a/{tagged.public_id}"]
    assert tree.xpath("//link[@rel='canonical']/@href")[0].endswith("/t/%E6%B2%B3%E6%B5%81")
    page(client, "/t/没有", status=404)
