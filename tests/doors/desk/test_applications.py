"""The queue of applications: who looks at which, the credential that was seen, and the next one."""

import datetime as dt

import pytest

from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application, Publisher
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
SAID = {"kind": "person", "motivation": "每周写一篇老城的口述史。"}


@pytest.fixture
def waiting(carol, bob) -> list[Application]:
    return [
        applying.submit(carol, name="城记临江", handle="city_notes", **SAID),
        applying.submit(bob, name="夜班公交", handle="night_bus", **SAID),
    ]


def test_chosen_ones_are_taken_given_and_laid_back(client, waiting, olga) -> None:
    other = make_user("oscar", "operator")
    client.force_login(olga)
    keys = [one.public_id for one in waiting]
    for what, holder in (("take", olga), ("give", other), ("free", None)):
        answer = client.post("/desk/applications", {"do": what, "id": keys, "to": other.public_id}, headers=ENGLISH)
        assert answer.status_code == 303
        assert {one.taken_by for one in Application.objects.all()} == {holder}
    applying.give(keys[:1], to=other, by=olga)
    page = client.get("/desk/applications", headers=ENGLISH).content.decode()
    assert "Oscar looks at it" in page
    assert "2 wait" in page
    assert client.post("/desk/applications", {"do": "burn", "id": keys}).status_code == 404
    for nobody in ("", waiting[0].applicant.public_id):
        assert client.post("/desk/applications", {"do": "give", "id": keys, "to": nobody}).status_code == 404


def test_approving_notes_the_credential_that_was_seen(client, waiting, olga) -> None:
    client.force_login(olga)
    here = f"/desk/applications/{waiting[0].public_id}"
    said = {"do": "approve", "seen-number": "鄂 77", "seen-valid_until": "2099-06-30"}
    refused = client.post(here, said, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Say what was verified." in refused.content.decode()
    assert not Publisher.objects.filter(handle="city_notes").exists()
    client.post(here, said | {"seen-what": "登记证书"})
    credential = Publisher.objects.get(handle="city_notes").credentials.get()
    assert (credential.what, credential.number) == ("登记证书", "鄂 77")
    assert credential.valid_until == dt.date(2099, 6, 30)


def test_after_one_comes_the_next_that_nobody_else_looks_at(client, waiting, olga) -> None:
    client.force_login(olga)
    first, second = waiting
    asked = {"do": "ask", "reasons": "请补一份证明。", "next": "1"}
    assert client.post(f"/desk/applications/{first.public_id}", asked)["Location"].endswith(second.public_id)
    applying.give([second.public_id], to=make_user("oscar", "operator"), by=olga)
    assert client.post(f"/desk/applications/{first.public_id}", asked)["Location"] == "/desk/applications"
