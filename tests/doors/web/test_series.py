"""Series."""

import pytest
from lxml import html

from haowen.domain.articles.models import Article, Series
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def test_a_series_reads_from_its_first_part_on(client, published, publisher) -> None:
    series = Series.objects.create(publisher=publisher, title="看河一年")
    second, first, loose = (published(title=title) for title in ("第二篇", "第一篇", "没有编号的"))
    for article, position in ((second, 2), (first, 1), (loose, None)):
        Article.objects.filter(pk=article.pk).update(series=series, series_position=position)
    pagestore.forget()
    tree = page(client, f"/s/{series.public_id}")
    assert tree.xpath("//*[@data-part='list']//li//h3/a/@href") == [
        f"/a/{one.public_id}" for one in (first, second, loose)
    ]
    assert tree.xpath("//h1")[0].text_content() == "看河一年"
    page(client, "/s/unknown", status=404)
