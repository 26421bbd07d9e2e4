"""Applying for a publisher, from both sides of the sign-in."""

import pytest
from django.test import Client

from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application, ApplicationState

SAID = {
    "kind": "person", "name": "城记临江", "handle": "@City_Notes", "tagline": "记下正在消失的东西", "field": "地方史",
    "channels": "science", "motivation": "每周写一篇老城的口述史，已有三十篇旧稿。",
}  # fmt: skip


def test_a_visitor_reads_kinds_and_documents_but_sees_no_form(client, channel) -> None:
    page = client.get("/join", headers={"accept-language": "en"}).content.decode()
    assert "business licence" in page
    assert 'name="motivation"' not in page
    assert "/accounts/login/?next=/join" in page
    assert client.post("/join", SAID)["Location"] == "/accounts/login/?next=/join"
    assert not Application.objects.exists()


def test_an_application_is_kept_and_shown_to_its_applicant_alone(client, carol, mallory, channel) -> None:
    client.force_login(carol)
    answer = client.post("/join", SAID)
    kept = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/join/{kept.public_id}")
    assert (kept.handle, list(kept.channels.all())) == ("city_notes", [channel])
    assert SAID["motivation"] in client.get(answer["Location"]).content.decode()
    client.force_login(mallory)
    assert client.get(answer["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "city-notes"),
        ("handle", "admin"),
        ("handle", "ab"),
        ("name", "x"),
        ("motivation", "short"),
        ("kind", ""),
        ("kind", "god"),
    ],
)
def test_a_refused_application_marks_the_field_and_keeps_the_rest(client, carol, channel, field, value) -> None:
    client.force_login(carol)
    answer = client.post("/join", SAID | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert SAID["tagline"] in page
    assert f"_{field}_error" in page
    assert not Application.objects.exists()


def test_a_taken_handle_is_refused_beside_its_field(client, carol, publisher, channel) -> None:
    client.force_login(carol)
    answer = client.post("/join", SAID | {"handle": publisher.handle})
    assert answer.status_code == 422
    assert "id_handle_error" in answer.content.decode()


def test_questions_are_shown_and_answered(client, carol, olga, channel) -> None:
    client.force_login(carol)
    client.post("/join", SAID)
    kept = Application.objects.get()
    applying.ask(kept, by=olga, questions="旧稿在哪里可以看到？")
    here = f"/join/{kept.public_id}"
    assert "旧稿在哪里可以看到？" in client.get(here).content.decode()
    assert client.post(here, {"text": " "}).status_code == 422
    assert client.post(here, {"text": "在图书馆。"}).status_code == 303
    kept.refresh_from_db()
    assert (kept.state, kept.answer) == (ApplicationState.SUBMITTED, "在图书馆。")


def test_applying_asks_for_the_token(carol, channel) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    assert strict.post("/join", SAID).status_code == 403
