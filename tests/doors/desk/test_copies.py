"""The host's list of copies."""

import pytest

from haowen.derived.duplicates.finding import find
from haowen.derived.duplicates.models import Pair
from tests.text.test_similarity import RIVER

pytestmark = pytest.mark.django_db


def test_the_host_sees_pairs_and_what_stands_in_both(client, published, dana):
    original, copy = published("江水退了一夜", f"<p>{RIVER}</p>"), published("江水又退了一夜", f"<p>前言。{RIVER}</p>")
    client.force_login(dana)
    assert "No two published articles" in client.get("/desk/copies", headers={"accept-language": "en"}).content.decode()
    find([original.pk, copy.pk])
    page = client.get("/desk/copies").content.decode()
    assert page.index(copy.title) < page.index(original.title)
    here = f"/desk/copies/{Pair.objects.get().pk}"
    assert here in page
    assert client.get(here).content.decode().count(RIVER[:40]) == 2
    assert client.get("/desk/copies/987654").status_code == 404
    assert client.get("/desk/copies?page=zzz").status_code == 200
