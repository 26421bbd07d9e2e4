"""The writer's small form of a live report: without a script, at once for readers, every mistake told."""

import pytest
from lxml import html

from haowen.domain.articles import telling
from haowen.domain.articles.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(published):
    return published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE)


@pytest.fixture
def writing(client, bob):
    client.force_login(bob)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_what_is_sent_is_read_at_once(writing, report) -> None:
    here = f"/studio/a/{report.public_id}/live"
    assert writing.post(here, {"text": "水到了**第三级**台阶。", "title": "涨水", "is_pinned": "on"}).status_code == 303
    root = html.fromstring(writing.get(f"/a/{report.public_id}").content)
    assert root.xpath("string(//li[@id='e1']//strong)") == "第三级"
    assert len(root.xpath("//ol[@class='entries']/li")) == 2  # on top and in its place
    assert root.xpath("//@data-live") == [f"/a/{report.public_id}/live"]
    wrong = writing.post(here, {"text": " ", "title": "只有名字"})
    assert (wrong.status_code, "只有名字" in wrong.content.decode()) == (422, True)


def test_a_correction_and_the_end_are_told_to_readers(writing, report) -> None:
    here = f"/studio/a/{report.public_id}/live"
    writing.post(here, {"text": "第三级"})
    assert writing.post(f"{here}/1", {"text": "第四级", "note": "数错了"}).status_code == 303
    assert "第三级" in writing.get(f"{here}/1").content.decode()
    writing.post(f"{here}/act", {"do": "end"})
    root = html.fromstring(writing.get(f"/a/{report.public_id}").content)
    assert "数错了" in root.xpath("string(//li[@id='e1']//*[@role='note'])")
    assert "ended" in root.xpath("string(//div[@id='live']/header)")
    assert root.xpath("//@data-live") == []
    refused = writing.post(here, {"text": "还有"})
    assert (refused.status_code, "还有" in refused.content.decode()) == (422, True)
    for act in ("go_on", "pin", "let_go", "remove", "bring_back"):
        assert writing.post(f"{here}/act", {"do": act, "entry": "1"}).status_code == 303
    assert writing.post(f"{here}/act", {"do": "explode", "entry": "1"}).status_code == 404
    assert telling.ended_at(report.pk) is None
