"""Whose an account elsewhere is."""

import pytest

from haowen.domain.imports import proving
from haowen.domain.imports.models import Account
from haowen.domain.imports.proving import Said
from haowen.domain.people.acting import actor_of
from haowen.kit import outbound
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = "https://www.old.example/a/1"


@pytest.fixture
def account(publisher):
    return Account.objects.create(publisher=publisher, host="old.example", name="江边")


def answering(monkeypatch, *, status=200, url=PAGE):
    monkeypatch.setattr(outbound, "get", lambda *_a, **_k: outbound.Answer(url, status, "text/html", b""))


def said(code, *, names=("江边",), words=None, is_article=True):
    return lambda _data: Said(names, code if words is None else words, code, is_article)


def test_code_and_name_prove_it(account, bob, monkeypatch):
    answering(monkeypatch)
    proving.prove(account, PAGE, by=actor_of(bob), read=said(account.code))
    assert (account.proved_by, account.proof_url) == (actor_of(bob), PAGE)
    assert account.proved_at is not None


@pytest.mark.parametrize(
    "what", ["no code", "another account", "a comment", "another host", "leads away", "an error", "no address"]
)
def test_nothing_else_does(account, bob, monkeypatch, what):
    answering(
        monkeypatch,
        status=404 if what == "an error" else 200,
        url="https://else.example/" if what == "leads away" else PAGE,
    )
    url = {"another host": "https://else.example/", "no address": "old.example"}.get(what, PAGE)
    read = {
        "no code": said("没有"), "another account": said(account.code, names=("别人",)), "a comment": said(account.code, words="正文"),
    }.get(what, said(account.code))  # fmt: skip
    with pytest.raises(Refused):
        proving.prove(account, url, by=actor_of(bob), read=read)
    account.refresh_from_db()
    assert account.proved_at is None


def test_a_site_is_proved_on_its_front_page_alone(publisher, bob, monkeypatch):
    account = Account.objects.create(publisher=publisher, host="old.example")
    answering(monkeypatch)
    with pytest.raises(Refused):
        proving.prove(account, PAGE, by=actor_of(bob), read=said(account.code, is_article=False))
    answering(monkeypatch, url="https://old.example/")
    proving.prove(account, "https://old.example/", by=actor_of(bob), read=said(account.code, is_article=False))
    assert account.proved_at is not None


def test_guessing_has_its_bound(account, bob, monkeypatch):
    answering(monkeypatch, status=404)
    for _time in range(proving.TRIES_AN_HOUR + 1):
        with pytest.raises(Refused) as refused:
            proving.prove(account, PAGE, by=actor_of(bob), read=said(account.code))
    assert "404" not in refused.value.message


def test_editions_of_one_host_are_one(publisher):
    one = proving.account_of(publisher, "m.old.example", " 江边 ")
    assert proving.account_of(publisher, "WWW.old.example", "江边") == one
    assert proving.account_of(publisher, "", "") is None
