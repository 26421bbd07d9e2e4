"""A live report on its page and by itself: both orders, more of it, what programs are told."""

import json

import pytest
from lxml import html

from haowen.domain.articles import reporting, telling
from haowen.domain.articles.models import Kind
from haowen.domain.people.acting import host_actor
from haowen.doors.web import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(published):
    article = published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE)
    for text in ("甲", "乙", "丙"):
        reporting.enter(article, title=f"第{text}条", html=f"<h2>小题</h2><p>{text}。</p>", by=host_actor())
    return article


def numbers(client, address):
    return html.fromstring(client.get(address).content).xpath("//ol[@class='entries']/li/@id")


def test_entries_are_read_newest_first_or_oldest_first(client, report) -> None:
    here = f"/a/{report.public_id}"
    assert numbers(client, here) == ["e3", "e2", "e1"]
    assert numbers(client, f"{here}?order=old") == ["e1", "e2", "e3"]
    assert numbers(client, f"{here}/live") == ["e3", "e2", "e1"]
    assert numbers(client, f"{here}/live?beyond=x&order=sideways") == ["e3", "e2", "e1"]
    root = html.fromstring(client.get(here).content)
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


def test_a_long_report_goes_on_at_another_address(client, report, monkeypatch) -> None:
    monkeypatch.setattr(telling, "MOST", 2)
    here = f"/a/{report.public_id}"
    (more,) = html.fromstring(client.get(here).content).xpath("//div[@id='live']/p[@class='all']/a/@href")
    assert more == f"{here}?beyond=2"
    assert numbers(client, more) == ["e1"]


def test_programs_are_told_of_entries(client, report) -> None:
    reporting.end(report, by=host_actor())
    root = html.fromstring(client.get(f"/a/{report.public_id}").content)
    told = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))["@graph"][0]
    assert told["@type"] == "LiveBlogPosting"
    assert told["coverageStartTime"] == told["datePublished"]
    assert told["coverageEndTime"]
    assert [one["headline"] for one in told["liveBlogUpdate"]] == ["第丙条", "第乙条", "第甲条"]
    assert told["liveBlogUpdate"][0]["articleBody"] == "小题\n丙。"


def test_programs_are_told_of_the_newest_whatever_comes_first(client, report, monkeypatch) -> None:
    monkeypatch.setattr(entries, "TOLD_MOST", 2)
    root = html.fromstring(client.get(f"/a/{report.public_id}?order=old").content)
    told = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))["@graph"][0]
    assert [one["headline"] for one in told["liveBlogUpdate"]] == ["第丙条", "第乙条"]


def test_what_is_no_live_report_has_no_entries(client, published) -> None:
    assert client.get(f"/a/{published().public_id}/live").status_code == 404
