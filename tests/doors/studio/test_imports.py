"""Bringing in, from the studio."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haowen.domain.articles.models import Article
from haowen.domain.imports.models import Account, Import, ItemState
from haowen.domain.publishers.models import MemberRole
from haowen.doors.bringing.tasks import bring_item
from tests.domain.articles.test_fetching import elsewhere  # noqa: F401 - a fixture
from tests.doors.bringing.test_owning import WECHAT

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio(client, bob):
    client.force_login(bob)
    return client


def begin(studio, publisher, **said):
    answer = studio.post("/studio/import", {"publisher": publisher.handle} | said)
    assert answer.status_code == 303
    work = Import.objects.latest("pk")
    assert answer["Location"] == f"/studio/import/{work.public_id}"
    return work


def test_what_was_asked_for_is_seen_until_it_has_ended(studio, publisher):
    file = SimpleUploadedFile("文章.md", "# 我的文章\n\n水位。".encode())
    work = begin(studio, publisher, addresses="", uploads=[file])
    page = studio.get(f"/studio/import/{work.public_id}").content.decode()
    assert "data-open" in page
    bring_item.call(item_id=work.items.get().pk)
    page = studio.get(f"/studio/import/{work.public_id}").content.decode()
    assert f'href="/studio/a/{Article.objects.get().public_id}"' in page
    assert "data-open" not in page
    assert f"/studio/import/{work.public_id}" in studio.get("/studio/import").content.decode()


def test_reasons_are_told_in_the_writers_language(studio, publisher):
    studio.cookies["prefs"] = "lang=zh-hans"
    work = begin(studio, publisher, uploads=[SimpleUploadedFile("x.pdf", b"%PDF-1.7")])
    bring_item.call(item_id=work.items.get().pk)
    item = work.items.get()
    assert (item.state, work.language) == (ItemState.REFUSED, "zh-hans")
    assert item.outcomes.get().reason in studio.get(f"/studio/import/{work.public_id}").content.decode()


def test_a_mistake_keeps_what_was_typed_and_is_beside_its_field(studio, publisher):
    answer = studio.post("/studio/import", {"publisher": publisher.handle, "addresses": "没有地址"})
    page = answer.content.decode()
    assert (answer.status_code, Import.objects.exists()) == (422, False)
    assert "没有地址</textarea>" in page
    assert "id_addresses_error" in page


def test_it_can_be_stopped(studio, publisher):
    work = begin(studio, publisher, addresses="https://a.example/1")
    assert studio.post(f"/studio/import/{work.public_id}", {"do": "stop"}).status_code == 303
    assert work.items.get().state == ItemState.STOPPED


def test_from_a_repost_to_own_work_by_a_code(studio, publisher, elsewhere):  # noqa: F811
    elsewhere.answers["/s/x"] = (200, WECHAT.encode(), {"Content-Type": "text/html"})
    work = begin(studio, publisher, addresses=f"{elsewhere.base}/s/x")
    bring_item.call(item_id=work.items.get().pk)
    article, account = Article.objects.get(), Account.objects.get()
    way = f"/studio/import/accounts/{account.pk}"
    assert way in studio.get(f"/studio/import/{work.public_id}").content.decode()
    said = {
        "dialog": "1",
        "base": article.head.public_id,
        "origin": "original",
        "ai": "ai_none",
        "when": "now",
        "channel": "",
    }
    refused = studio.post(f"/studio/a/{article.public_id}/publish", said)
    assert (refused.status_code, way in refused.content.decode()) == (422, True)
    assert studio.post(way, {"url": f"{elsewhere.base}/s/x"}).status_code == 422
    elsewhere.answers["/s/y"] = (
        200,
        WECHAT.replace("haowen-code1", account.code).encode(),
        {"Content-Type": "text/html"},
    )
    assert account.code in studio.get(way).content.decode()
    assert studio.post(way, {"url": f"{elsewhere.base}/s/y"}).status_code == 303
    article.refresh_from_db()
    said["base"] = article.head.public_id
    assert studio.post(f"/studio/a/{article.public_id}/publish", said).status_code == 303
    article.refresh_from_db()
    assert article.is_published()


def test_others_find_nothing(client, studio, publisher, carol, mallory):
    work = begin(studio, publisher, addresses="https://a.example/1")
    account = Account.objects.create(publisher=publisher, host="a.example")
    publisher.members.create(user=carol, role=MemberRole.ANALYST)
    for other in (carol, mallory):
        client.force_login(other)
        for address in (
            f"/studio/import?publisher={publisher.handle}",
            f"/studio/import/{work.public_id}",
            f"/studio/import/accounts/{account.pk}",
        ):
            assert client.get(address).status_code == 404
            assert (
                client.post(
                    address, {"publisher": publisher.handle, "do": "stop", "url": "https://a.example/"}
                ).status_code
                == 404
            )
        assert client.get("/studio/import").status_code == 200
