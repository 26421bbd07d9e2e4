"""Lists by tag, series and vertical; small files for machines; addresses."""

import pytest
from lxml import html

from haowen.domain.articles.models import Article, Series, Tag
from haowen.domain.headlines.originals import enter, open_vertical
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def listed(tree, heading: str = "h3") -> list[str]:
    return [a.get("href") for a in tree.xpath(f"//*[@data-part='list']//li//{heading}/a")]


def test_a_tag_lists_what_carries_it(client, published) -> None:
    tagged = published(title="有标签的")
    published(title="没有标签的")
    tagged.tags.add(Tag.objects.create(slug="河流", name="河流"))
    tree = page(client, "/t/河流")
    assert listed(tree) == [f"/a/{tagged.public_id}"]
    assert tree.xpath("//link[@rel='canonical']/@href")[0].endswith("/t/%E6%B2%B3%E6%B5%81")
    page(client, "/t/没有", status=404)


def test_a_series_reads_from_its_first_part_on(client, published, publisher) -> None:
    series = Series.objects.create(publisher=publisher, title="看河一年")
    second, first, loose = (published(title=title) for title in ("第二篇", "第一篇", "没有编号的"))
    for article, position in ((second, 2), (first, 1), (loose, None)):
        Article.objects.filter(pk=article.pk).update(series=series, series_position=position)
    pagestore.forget()
    tree = page(client, f"/s/{series.public_id}")
    assert listed(tree) == [f"/a/{one.public_id}" for one in (first, second, loose)]
    assert tree.xpath("//h1")[0].text_content() == "看河一年"
    page(client, "/s/unknown", status=404)


def test_a_vertical_keeps_the_desks_order(client, published) -> None:
    vertical = open_vertical("craft", "手艺", "Craft", 1)
    first, second = published(title="排第一的"), published(title="排第二的")
    enter(vertical, second, 2)
    enter(vertical, first, 1)
    pagestore.forget()
    tree = page(client, "/o/craft")
    assert listed(tree, "h2") == [f"/a/{first.public_id}", f"/a/{second.public_id}"]
    page(client, "/o/unknown", status=404)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("/c/science/", "/c/science"), ("/about/?x=1", "/about?x=1"), ("/@a_b/", "/@a_b"), ("//evil.example/", "/evil.example"),
     ("/\\evil.example/", "/evil.example")],
)  # fmt: skip
def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without(client, site, asked, answered) -> None:
    path, _, query = asked.partition("?")
    answer = client.get("/", PATH_INFO=path, QUERY_STRING=query)
    assert (answer.status_code, answer["Location"]) == (301, answered)


def test_robots_are_kept_out_of_what_is_made_for_one_person(client, site) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /accounts/", "Disallow: /studio", "Disallow: /desk"} <= set(lines)
    assert "Disallow: /" not in lines


def test_the_icon_is_a_picture(client, site) -> None:
    answer = client.get("/favicon.ico")
    assert answer["Content-Type"] == "image/x-icon"
    assert answer.content[:4] == b"\0\0\1\0"


def test_a_flaw_can_be_reported(client, site) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: " in text
    assert "Expires: " in text


def test_password_managers_find_the_form(client, site) -> None:
    assert client.get("/.well-known/change-password")["Location"] == "/accounts/password/change/"
