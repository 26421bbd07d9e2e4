"""Answers in place of a page."""

import pytest
from django.test import Client, RequestFactory
from lxml import html

from haowen.doors.web import errors

pytestmark = pytest.mark.django_db


def test_an_unknown_address_is_404_with_the_masthead_and_a_way_on(client, channel) -> None:
    answer = client.get("/nothing/here", headers={"accept-language": "en"})
    tree = html.fromstring(answer.content.decode())
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"
    assert tree.xpath("//header//nav//a[@href='/c/science']")
    assert tree.xpath("//main//a[@href='/search']")
    assert tree.xpath("//main//a[@href='/']")
    assert tree.xpath("//meta[@name='robots'][@content='noindex']")
    assert len(tree.xpath("//h1")) == 1


def test_errors_speak_the_readers_language(client, site) -> None:
    for language, tag in (("en", "en"), ("zh-CN", "zh-Hans")):
        tree = html.fromstring(client.get("/nothing", headers={"accept-language": language}).content.decode())
        assert tree.get("lang") == tag


def asked(path: str = "/a/x"):
    return RequestFactory().get(path, headers={"accept-language": "en"})


def test_a_withdrawn_article_leaves_a_tombstone(site) -> None:
    answer = errors.gone(asked(), title="收回的 <文章>", publisher="河流观察")
    text = html.fromstring(answer.content.decode()).text_content()
    assert answer.status_code == 410
    assert "收回的 <文章>" in text


@pytest.mark.parametrize(("ground", "status"), [("law", 451), ("court", 451), ("terms", 403)])
def test_what_is_withheld_names_ground_rule_and_case(site, ground, status) -> None:
    answer = errors.withheld(asked(), ground=ground, rule="Rule 7", case="bcd234", until="1 May 2027")
    text = html.fromstring(answer.content.decode()).text_content()
    assert answer.status_code == status
    assert all(said in text for said in ("Rule 7", "bcd234", "1 May 2027"))
    assert answer.has_header("Link") == (status == 451)


def test_a_form_without_its_key_is_refused_in_plain_words(carol) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    answer = strict.post("/accounts/logout/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "what you typed is still there" in answer.content.decode()


def test_the_page_for_a_broken_server_needs_no_database(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = errors.server_error(asked())
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "本站出了错" in page
    assert "Something broke" in page
    assert "[" not in html.fromstring(page).text_content()


def test_a_request_that_makes_no_sense_is_400_without_the_database(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert errors.bad_request(asked()).status_code == 400


def test_an_error_in_a_view_is_answered_with_that_page(client, site, monkeypatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("haowen.doors.web.pages.weights.table", lambda: 1 // 0)
    assert client.get("/how-we-rank").status_code == 500
