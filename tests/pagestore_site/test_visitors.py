"""What visitors are answered is theirs alone to see: nothing of anybody else's, nothing of another host or edition."""

import os
import random
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from haowen.config import wsgi
from haowen.kit.clock import telling
from haowen.kit.pagestore.memory import Memory
from tests.conftest import make_user
from tests.pagestore_site.small_site import SmallSite
from tests.pagestore_site.workers import BEGIN, Workers, environ, got, plain

IS_LONG = bool(os.environ.get("HAOWEN_LONG"))
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0 if IS_LONG else 300)]

INVENTED = 200_000 if IS_LONG else 20_000
NAME = "Zanzibar Quimby"
HTML = "text/html"


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    made = Workers(monkeypatch, number=2)
    with telling(BEGIN):
        yield made


@pytest.fixture
def site(workers: Workers) -> SmallSite:
    return SmallSite()


@pytest.fixture
def session() -> str:
    """The cookie of somebody who is signed in."""
    client = Client()
    mallory = make_user("mallory")
    mallory.name = NAME
    mallory.save()
    client.force_login(mallory)
    name = wsgi.store.rules.session_cookie
    return f"{name}={client.cookies[name].value}"


def test_nothing_of_a_signed_in_reader_reaches_a_visitor(workers: Workers, site: SmallSite, session: str) -> None:
    requests = site.requests()
    for number, asked in enumerate(requests[:: 1 if IS_LONG else 9]):
        worker = number % 2
        cookies = [asked["HTTP_COOKIE"]] if "HTTP_COOKIE" in asked else []  # what programs read is asked for with none
        own = workers.ask(worker, {**asked, "HTTP_COOKIE": "; ".join([*cookies, session])})
        answers = [workers.ask(worker, asked), workers.ask(1 - worker, asked)]
        own_again = workers.ask(1 - worker, {**asked, "HTTP_COOKIE": "; ".join([session, *cookies])})
        answers += [workers.ask(worker, asked), workers.ask(1 - worker, asked)]
        where = asked["PATH_INFO"]
        for signed_in in (own, own_again):
            if signed_in.headers["Content-Type"].startswith(HTML):
                assert b"/accounts/logout/" in plain(signed_in), where
                assert signed_in.headers["Cache-Control"] == "private, no-store", where
        for answer in answers:
            body = plain(answer)
            for secret in (NAME.encode(), b"csrf", b"/accounts/logout/", session.partition("=")[2].encode()):
                assert secret not in body, (where, secret)
            assert "Set-Cookie" not in answer.headers, where
            assert "private" not in answer.headers["Cache-Control"], where
            assert body == plain(answers[0]), where


def test_hosts_languages_editions_and_encodings_never_mix(workers: Workers, site: SmallSite) -> None:
    public_id = site.article(0).public_id
    asked = [
        (path, host, language, edition, encoding)
        for path in ("/", f"/a/{public_id}", "/c/science")
        for host in ("localhost", "127.0.0.1", "localhost:8000")
        for language in ("zh-hans", "en")
        for edition in ("standard", "care")
        for encoding in ("br", "")
    ]
    fresh: dict[tuple[str, ...], bytes] = {}
    for seed in range(3):
        random.Random(seed).shuffle(asked)
        for path, host, language, edition, encoding in asked:
            request = environ(path, host=host, cookie=f"prefs={language}.{edition}..", accept_encoding=encoding)
            answer = workers.ask(seed % 2, request)
            assert answer.headers.get("Content-Encoding", "") == encoding
            body = plain(answer)
            tag = {"zh-hans": "zh-Hans", "en": "en"}[language]
            assert f'<html lang="{tag}" data-edition="{edition}"'.encode() in body
            key = (path, host, language, edition)
            if key not in fresh:
                fresh[key] = plain(workers.fresh(request)[0])
            assert body == fresh[key]


def test_a_foreign_host_is_refused(workers: Workers, site: SmallSite) -> None:
    for host in ("evil.example", "localhost.evil.example", "", "a b"):
        for path in ("/", "/about"):
            assert workers.ask(0, environ(path, host=host)).status.startswith("400"), host
            assert b"evil" not in workers.ask(0, environ(path)).body


def test_what_means_nothing_changes_nothing(workers: Workers, site: SmallSite) -> None:
    usual = workers.ask(0, environ("/"))
    kept = len(workers.stores[0].room.memory)
    for prefs in (
        "xx.huge.pink.9",
        "en.standard.auto.2.off.more.and.more",
        "../../etc",
        "",
        ".....",
        "\xff\xfe",
        "zh.care"[:2],
    ):
        assert workers.ask(0, environ("/", cookie=f"prefs={prefs}")).body == usual.body, prefs
    for query in ("x=1", "x=%00", "page=1&page=2&x"[9:], "utm_source=a&utm_medium=b", "&&&", "%", "=", "q=1"):
        assert workers.ask(0, environ("/", query)).body == usual.body, query
    assert len(workers.stores[0].room.memory) == kept


def test_head_and_the_tag_of_what_a_browser_has(workers: Workers, site: SmallSite) -> None:
    for encoding in ("br", ""):
        workers.ask(0, environ("/about", accept_encoding=encoding))  # asked for twice, it is compressed better
        answer = workers.ask(0, environ("/about", accept_encoding=encoding))
        tag = answer.headers["ETag"]
        head = workers.ask(0, environ("/about", method="HEAD", accept_encoding=encoding))
        assert (head.status, head.headers, head.body) == (answer.status, answer.headers, b"")
        same = workers.ask(0, environ("/about", accept_encoding=encoding, if_none_match=tag))
        assert (same.status[:3], same.body, same.headers["ETag"]) == ("304", b"", tag)
        other = workers.ask(0, environ("/about", accept_encoding=encoding, if_none_match='"another"'))
        assert (other.status, other.body) == (answer.status, answer.body)
        site.happen("change_site", 1, 0)
        changed = workers.ask(0, environ("/about", accept_encoding=encoding, if_none_match=tag))
        assert changed.status.startswith("200")
        assert changed.headers["ETag"] != tag


def test_invented_addresses_leave_memory_bounded_and_the_real_pages_warm(workers: Workers, site: SmallSite) -> None:
    store = workers.stores[0]
    store.room.memory = Memory(3_000_000)
    real = [environ("/"), environ(f"/a/{site.article(0).public_id}"), environ("/c/science", cookie="prefs=en")]
    for asked in real * 2:
        workers.ask(0, asked)
    most = 0
    with workers._as(store):
        for number in range(INVENTED):
            # Most of it never reaches Django; one in two hundred is a page of its own, and one an address of nothing.
            match number % 200:
                case 0:
                    asked = environ("/search", f"q=invented{number}")
                case 100:
                    asked = environ(f"/a/invented{number}")
                case 25 | 125:
                    asked = environ("/", cookie=f"prefs=a{number}.b{number}")
                case _:
                    asked = environ("/about", f"x={number}&y{number}=1", x_forwarded_host=f"h{number}.example")
            got(store, asked)
            most = max(most, store.room.memory.bytes)
    assert most <= 3_000_000
    assert len(store.room._making) == 0
    with CaptureQueriesContext(connection) as asked_of_the_database:
        for asked in real:
            assert workers.ask(0, asked).status == "200 OK"
    assert len(asked_of_the_database) == 0
