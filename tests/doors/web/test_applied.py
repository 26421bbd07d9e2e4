"""An application after it was handed in, and private documents: who may see what."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haowen.domain.publishers import applying, documents
from haowen.domain.publishers.models import Application, ApplicationState, Document
from tests.domain.publishers.test_documents import PDF_BYTES, drawn

SAID = {"kind": "person", "name": "城记临江", "handle": "city_notes", "motivation": "每周写一篇老城的口述史。"}


@pytest.fixture
def application(carol) -> Application:
    return applying.submit(carol, **SAID)


@pytest.fixture
def document(application) -> Document:
    return documents.keep(application, what="登记证书", name="证书.pdf", data=PDF_BYTES)


def test_it_is_shown_to_its_applicant_alone(client, application, carol, mallory) -> None:
    here = f"/join/{application.public_id}"
    assert client.get(here)["Location"].startswith("/accounts/login/")
    client.force_login(mallory)
    assert client.get(here).status_code == client.post(here, {"text": "我的"}).status_code == 404
    assert client.post(f"{here}/withdraw").status_code == 404
    client.force_login(carol)
    assert SAID["motivation"] in client.get(here).content.decode()


def test_questions_and_answers_of_several_rounds_stay(client, application, carol, olga) -> None:
    here = f"/join/{application.public_id}"
    client.force_login(carol)
    for number in (1, 2):
        applying.ask(application, by=olga, questions=f"问题{number}？")
        assert f"问题{number}？" in client.get(here).content.decode()
        assert client.post(here, {"text": " "}).status_code == 422
        assert client.post(here, {"text": f"回答{number}。"}).status_code == 303
    page = client.get(here).content.decode()
    assert all(said in page for said in ("问题1？", "回答1。", "问题2？", "回答2。"))
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_it_can_be_withdrawn_until_it_is_decided(client, application, carol, olga, mallory) -> None:
    client.force_login(carol)
    here = f"/join/{application.public_id}"
    assert client.get(f"{here}/withdraw").status_code == 405
    client.post(f"{here}/withdraw")
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert applying.submit(mallory, **SAID).pk  # the handle is free
    decided = applying.submit(carol, **SAID | {"handle": "other_notes"})
    applying.refuse(decided, by=olga, reasons="不合适。")
    client.post(f"/join/{decided.public_id}/withdraw")
    decided.refresh_from_db()
    assert decided.state == ApplicationState.REFUSED


def test_a_document_can_be_added_while_it_waits(client, application, carol, olga) -> None:
    client.force_login(carol)
    said = {"do": "add", "what": "授权书", "file": SimpleUploadedFile("b.png", drawn("PNG"))}
    assert client.post(f"/join/{application.public_id}", said).status_code == 303
    assert application.documents.get().what == "授权书"
    applying.approve(application, by=olga)
    said["file"] = SimpleUploadedFile("b.png", drawn("PNG"))
    assert client.post(f"/join/{application.public_id}", said).status_code == 422


@pytest.mark.parametrize("who", ["", "mallory", "dana", "erin", "alice"])
@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
def test_a_document_is_not_there_for_others(client, document, request, who, method) -> None:
    if who:
        other = request.getfixturevalue(who)
        applying.submit(other, **SAID | {"handle": "another_one"})
        client.force_login(other)
    answer = getattr(client, method)(f"/join/documents/{document.public_id}")
    assert answer.status_code == 404
    assert not document.openings.exists()


@pytest.mark.parametrize("who", ["carol", "olga"])
def test_a_document_is_given_to_applicant_and_reviewers_and_noted(client, document, request, who) -> None:
    client.force_login(request.getfixturevalue(who))
    answer = client.get(f"/join/documents/{document.public_id}")
    assert b"".join(answer.streaming_content) == PDF_BYTES
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert document.openings.get().by == request.getfixturevalue(who)
    assert client.post(f"/join/documents/{document.public_id}").status_code == 405


def test_openings_stand_on_the_case(client, document, olga) -> None:
    client.force_login(olga)
    assert b"".join(client.get(f"/join/documents/{document.public_id}").streaming_content)
    page = client.get(f"/desk/applications/{document.application.public_id}").content.decode()
    assert "登记证书" in page
    assert page.count(olga.name) >= 2


def test_no_address_of_pictures_leads_to_documents(client, document, olga) -> None:
    client.force_login(olga)
    for address in (
        f"/media/{document.stored}",
        f"/documents/{document.stored}",
        f"/media/../documents/{document.stored}",
    ):
        assert client.get(address).status_code == 404
