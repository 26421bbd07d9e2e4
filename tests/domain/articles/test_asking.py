"""What other sites show instead of their pictures, and covers that lie elsewhere."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from haowen.domain.articles import asking, fetching, tasks
from haowen.domain.articles.importing import Fate
from haowen.domain.articles.models import PictureElsewhere, Trouble
from haowen.domain.media.models import Media
from haowen.text import markup
from tests.domain.articles.test_fetching import Handler, again, arrival, bring, drawn, elsewhere, waiting

__all__ = ["elsewhere"]

pytestmark = pytest.mark.django_db


def sized(width, height, colour="grey"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "GIF")
    return buffer.getvalue()


def troubles(article):
    rows = PictureElsewhere.objects.filter(article=article, is_cover=False)
    return {row.address.rpartition("/")[2]: row.trouble for row in rows}


def test_what_stands_in_for_a_picture_is_named_and_never_kept(elsewhere):
    elsewhere.answers |= {
        "/speck.gif": (200, sized(1, 1), {}),
        "/moved.png": (302, b"", {"Location": "/static/hotlink.png"}),
        "/static/hotlink.png": (200, drawn("green"), {}),
        "/page.png": (200, b"<!DOCTYPE html><p>no</p>", {"Content-Type": "text/html; charset=utf-8"}),
        "/forbidden.png": (403, b"no", {}),
        "/words.png": (200, b"not a picture", {"Content-Type": "image/png"}),
    }
    article = bring(
        arrival(
            elsewhere, "/speck.gif", "/moved.png", "/page.png", "/forbidden.png", "/words.png", "/gone.png", "/blue.png"
        )
    ).article
    assert not fetching.fetch(article.pk)
    assert troubles(article) == {
        "speck.gif": Trouble.PLACEHOLDER, "moved.png": Trouble.PLACEHOLDER, "page.png": Trouble.NO_PICTURE,
        "forbidden.png": Trouble.REFUSED, "words.png": Trouble.UNUSABLE, "gone.png": Trouble.GONE,
    }  # fmt: skip
    body = again(article).head.body.html
    assert (len(markup.media_keys(body)), len(markup.remote_addresses(body)), Media.objects.count()) == (1, 6, 1)


def test_one_picture_at_many_addresses_stands_in_for_all_of_them_and_is_known_again(elsewhere):
    elsewhere.answers |= {f"/{at}.png": (200, drawn("green"), {}) for at in range(4)}
    article = bring(arrival(elsewhere, "/0.png", "/1.png", "/2.png", "/blue.png", "/red.png")).article
    fetching.fetch(article.pk)
    assert troubles(article) == dict.fromkeys(("0.png", "1.png", "2.png"), Trouble.PLACEHOLDER)
    assert Media.objects.count() == 2
    other = bring(replace(arrival(elsewhere, "/3.png"), key="other")).article
    fetching.fetch(other.pk)
    assert troubles(other) == {"3.png": Trouble.PLACEHOLDER}


def test_the_same_picture_twice_is_a_picture(elsewhere):
    elsewhere.answers["/again.png"] = elsewhere.answers["/blue.png"]
    article = bring(arrival(elsewhere, "/blue.png", "/again.png")).article
    fetching.fetch(article.pk)
    assert troubles(article) == {}
    assert markup.remote_addresses(again(article).head.body.html) == []


def test_a_host_that_wants_to_know_the_page_is_told_it_once_as_a_browser_tells_it(elsewhere, monkeypatch):
    told = []

    def answers(self):
        told.append(self.headers.get("Referer"))
        if self.path == "/blue.png" and told[-1] != "http://old.example/":
            self.send_error(403)
        else:
            plain(self)

    plain = Handler.do_GET
    monkeypatch.setattr(Handler, "do_GET", answers)
    what = replace(arrival(elsewhere, "/blue.png", "/red.png"), source_url="http://old.example/2012/post?x=1#y")
    article = bring(what).article
    fetching.fetch(article.pk)
    assert told == [None, "http://old.example/", None]
    assert markup.remote_addresses(again(article).head.body.html) == []


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("https://a.example/p?x=1#y", "https://a.example/i.png", "https://a.example/p?x=1"),
        ("https://a.example/p", "https://b.example/i.png", "https://a.example/"),
        ("https://me:secret@a.example/p", "https://b.example/i.png", "https://a.example/"),
        ("https://a.example/p", "http://a.example/i.png", ""),
        ("http://192.168.1.7/p", "https://b.example/i.png", ""),
        ("http://wiki.local/p", "https://b.example/i.png", ""),
        ("http://intranet/p", "https://b.example/i.png", ""),
        ("http://[::1]/p", "https://b.example/i.png", ""),
        ("file:///home/x.html", "https://b.example/i.png", ""),
        ("", "https://b.example/i.png", ""),
    ],
)
def test_of_private_pages_nothing_is_said(page, address, said):
    assert asking.referer_of(page, address) == said


def test_what_came_after_all_is_in_no_trouble(elsewhere):
    elsewhere.answers["/late.png"] = (503, b"", {})
    article = bring(arrival(elsewhere, "/late.png")).article
    assert fetching.fetch(article.pk)
    assert troubles(article) == {"late.png": Trouble.NO_ANSWER}
    elsewhere.answers["/late.png"] = (200, drawn("blue"), {})
    assert not fetching.fetch(article.pk)
    assert troubles(article) == {}


def test_a_cover_elsewhere_is_fetched_and_readers_see_it(elsewhere):
    what = replace(arrival(elsewhere), cover_address=f"{elsewhere.base}/red.png")
    article = bring(what).article
    assert waiting() == [("fetch_pictures", {"article_id": article.pk})]
    tasks.fetch_pictures.call(article_id=article.pk)
    article = again(article)
    assert article.cover == Media.objects.get()
    assert article.revision_id == article.head_id
    assert bring(what).fate is Fate.SAME
    assert again(article).cover == article.cover


def test_a_cover_that_cannot_be_had_is_named(elsewhere):
    what = replace(arrival(elsewhere, "/blue.png"), cover_address=f"{elsewhere.base}/none.png")
    article = bring(what).article
    fetching.fetch(article.pk)
    assert again(article).cover is None
    assert PictureElsewhere.objects.get(is_cover=True).trouble == Trouble.GONE
