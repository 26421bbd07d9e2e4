"""Owners and editors say whether pictures bear the publisher's name; nobody else does."""

import pytest

from haowen.domain.publishers.models import Watermark

ADDRESS = "/studio/media/watermark?publisher=river_watch"


def test_an_owner_says_it_and_sees_it(client, alice, publisher) -> None:
    client.force_login(alice)
    assert client.post(ADDRESS, {"watermark": "name"}).status_code == 303
    publisher.refresh_from_db()
    assert publisher.watermark == Watermark.NAME
    page = client.get("/studio/media?publisher=river_watch").content.decode()
    assert 'value="name" id="id_watermark_1" checked' in page.replace("required checked", "checked").replace(
        'value="name" required id="id_watermark_1" checked', 'value="name" id="id_watermark_1" checked'
    )
    assert client.post(ADDRESS, {"watermark": "huge"}).status_code == 303
    publisher.refresh_from_db()
    assert publisher.watermark == Watermark.NAME


@pytest.mark.parametrize("who", ["bob", "mallory"])
def test_who_does_not_arrange_finds_nothing(client, request, publisher, who) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.post(ADDRESS, {"watermark": "name"}).status_code == 404
    assert 'name="watermark"' not in client.get("/studio/media").content.decode()
    publisher.refresh_from_db()
    assert publisher.watermark is None
