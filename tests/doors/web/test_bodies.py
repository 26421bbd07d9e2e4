"""Texts by their kind: a video first, a gallery step by step, a short post without a title twice, all named to programs."""

import json

import pytest
from lxml import html

from haowen.domain.articles.models import Kind
from haowen.domain.media import rendering
from haowen.domain.media.models import Media
from haowen.domain.media.showing import rendition_path

pytestmark = pytest.mark.django_db
FILM, ONE, TWO = "8" * 64, "9" * 64, "a1" * 32


@pytest.fixture(autouse=True)
def files(db):
    Media.objects.create(
        sha256=FILM, kind="video", format="mp4", size_bytes=1, width=640, height=360, duration_ms=187_000
    )
    for key in (ONE, TWO):
        Media.objects.create(sha256=key, format="png", size_bytes=1, width=640, height=360)
    rendering.put(rendition_path(FILM, "play.mp4"), b"bytes")


def figure(key, caption=""):
    return f'<figure><img data-media="{key}" alt="看得见的"><figcaption>{caption or "说明"}</figcaption></figure>'


def page(client, article, language="en"):
    return html.fromstring(client.get(f"/a/{article.public_id}", headers={"Accept-Language": language}).content)


def told(root):
    return json.loads(root.xpath("string(//script[@type='application/ld+json'])"))["@graph"][0]


def test_a_video_stands_first_and_is_told_with_its_length(client, published):
    article = published(
        "一段关于河的影像",
        f"<p>先有字。</p>{figure(ONE)}{figure(FILM)}",
        kind=Kind.VIDEO,
        cover=Media.objects.get(sha256=FILM),
    )
    root = page(client, article)
    assert [child.tag for child in root.xpath("//*[@data-part='body']/*")][:2] == ["figure", "p"]
    assert root.xpath("//*[@data-part='body']/*[1]/video")
    (video,) = told(root)["video"]
    assert (video["@type"], video["duration"], video["name"]) == ("VideoObject", "PT0H3M7S", "看得见的")
    assert video["contentUrl"].endswith(f"/media/{FILM}/play.mp4")
    assert any("/web/kinds." in sheet for sheet in root.xpath("//link[@rel='stylesheet']/@href"))
    listed = html.fromstring(client.get("/@river_watch", headers={"Accept-Language": "en"}).content)
    assert "Video 3:07" in listed.xpath("//*[@class='tag']/text()")


def test_a_gallery_is_gone_through_picture_by_picture(client, published):
    article = published(
        "两张关于河的照片", f"<div data-gallery>{figure(ONE)}{figure(TWO)}</div>{figure('b' * 64)}", kind=Kind.GALLERY
    )
    root = page(client, article)
    assert root.xpath("//figure/@id") == ["p1", "p2"]
    assert root.xpath("//*[@class='step']/a/@href") == ["#p2", "#p1"]
    assert [one.strip() for one in root.xpath("//*[@class='step']/span/text()")] == ["Picture 1 of 2", "Picture 2 of 2"]
    assert told(root)["@type"] == ["Article", "ImageGallery"]


def test_a_plain_article_has_no_steps_and_no_sheet_more(client, published):
    root = page(client, published("平平常常的一篇", f"<p>字。</p>{figure(ONE)}"))
    assert not root.xpath("//figure/@id")
    assert not any("/web/kinds." in sheet for sheet in root.xpath("//link[@rel='stylesheet']/@href"))


def test_a_short_post_says_its_beginning_once(client, published):
    root = page(client, published("今天河边起雾了。", "<p>今天河边起雾了。</p>", kind=Kind.SHORT))
    assert root.xpath("//h1/@class") == ["vh"]
    assert told(root)["@type"] == "SocialMediaPosting"
    assert page(client, published("另有一个名字", "<p>今天河边起雾了。</p>", kind=Kind.SHORT)).xpath("//h1/@class") != [
        "vh"
    ]
