"""Standing pages: about, contact, terms, how it ranks and decides."""

import datetime as dt

import pytest
import time_machine
from lxml import html

from haowen.domain.site.changing import change, issue_terms
from haowen.domain.site.models import Weight
from haowen.doors.web.pages import body
from haowen.kit import pagestore
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
PATHS = ("/about", "/contact", "/terms", "/how-we-rank", "/how-we-decide")


def page(client, path: str, language: str = "en"):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert not answer.cookies
    return html.fromstring(answer.content.decode())


@pytest.mark.parametrize("path", PATHS)
def test_every_standing_page_says_something_before_the_host_wrote_a_word(client, site, path) -> None:
    tree = page(client, path)
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")[0].text_content()) > 150
    assert tree.xpath("//*[@data-part='breadcrumb']")
    assert tree.xpath("//*[@data-part='join']")
    assert tree.xpath("//link[@rel='canonical']/@href")[0].endswith(path)


def test_the_hosts_own_words_stand_in_place_of_ours(client, site, olga) -> None:
    change(by=olga, about_zh="# 我们是谁\n\n江城网的编辑。\n\n- 一\n- 二", about_en="", contact_en="Write to <us>.")
    pagestore.forget()
    tree = page(client, "/about", "zh")
    assert tree.xpath("//article//h2")[0].text_content() == "我们是谁"
    assert [li.text_content() for li in tree.xpath("//article//li")] == ["一", "二"]
    assert "江城网的编辑" in page(client, "/about").text_content(), "the other language where this one is not written"
    assert "Write to <us>." in page(client, "/contact").text_content()


def test_no_text_is_no_body(site) -> None:
    assert body(" \n ") == ""
    assert body("江城") == "<p>江城</p>"


def test_the_terms_in_force_are_shown_with_version_and_date(client, site, olga) -> None:
    issue_terms("第一版", "First version", by=olga, in_force_at=now() - dt.timedelta(days=2))
    issue_terms("第二版", "Second version", by=olga, in_force_at=now() + dt.timedelta(days=2))
    pagestore.forget()
    text = page(client, "/terms").text_content()
    assert "First version" in text
    assert "Version 1" in text
    with time_machine.travel(now() + dt.timedelta(days=3)):
        pagestore.forget()
        assert "Second version" in page(client, "/terms").text_content()


def test_the_page_on_ranking_shows_the_weights_in_force(client, site) -> None:
    Weight.objects.create(name="heat.comment", value=12.5)
    pagestore.forget()
    assert "12.5" in [cell.text_content() for cell in page(client, "/how-we-rank").xpath("//td")]
