"""The first operator, once."""

import pytest
from django.test import Client

from haowen.domain.people.models import Role, User
from haowen.domain.site.changing import current
from haowen.kit import onetime

SAID = {
    "site_name": "临江好文",
    "language": "en",
    "name": "Olga",
    "email": "olga@example.org",
    "password": "a long enough secret",
}


@pytest.fixture
def token(db):
    made = onetime.setup_token()
    yield made
    onetime.redeem(made)


def test_the_address_makes_the_first_operator_and_is_gone_afterwards(client, token) -> None:
    assert client.get(f"/setup/{token}").status_code == 200
    answer = client.post(f"/setup/{token}", SAID)
    assert (answer.status_code, answer["Location"]) == (303, "/desk/site")
    assert User.objects.get().role == Role.OPERATOR
    assert (current().name, current().default_language) == ("临江好文", "en")
    assert client.get("/desk/site").status_code == 200
    assert Client().get(f"/setup/{token}").status_code == 404
    assert Client().post(f"/setup/{token}", SAID | {"email": "mallory@example.org"}).status_code == 404


def test_another_token_finds_nothing(client, token) -> None:
    assert client.get("/setup/invented").status_code == 404
    assert client.post("/setup/invented", SAID).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "short"), ("password", "password123"), ("email", "x"), ("name", " "), ("site_name", "")],
)
def test_a_mistake_is_told_and_the_address_stays_usable(client, token, field, value) -> None:
    answer = client.post(f"/setup/{token}", SAID | {field: value})
    assert answer.status_code == 422
    assert not User.objects.exists()
    assert client.post(f"/setup/{token}", SAID).status_code == 303


def test_setting_up_asks_for_the_token_of_the_form(token) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/setup/{token}", SAID).status_code == 403
    assert not User.objects.exists()
