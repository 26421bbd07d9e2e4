"""The page of entries that wait: readers see what is passed there, writers what was returned and why, nobody a page twice."""

import pytest
from lxml import html

from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import EntryReview, Kind, Passer

pytestmark = pytest.mark.django_db


def test_an_entry_is_passed_and_another_returned_with_a_reason(client, published, bob, alice, olga):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    report = published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE, by=bob)
    set_chain(report.publisher, [StageWanted("编辑", Passer.EDITORS)], by=olga)
    pen, queue = f"/studio/a/{report.public_id}/live", f"/studio/reviews/{report.public_id}/entries"
    client.force_login(bob)
    for text in ("甲事", "乙事"):
        assert "waits" in client.post(pen, {"text": text}, follow=True).content.decode()
    assert "甲事" not in client.get(f"/a/{report.public_id}").content.decode()
    root = html.fromstring(client.get(queue).content)
    assert root.xpath("//button[@value='pass']") == []  # they wrote it
    client.force_login(alice)
    assert queue in client.get("/studio/reviews").content.decode()
    root = html.fromstring(client.get(queue).content)
    first, second = root.xpath("//input[@name='entry']/@value")
    assert client.post(queue, {"entry": first, "do": "pass"}).status_code == 303
    assert client.post(queue, {"entry": first, "do": "pass"}).status_code == 422
    wrong = client.post(queue, {"entry": second, "do": "return", "reason": " "})
    assert (wrong.status_code, "say why" in wrong.content.decode()) == (422, True)
    assert client.post(queue, {"entry": second, "do": "return", "reason": "谁说的？"}).status_code == 303
    assert client.post(queue, {"entry": second, "do": "explode"}).status_code == 422
    shown = client.get(f"/a/{report.public_id}").content.decode()
    assert ("甲事" in shown, "乙事" in shown) == (True, False)
    client.force_login(bob)
    assert "谁说的？" in client.get(pen).content.decode()
    assert EntryReview.objects.filter(state="open").count() == 0
