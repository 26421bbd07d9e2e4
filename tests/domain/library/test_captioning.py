"""Captions: read strictly, kept for each publisher by itself, served beside their video, shown and read out to readers."""

import pytest
from lxml import html

from haowen.domain.library import captioning
from haowen.domain.library.models import Asset, Captions
from haowen.domain.library.playing import films, spoken
from haowen.domain.media import rendering
from haowen.domain.media.models import Encoding, Media
from haowen.domain.media.restricting import restrict
from haowen.domain.media.showing import path_of, rendition_path
from haowen.domain.people.acting import actor_of
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n江上起了风\n\n00:02.000 --> 00:03.000\n渡船停了\n"
KEY = "5" * 64


@pytest.fixture
def video(publisher):
    media = Media.objects.create(
        sha256=KEY, kind="video", format="mp4", size_bytes=5, width=640, height=360, duration_ms=65_000
    )
    for name in ("play.mp4", "w640.webp", "h360.mp4"):
        rendering.put(rendition_path(KEY, name), b"bytes")
    yield Asset.objects.create(publisher=publisher, media=media, name="film.mp4")
    for path in rendition_path(KEY, "x").parent.iterdir():
        path.unlink()


def add(video, bob, data=VTT, language="zh-Hans"):
    return captioning.caption(video, data.encode(), language=language, label="中文", by=actor_of(bob))


def test_they_lie_beside_the_video_and_are_made_again_where_lost(video, bob, publisher) -> None:
    kept = add(video, bob)
    name = captioning.file_name(kept.sha256)
    assert path_of(KEY, name).read_text() == kept.text
    path_of(KEY, name).unlink()
    (film,) = films([KEY], now(), publisher=publisher.pk).values()
    assert film.tracks[0].src == f"/media/{KEY}/{name}"
    assert path_of(KEY, name)
    assert film.transcripts == (("zh-Hans", ("江上起了风渡船停了",)),)
    assert spoken(publisher.pk, [KEY]) == "江上起了风渡船停了"


def test_a_language_has_one_and_another_publisher_none(video, bob, publisher) -> None:
    add(video, bob)
    add(video, bob, VTT.replace("风", "雾"))
    assert [row.text.count("雾") for row in Captions.objects.all()] == [1]
    assert films([KEY], now(), publisher=publisher.pk + 1)[KEY].tracks == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"WEBVTT", "no captions"),
        (b"WEBVTT\n\n00:02.000 --> 00:01.000\nx", "Line 3"),
        (b" " * (captioning.BYTES_MOST + 1), "too long"),
    ],
)
def test_what_is_no_captions_is_refused_with_the_reason(video, bob, data, said) -> None:
    with pytest.raises(Refused, match=said):
        captioning.caption(video, data, language="en", label="", by=actor_of(bob))
    assert not Captions.objects.exists()


@pytest.fixture
def article(published, video):
    body = f'<p>前。</p><figure><img data-media="{KEY}" alt="一条河"></figure>'
    return published(title="一段关于河的影像", html=body)


def shown(client, article):
    return html.fromstring(client.get(f"/a/{article.public_id}").content)


def test_readers_play_it_with_captions_and_read_what_is_said(client, article, video, bob) -> None:
    root = shown(client, article)
    assert root.xpath("//figure/*[@class='soon']")
    Encoding.objects.create(media=video.media, state="done")
    add(video, bob)
    root = shown(client, article)
    assert root.xpath("//video//source/@src") == [f"/media/{KEY}/h360.mp4", f"/media/{KEY}/play.mp4"]
    assert root.xpath("//track/@srclang") == ["zh-Hans"]
    assert "江上起了风渡船停了" in root.xpath("string(//details[@class='spoken-of'])")
    assert not root.xpath("//figure/*[@class='soon']")


def test_a_withheld_video_is_a_gap(client, article, video) -> None:
    why = issue(ground="law", rule="著作权法", facts="未经许可。", effect="withheld", by_public_id="x")
    restrict([video.media], under=why)
    root = shown(client, article)
    assert not root.xpath("//video")
    assert root.xpath("//figure[@class='gap']")


def test_a_writer_adds_and_takes_away_in_the_library(client, video, bob, mallory) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = f"/studio/media/{video.pk}/captions"
    client.force_login(mallory)
    assert client.post(address, {"remove": "en"}).status_code == 404
    client.force_login(bob)
    wrong = client.post(
        address,
        {"captions": SimpleUploadedFile("x.vtt", b"nothing"), "language": "en"},
        headers={"accept-language": "en"},
    )
    assert (wrong.status_code, "no captions in this file" in wrong.content.decode()) == (422, True)
    assert (
        client.post(address, {"captions": SimpleUploadedFile("x.vtt", VTT.encode()), "language": "en"}).status_code
        == 303
    )
    page = client.get(f"/studio/media/{video.pk}").content.decode()
    assert "English" in page
    assert f"![](media:{KEY})" in page
    assert client.post(address, {"remove": "en"}).status_code == 303
    assert not Captions.objects.exists()
