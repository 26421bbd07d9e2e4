"""Verticals of the host."""

import pytest
from lxml import html

from haowen.domain.headlines.originals import enter, open_vertical
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def test_a_vertical_keeps_the_desks_order(client, published) -> None:
    vertical = open_vertical("craft", "手艺", "Craft", 1)
    first, second = published(title="排第一的"), published(title="排第二的")
    enter(vertical, second, 2)
    enter(vertical, first, 1)
    pagestore.forget()
    tree = page(client, "/o/craft")
    assert tree.xpath("//*[@data-part='list']//li//h2/a/@href") == [f"/a/{first.public_id}", f"/a/{second.public_id}"]
    page(client, "/o/unknown", status=404)
