"""The pages of comments."""

import pytest
from lxml import html

from haowen.domain.comments.commenting import comment, remove
from haowen.domain.comments.models import CommentEffect, CommentRestriction
from haowen.domain.people.acting import actor_of
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(published, carol, mallory):
    article = published()
    first = comment(article, by=actor_of(carol), text="第一句话")
    second = comment(article, by=actor_of(mallory), text="第二句话", answers=first)
    third = comment(article, by=actor_of(carol), text="第三句话", answers=second)
    return article, first, second, third


def page(client, path):
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def test_a_comment_quotes_the_floors_it_answers_oldest_first(client, talk) -> None:
    article, _first, _second, third = talk
    tower = page(client, f"/a/{article.public_id}/comments?order=floor").xpath(
        f"//li[@id='f{third.floor}']//ol[@class='tower']/li/p[2]"
    )
    assert [floor.text_content() for floor in tower] == ["第一句话", "第二句话"]


@pytest.mark.parametrize(("order", "floors"), [("floor", ["f1", "f2", "f3"]), ("new", ["f3", "f2", "f1"])])
def test_floors_come_in_the_order_asked_for(client, talk, order, floors) -> None:
    assert page(client, f"/a/{talk[0].public_id}/comments?order={order}").xpath("//li[@class='com']/@id") == floors


def test_a_removed_comment_keeps_its_floor_and_loses_its_text_also_where_it_is_quoted(client, talk, mallory) -> None:
    article, _first, second, _third = talk
    remove(second, by=actor_of(mallory))
    shown = page(client, f"/a/{article.public_id}/comments?order=floor")
    assert "第二句话" not in shown.text_content()
    assert shown.xpath("//li[@id='f2']//p[@class='gone']/text()") == ["Removed by its writer."]
    assert shown.xpath("//li[@id='f3']//ol//p[@class='gone']/text()") == ["Removed by its writer."]


def test_a_withheld_comment_is_said_to_be_withheld_everywhere(client, talk) -> None:
    article, first, *_others = talk
    statement = Statement.objects.create(
        ground="terms", rule="3", facts="abuse", effect="withheld", by_public_id="x", issued_at=now()
    )
    CommentRestriction.objects.create(
        comment=first, effect=CommentEffect.WITHHELD, statement=statement, starts_at=now()
    )
    for path in ("", "/comments?order=floor", "/comments/3"):
        shown = page(client, f"/a/{article.public_id}{path}")
        assert "第一句话" not in shown.text_content()
        assert "Withheld by the host." in shown.text_content()


def test_the_page_of_a_floor_shows_the_talk_it_stands_in(client, talk) -> None:
    shown = page(client, f"/a/{talk[0].public_id}/comments/2")
    assert shown.xpath("//li[@class='com']/@id") == ["f1", "f2", "f3"]


@pytest.mark.parametrize("path", ["comments/99", "comments?page=2", "comments?page=0", "comments?page=x"])
def test_what_is_not_there_is_not_found(client, talk, path) -> None:
    assert client.get(f"/a/{talk[0].public_id}/{path}").status_code == 404


def test_a_visitor_gets_links_and_no_forms(client, talk) -> None:
    shown = page(client, f"/a/{talk[0].public_id}/comments")
    assert not shown.xpath("//main//form")
    assert shown.xpath("//a[starts-with(@href, '/accounts/login/?next=')]")
