"""Applying for a publisher, step by step, from both sides of the sign-in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from haowen.domain.publishers.models import Application, ApplicationState
from haowen.domain.publishers.opening import kept_by_host
from tests.domain.publishers.test_documents import PDF_BYTES, drawn

NAMES = {"name": "城记临江", "handle": "@City_Notes", "tagline": "记下正在消失的东西"}
PURPOSE = {"field": "地方史", "channels": "science", "motivation": "每周写一篇老城的口述史，已有三十篇旧稿。"}


@pytest.fixture
def applicant(client, carol, channel) -> Client:
    client.force_login(carol)
    return client


def fill(client: Client, kind: str = "person", **names: str) -> None:
    """Go through the steps up to the documents."""
    assert client.post("/join/1", {"kind": kind, "organisation": "城市记录协会"})["Location"] == "/join/2"
    assert client.post("/join/2", NAMES | names)["Location"] == "/join/3"
    assert client.post("/join/3", PURPOSE)["Location"] == "/join/4"


def test_a_visitor_reads_kinds_and_documents_but_sees_no_form(client, channel) -> None:
    page = client.get("/join", headers={"accept-language": "en"}).content.decode()
    assert "business licence" in page
    assert 'name="motivation"' not in page
    assert "/accounts/login/?next=/join" in page
    assert client.post("/join", {})["Location"] == "/accounts/login/?next=/join"
    assert client.post("/join/1", {"kind": "person"})["Location"] == "/accounts/login/?next=/join/1"
    assert not Application.objects.exists()


def test_an_application_is_kept_step_by_step_and_can_be_resumed(applicant, carol, channel) -> None:
    fill(applicant)
    assert 'href="/join/5"' not in applicant.get("/join/3").content.decode()
    page = applicant.get("/join").content.decode()
    assert 'href="/join/5"' in page
    assert "城记临江" in applicant.get("/join/5").content.decode()
    sent = applicant.post("/join/5")
    kept = Application.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"/join/{kept.public_id}")
    assert (kept.state, kept.handle, kept.organisation) == (ApplicationState.SUBMITTED, "city_notes", "")
    assert list(kept.channels.all()) == [channel]
    assert PURPOSE["motivation"] in applicant.get(sent["Location"]).content.decode()


def test_a_step_is_not_jumped(applicant) -> None:
    for number in (2, 3, 4, 5):
        assert applicant.get(f"/join/{number}")["Location"] == "/join/1"
        assert applicant.post(f"/join/{number}", NAMES | PURPOSE)["Location"] == "/join/1"
    assert applicant.get("/join/6").status_code == 404


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        (1, "kind", ""),
        (1, "kind", "god"),
        (2, "handle", "city-notes"),
        (2, "handle", "admin"),
        (2, "handle", "ab"),
        (2, "name", "x"),
        (3, "motivation", "short"),
    ],
)
def test_a_refused_step_marks_the_field_and_keeps_what_was_typed(applicant, number, field, value) -> None:
    said = {1: {"kind": "company", "organisation": "临江出版社"}, 2: NAMES, 3: PURPOSE}
    for earlier in range(1, number):
        applicant.post(f"/join/{earlier}", said[earlier])
    answer = applicant.post(f"/join/{number}", said[number] | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"_{field}_error" in page
    assert {1: "临江出版社", 2: NAMES["tagline"], 3: PURPOSE["field"]}[number] in page


def test_an_organisation_is_named(applicant) -> None:
    answer = applicant.post("/join/1", {"kind": "company", "organisation": " "})
    assert answer.status_code == 422
    assert "id_organisation_error" in answer.content.decode()


def test_a_taken_handle_is_refused_beside_its_field(applicant, publisher) -> None:
    applicant.post("/join/1", {"kind": "person"})
    answer = applicant.post("/join/2", NAMES | {"handle": publisher.handle})
    assert answer.status_code == 422
    assert "id_handle_error" in answer.content.decode()


def test_a_picture_is_kept_and_a_false_one_refused(applicant) -> None:
    applicant.post("/join/1", {"kind": "person"})
    wrong = applicant.post("/join/2", NAMES | {"avatar": SimpleUploadedFile("a.png", b"no picture")})
    assert wrong.status_code == 422
    assert "id_avatar_error" in wrong.content.decode()
    applicant.post("/join/2", NAMES | {"avatar": SimpleUploadedFile("a.png", drawn("PNG"))})
    assert Application.objects.get().avatar is not None


def test_the_resemblance_of_a_name_is_told_and_stops_nobody(applicant, publisher) -> None:
    applicant.post("/join/1", {"kind": "person"})
    answer = applicant.post("/join/2", NAMES | {"name": "河流 观察"}, follow=True)
    assert f"“{publisher.name}”" in answer.content.decode()


def test_a_kind_that_asks_for_documents_waits_for_them(applicant) -> None:
    fill(applicant, "company")
    assert applicant.post("/join/4").status_code == 422
    assert applicant.get("/join/5")["Location"] == "/join/4"
    wrong = applicant.post("/join/4", {"do": "add", "what": "执照", "file": SimpleUploadedFile("a.pdf", b"<html>")})
    assert wrong.status_code == 422
    applicant.post("/join/4", {"do": "add", "what": "执照", "file": SimpleUploadedFile("a.pdf", PDF_BYTES)})
    assert applicant.post("/join/4")["Location"] == "/join/5"
    document = Application.objects.get().documents.get()
    applicant.post("/join/4", {"do": "remove", "document": document.public_id})
    assert applicant.get("/join/5")["Location"] == "/join/4"


def test_a_claim_shows_a_code_to_be_placed(applicant) -> None:
    kept = kept_by_host("江边旧闻")
    fill(applicant, handle=kept.handle, name="江边旧闻")
    page = applicant.get("/join/4").content.decode()
    assert Application.objects.get().proof_code in page
    assert applicant.post("/join/4").status_code == 422
    assert applicant.post("/join/4", {"do": "prove", "url": "http://127.0.0.1:9/"}).status_code == 422


def test_a_draft_can_be_dropped(applicant) -> None:
    fill(applicant)
    assert applicant.post("/join/drop")["Location"] == "/join"
    assert not Application.objects.exists()


def test_applying_asks_for_the_token(carol, channel) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    for address in ("/join/1", "/join/drop"):
        assert strict.post(address, {"kind": "person"}).status_code == 403
