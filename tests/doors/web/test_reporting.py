"""Reporting by anybody, and the address of the case."""

import pytest
from django.test import Client

from haowen.domain.comments.commenting import comment
from haowen.domain.moderation import deciding
from haowen.domain.moderation.models import Case, Report
from haowen.domain.people.acting import actor_of

pytestmark = pytest.mark.django_db(databases=["default", "cache"])  # rate limits count in the cache
SAID = {"reason": "false", "text": "第二段的数字不对。", "contact": "13800000000"}


@pytest.fixture
def article(published):
    return published()


def test_a_stranger_reports_an_article_and_gets_the_address_of_the_case(client, article) -> None:
    page = client.get(f"/report?about=/a/{article.public_id}").content.decode()
    assert article.title in page
    answer = client.post("/report", SAID | {"about": f"/a/{article.public_id}"})
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/cases/{case.number}-{case.secret}")
    assert case.article == article
    assert Report.objects.get().reporter is None
    shown = client.get(answer["Location"])
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "private, no-store"


def test_comments_publishers_and_pages_can_be_reported(client, carol, publisher, article) -> None:
    comment(article, by=actor_of(carol), text="骂人的话")
    for about in (f"/a/{article.public_id}/comments/1", f"/@{publisher.handle}", "/about"):
        assert client.post("/report", SAID | {"about": about}).status_code == 303
    first, second, third = Case.objects.order_by("number")
    assert first.comment is not None
    assert first.comment.floor == 1
    assert second.publisher == publisher
    assert third.page == "/about"


def test_the_case_never_tells_who_reported(client, carol, dana, article) -> None:
    client.force_login(carol)
    where = client.post("/report", SAID | {"about": f"/a/{article.public_id}"})["Location"]
    deciding.withhold(Case.objects.get(), by=dana, ground="law", rule="第十二条", facts="核对过了，数字是编的。")
    page = Client().get(where).content.decode()
    assert "第十二条" in page
    assert "核对过了" in page
    for secret in (carol.name, carol.email, SAID["contact"], SAID["text"], dana.name):
        assert secret not in page


def test_a_wrong_secret_finds_nothing(client, article) -> None:
    where = client.post("/report", SAID | {"about": f"/a/{article.public_id}"})["Location"]
    assert client.get(where + "x").status_code == 404


@pytest.mark.parametrize("said", [{"reason": ""}, {"reason": "no such"}, {"reason": "other", "text": " "}])
def test_a_refused_report_keeps_what_was_typed(client, article, said) -> None:
    answer = client.post("/report", SAID | {"about": f"/a/{article.public_id}"} | said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert SAID["contact"] in page
    assert f"/a/{article.public_id}" in page
    assert not Case.objects.exists()


def test_many_reports_of_a_stranger_wait_and_the_text_is_kept(client, article) -> None:
    answers = [client.post("/report", SAID | {"about": f"/a/{article.public_id}"}) for _again in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert SAID["text"] in answers[-1].content.decode()
    assert Report.objects.count() == 5


def test_an_address_elsewhere_is_not_taken_over(client, db) -> None:
    page = client.get("/report?about=https://evil.example/x").content.decode()
    assert "https://evil.example" not in page


def test_reporting_asks_for_the_token(article) -> None:
    assert Client(enforce_csrf_checks=True).post("/report", SAID).status_code == 403
