import datetime as dt
import http.server
import io
import threading
from dataclasses import replace

import pytest
from django_tasks_db.models import DBTaskResult
from PIL import Image

from haowen.domain.articles import asking, fetching, tasks
from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import Fate, bring_in
from haowen.domain.articles.models import Article, Cause
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import as_draft, save
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.publishers.restricting import restrict
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.text import markup

pytestmark = pytest.mark.django_db


def drawn(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "PNG")
    return buffer.getvalue()


class Elsewhere(http.server.ThreadingHTTPServer):
    """Another site: ``answers`` maps a path to status, body and headers; ``asked`` lists what was asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {"/blue.png": (200, drawn("blue"), {}), "/red.png": (200, drawn("red"), {})}
        self.asked = []
        self.base = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        status, body, headers = self.server.answers.get(self.path, (404, b"no", {}))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def elsewhere(monkeypatch):
    server = Elsewhere()
    monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", server.base.removeprefix("http://"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def arrival(elsewhere, *paths, text="看图。"):
    figures = "".join(
        f'<figure><img src="{elsewhere.base}{path}" alt="一块 &quot;颜色&quot;"><figcaption>说明 {at}</figcaption></figure>'
        for at, path in enumerate(paths, 1)
    )
    return Arrival(key="sha256:pictures", title="有图的文章", html=f"<p>{text}</p>{figures}", publisher_name="江边观察")


def bring(what, **more):
    more.setdefault("publish", True)
    return bring_in(what, by=host_actor(), **more)


def again(article):
    return Article.objects.select_related("head__body", "revision__body").get(pk=article.pk)


def waiting():
    return [(row.task_path.rpartition(".")[2], row.args_kwargs["kwargs"]) for row in DBTaskResult.objects.all()
            if "articles.tasks" in row.task_path]  # fmt: skip


def test_an_import_with_pictures_elsewhere_asks_for_them_later(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png")).article
    assert waiting() == [("fetch_pictures", {"article_id": article.pk})]
    assert elsewhere.asked == []


def test_an_import_without_pictures_elsewhere_asks_for_nothing(elsewhere):
    bring(arrival(elsewhere))
    assert waiting() == []


def test_a_picture_is_fetched_and_readers_see_it_with_its_words(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png")).article
    tasks.fetch_pictures.call(article_id=article.pk)
    article = again(article)
    media = Media.objects.get()
    assert article.revision_id == article.head_id
    assert (article.head.cause, article.head.made_from.number, article.is_touched) == (Cause.IMPORT, 1, False)
    assert article.changed_at is None, "readers are not told of a change when no word changed"
    assert (
        f'<img data-media="{media.sha256}" alt="一块 &quot;颜色&quot;"><figcaption>说明 1</figcaption>'
        in article.revision.body.html
    )
    assert [row.media for row in article.revision.pictures.all()] == [media]
    assert markup.remote_addresses(article.revision.body.html) == []


def test_fetching_twice_has_one_effect(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png", "/blue.png")).article
    for _time in range(3):
        assert not fetching.fetch(article.pk)
    assert again(article).revisions.count() == 2
    assert elsewhere.asked == ["/blue.png"]


def test_a_draft_gets_its_pictures_and_stays_a_draft(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png"), publish=False).article
    fetching.fetch(article.pk)
    article = again(article)
    assert (article.head.number, article.revision) == (2, None)


def test_changes_that_readers_do_not_see_yet_are_not_brought_out(elsewhere):
    article = bring(arrival(elsewhere)).article
    bring(arrival(elsewhere, "/blue.png", text="新的正文。"), publish=False)
    fetching.fetch(article.pk)
    article = again(article)
    assert (article.revision.number, article.head.number) == (1, 3)


def test_what_is_no_picture_stays_a_link_and_is_not_asked_for_again(elsewhere):
    elsewhere.answers["/words"] = (200, "<p>河</p>".encode(), {"Content-Type": "image/png"})
    elsewhere.answers["/empty"] = (200, b"", {})
    article = bring(arrival(elsewhere, "/gone.png", "/words", "/empty", "/blue.png")).article
    tasks.fetch_pictures.call(article_id=article.pk)
    body = again(article).revision.body.html
    assert markup.remote_addresses(body) == [f"{elsewhere.base}{path}" for path in ("/gone.png", "/words", "/empty")]
    assert len(markup.media_keys(body)) == 1
    assert [name for name, _given in waiting()] == ["fetch_pictures"]


def test_what_is_too_large_stays_a_link(elsewhere, monkeypatch):
    monkeypatch.setattr(asking, "BYTES_MOST", 2000)
    elsewhere.answers["/large.png"] = (200, drawn("blue") + bytes(5000), {})
    article = bring(arrival(elsewhere, "/large.png")).article
    assert not fetching.fetch(article.pk)
    assert again(article).revisions.count() == 1
    assert Media.objects.count() == 0


def test_no_private_address_is_asked_whether_named_or_redirected_to(elsewhere):
    port = elsewhere.server_address[1]
    elsewhere.answers["/inside.png"] = (302, b"", {"Location": f"http://localhost:{port}/blue.png"})
    what = arrival(elsewhere, "/inside.png")
    named = (
        f'<figure><img src="http://localhost:{port}/red.png" alt=""></figure><img src="http://10.0.0.1/a.png" alt="">'
    )
    article = bring(replace(what, html=what.html + named)).article
    assert not fetching.fetch(article.pk)
    assert elsewhere.asked == ["/inside.png"]
    assert len(markup.remote_addresses(again(article).head.body.html)) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_what_does_not_answer_is_asked_for_again_a_few_times_and_then_left(elsewhere, status):
    elsewhere.answers["/late.png"] = (status, b"", {})
    article = bring(arrival(elsewhere, "/blue.png", "/late.png")).article
    tasks.fetch_pictures.call(article_id=article.pk)
    assert len(markup.media_keys(again(article).revision.body.html)) == 1
    asked = [given for name, given in waiting() if name == "fetch_again"]
    assert asked == [{"article_id": article.pk, "tried": 1}]
    assert DBTaskResult.objects.get(task_path__endswith="fetch_again").run_after > now() + dt.timedelta(seconds=50)
    for tried in range(1, len(tasks.PAUSES) + 1):
        tasks.fetch_again.call(article_id=article.pk, tried=tried)
    assert DBTaskResult.objects.filter(task_path__endswith="fetch_again").count() == len(tasks.PAUSES)
    assert elsewhere.asked.count("/blue.png") == 1
    assert again(article).revisions.count() == 2


def test_a_picture_that_comes_late_is_put_in_then(elsewhere):
    elsewhere.answers["/late.png"] = (503, b"", {})
    article = bring(arrival(elsewhere, "/late.png", "/blue.png")).article
    assert fetching.fetch(article.pk)
    elsewhere.answers["/late.png"] = (200, drawn("green"), {})
    assert not fetching.fetch(article.pk)
    body = again(article).revision.body.html
    assert len(markup.media_keys(body)) == 2
    assert "说明 1" in body


def test_a_site_that_is_slow_leaves_the_rest_to_the_next_time(elsewhere, monkeypatch):
    monkeypatch.setattr(fetching, "ARTICLE_SECONDS", -1.0)
    article = bring(arrival(elsewhere, "/blue.png")).article
    assert fetching.fetch(article.pk)
    assert elsewhere.asked == []


def test_what_a_person_has_worked_on_is_left_alone(elsewhere, alice):
    article = bring(arrival(elsewhere, "/blue.png")).article
    save(article, replace(as_draft(article.head), title="我改过的题目"), base=article.head, by=actor_of(alice))
    assert not fetching.fetch(article.pk)
    assert elsewhere.asked == []
    assert again(article).revisions.count() == 2


def test_what_is_saved_while_pictures_are_on_their_way_stands(elsewhere, alice, monkeypatch):
    article = bring(arrival(elsewhere, "/blue.png")).article
    asked = asking.ask

    def asked_while_alice_saves(address, page):
        mine = again(article)
        save(mine, replace(as_draft(mine.head), title="我改过的题目"), base=mine.head, by=actor_of(alice))
        return asked(address, page)

    monkeypatch.setattr(asking, "ask", asked_while_alice_saves)
    assert not fetching.fetch(article.pk)
    article = again(article)
    assert (article.head.number, article.head.title, article.revision.number) == (2, "我改过的题目", 1)
    assert article.revisions.count() == 2


def test_what_was_taken_back_is_left_alone(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png")).article
    withdraw(article, by=host_actor())
    assert not fetching.fetch(article.pk)
    assert elsewhere.asked == []


def test_an_article_that_is_gone_asks_for_nothing(db):
    assert not fetching.fetch(987654)


def test_a_second_run_of_the_import_keeps_the_pictures(elsewhere):
    what = arrival(elsewhere, "/blue.png", "/red.png")
    article = bring(what).article
    fetching.fetch(article.pk)
    DBTaskResult.objects.all().delete()
    assert bring(what).fate is Fate.SAME
    assert waiting() == []
    changed = bring(arrival(elsewhere, "/blue.png", "/red.png", text="新的正文。"))
    assert changed.fate is Fate.CHANGED
    assert len(markup.media_keys(again(article).revision.body.html)) == 2
    assert waiting() == []
    assert sorted(elsewhere.asked) == ["/blue.png", "/red.png"]


def test_an_older_text_that_comes_again_is_a_change(elsewhere):
    first = bring(arrival(elsewhere, "/blue.png"))
    fetching.fetch(first.article.pk)
    bring(arrival(elsewhere, "/blue.png", text="新的正文。"))
    assert bring(arrival(elsewhere, "/blue.png")).fate is Fate.CHANGED


def test_a_death_between_saving_and_publishing_is_made_good(elsewhere, monkeypatch):
    article = bring(arrival(elsewhere, "/blue.png")).article
    with monkeypatch.context() as dying:
        dying.setattr(fetching, "_bring_out", lambda _key: None)
        fetching.fetch(article.pk)
    assert again(article).has_unpublished_changes()
    fetching.fetch(article.pk)
    assert not again(article).has_unpublished_changes()


def test_a_publisher_that_may_not_publish_keeps_the_pictures_as_a_draft(elsewhere):
    article = bring(arrival(elsewhere, "/blue.png")).article
    under = issue(ground="terms", rule="第三条", facts="某事", effect="no_publishing", by_public_id="x")
    restrict(article.publisher, PublisherEffect.NO_PUBLISHING, under=under)
    assert not fetching.fetch(article.pk)
    article = again(article)
    assert (article.revision.number, article.head.number) == (1, 2)


def test_a_text_that_the_host_published_stays_as_it_was_read(elsewhere):
    article = bring(arrival(elsewhere, "/gone.png"), publish=False).article
    publish(article, by=host_actor())
    assert not fetching.fetch(article.pk)
    assert again(article).changed_at is None


def test_pictures_that_a_writer_pasted_are_fetched_into_the_next_revision(elsewhere, article_factory, bob):
    article = article_factory(by=bob)
    figures = "".join(
        f'<figure data-remote="{elsewhere.base}{path}"><a href="{elsewhere.base}{path}">蓝</a></figure>'
        for path in ("/blue.png", "/gone.png")
    )
    draft = replace(as_draft(article.head), html=f"<p>看图。</p>{figures}")
    save(article, draft, base=article.head, by=actor_of(bob))
    assert DBTaskResult.objects.filter(task_path__endswith="fetch_pasted").count() == 1
    tasks.fetch_pasted.call(article_id=article.pk)
    article.refresh_from_db()
    assert len(markup.media_keys(article.head.body.html)) == 1
    assert markup.remote_addresses(article.head.body.html) == [f"{elsewhere.base}/gone.png"]
    asked = len(elsewhere.asked)
    tasks.fetch_pasted.call(article_id=article.pk)
    assert len(elsewhere.asked) == asked  # what is known to be gone is not asked for again at once
