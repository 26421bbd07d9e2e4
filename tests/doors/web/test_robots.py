"""Small files for machines."""

import pytest

pytestmark = pytest.mark.django_db


def test_robots_are_kept_out_of_what_is_made_for_one_person(client, site) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /accounts/", "Disallow: /studio", "Disallow: /desk"} <= set(lines)
    assert "Disallow: /" not in lines


def test_the_icon_is_a_picture(client, site) -> None:
    answer = client.get("/favicon.ico")
    assert answer["Content-Type"] == "image/x-icon"
    assert answer.content[:4] == b"\0\0\1\0"


def test_a_flaw_can_be_reported(client, site) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: " in text
    assert "Expires: " in text


def test_password_managers_find_the_form(client, site) -> None:
    assert client.get("/.well-known/change-password")["Location"] == "/accounts/password/change/"
