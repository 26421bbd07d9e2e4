"""Search engines on the desk."""

from typing import Any

import pytest

from haowen.derived.pushing.models import Standing
from haowen.domain.site import changing
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
PATH = "/desk/site/engines"


def test_an_operator_lets_engines_be_told_and_stops_it(client: Any, site: Any, olga: Any) -> None:
    client.force_login(olga)
    assert client.get(PATH).status_code == 200
    assert client.post(PATH, {"tells_indexnow": "on", "push_url": "https://e.example/urls?token=t"}).status_code == 303
    kept = changing.current()
    assert len(kept.indexnow_key) == 32
    assert (kept.indexnow_url, kept.push_url) == ("https://api.indexnow.org/indexnow", "https://e.example/urls?token=t")
    Standing.objects.create(receiver="indexnow", failures=2, failure="e.example answers 403", again_at=now())
    page = client.get(PATH).content.decode()
    assert "e.example answers 403" in page
    assert f"/{kept.indexnow_key}.txt" in page
    client.post(PATH, {"tells_indexnow": "on"})
    assert changing.current().indexnow_key == kept.indexnow_key
    client.post(PATH, {})
    assert (changing.current().indexnow_key, changing.current().push_url) == ("", "")


def test_what_is_no_address_is_refused_and_kept_in_the_form(client: Any, site: Any, olga: Any) -> None:
    client.force_login(olga)
    answer = client.post(PATH, {"push_url": "ftp://e.example/x", "tells_indexnow": "on"})
    assert answer.status_code == 422
    assert "ftp://e.example/x" in answer.content.decode()
    assert not changing.current().indexnow_key


def test_others_find_nothing_here(client: Any, site: Any, erin: Any) -> None:
    client.force_login(erin)
    assert client.get(PATH).status_code == 404
