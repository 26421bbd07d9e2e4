"""Telling search engines what has changed."""

import datetime as dt
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from haowen.derived.pushing.models import Standing, Waiting
from haowen.derived.pushing.noting import keep
from haowen.derived.pushing.sending import send
from haowen.domain.articles import publishing, restricting, saving, withdrawing
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.people.acting import host_actor
from haowen.domain.site import changing
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"
KEY = "0123456789abcdef"


class Engine:
    """A search engine on this machine: remembers what it was told, and answers as the test wants."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, bytes]] = []
        self.status, self.answer = 200, b"{}"
        engine = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                engine.told.append((self.path, self.headers["Content-Type"], body))
                self.send_response(engine.status)
                self.send_header("Content-Length", str(len(engine.answer)))
                self.end_headers()
                self.wfile.write(engine.answer)

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"

    def urls(self) -> list[list[str]]:
        """The addresses of each request by IndexNow."""
        return [json.loads(body)["urlList"] for path, _type, body in self.told if path == "/indexnow"]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = Engine()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", made.address)
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def indexnow(engine: Engine, site: Any, olga: Any) -> Engine:
    changing.change(olga, indexnow_key=KEY, indexnow_url=f"http://{engine.address}/indexnow")
    return engine


@pytest.fixture
def push(engine: Engine, site: Any, olga: Any) -> Engine:
    changing.change(olga, push_url=f"http://{engine.address}/urls?site=x&token=secret")
    return engine


def address(article: Article) -> str:
    return f"{BASE}/a/{article.public_id}"


def test_nothing_is_noted_or_sent_until_it_is_set_up(engine: Engine, site: Any, published: Any) -> None:
    published()
    assert not Waiting.objects.exists()
    send()
    assert engine.told == []


def test_many_articles_are_told_in_one_request(indexnow: Engine, client: Any, published: Any) -> None:
    articles = [published(f"第 {n} 篇文章") for n in range(5)]
    send()
    ((path, kind, body),) = indexnow.told
    said = json.loads(body)
    assert (path, kind) == ("/indexnow", "application/json; charset=utf-8")
    assert sorted(said["urlList"]) == sorted(map(address, articles))
    assert (said["host"], said["key"]) == ("localhost:8000", KEY)
    assert client.get(said["keyLocation"].removeprefix(BASE)).content.decode() == KEY
    assert client.get("/another-key.txt").status_code == 404
    send()
    assert len(indexnow.told) == 1
    assert not Waiting.objects.exists()


def test_an_article_is_told_once_however_often_it_changed(indexnow: Engine, published: Any) -> None:
    article = published()
    for n in range(3):
        draft = replace(saving.as_draft(article.head), title=f"水位第 {n} 次变")
        saving.save(article, draft, base=article.head, by=host_actor())
        article.refresh_from_db()
        article = publishing.publish(article, by=host_actor())
    send()
    assert indexnow.urls() == [[address(article)]]
    withdrawing.withdraw(article, by=host_actor())
    send()
    assert indexnow.urls() == [[address(article)], [address(article)]]


def test_one_interface_takes_a_plain_list_of_what_can_be_read(push: Engine, published: Any, dana: Any) -> None:
    here, gone, withheld = (published(f"文章第 {n} 篇") for n in range(3))
    withdrawing.withdraw(gone, by=host_actor())
    statement = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id=dana.public_id)
    restricting.restrict(withheld, ArticleEffect.WITHHELD, under=statement)
    push.answer = b'{"remain":4999,"success":1}'
    send()
    assert push.told == [("/urls?site=x&token=secret", "text/plain", address(here).encode())]
    assert not Waiting.objects.exists()


def test_what_comes_out_later_is_told_then(indexnow: Engine, published: Any) -> None:
    at = now()
    article = published(at=at + dt.timedelta(hours=1))
    send()
    assert indexnow.told == []
    with telling(at + dt.timedelta(hours=2)):
        send()
    assert indexnow.urls() == [[address(article)]]


def test_a_failure_is_kept_and_tried_again_with_growing_pauses(indexnow: Engine, published: Any) -> None:
    article, at = published(), now()
    indexnow.status, indexnow.answer = 429, b"slow  down"
    pauses, moment = [], at
    for _try in range(4):
        with telling(moment):
            send()
        standing = Standing.objects.get(receiver="indexnow")
        pauses.append((standing.again_at - moment).total_seconds())
        moment = standing.again_at
    assert pauses == [60, 120, 240, 480]
    assert standing.failure == "127.0.0.1 answers 429 slow down"
    assert len(indexnow.told) == 4
    with telling(moment - dt.timedelta(seconds=1)):
        send()  # not yet
    assert len(indexnow.told) == 4
    indexnow.status = 202
    with telling(moment):
        send()
    standing.refresh_from_db()
    assert (standing.failures, standing.failure, standing.told_at) == (0, "", moment)
    assert indexnow.urls()[-1] == [address(article)]


@pytest.mark.parametrize("answers", ["refusing", "nothing"])
def test_no_failure_tells_the_token(push: Engine, published: Any, olga: Any, answers: str) -> None:
    published()
    if answers == "refusing":
        push.answer = b'{"error":401,"message":"token is not valid"}'
    else:
        changing.change(olga, push_url="http://127.0.0.1:9/urls?token=secret")
    send()
    failure = Standing.objects.get(receiver="push").failure
    assert "127.0.0.1" in failure
    assert "secret" not in failure


def test_a_failing_receiver_keeps_no_other_waiting(
    indexnow: Engine, published: Callable[..., Article], olga: Any
) -> None:
    changing.change(olga, push_url="http://127.0.0.1:9/urls?token=secret")
    published()
    send()
    assert len(indexnow.urls()) == 1
    assert list(Waiting.objects.values_list("receiver", flat=True)) == ["push"]
    changing.change(olga, push_url="")
    send()
    assert not Waiting.objects.exists()


def test_what_changes_while_it_is_being_told_is_told_again(
    indexnow: Engine, published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from haowen.derived.pushing import sending

    article = published()
    real = sending.receivers

    def meddling() -> list[Any]:
        (receiver,) = real()

        def tell(urls: Any) -> None:
            receiver.tell(urls)
            keep([article.pk])

        return [replace(receiver, tell=tell)]

    monkeypatch.setattr(sending, "receivers", meddling)
    send()
    assert Waiting.objects.count() == 1
