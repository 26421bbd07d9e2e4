"""The library as the editor shows it: only the publisher's own files, found by their words, with how far videos are."""

import io

import pytest
from PIL import Image

from haowen.domain.articles.models import Article
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Encoding, EncodingState, Media
from haowen.domain.publishers.models import Publisher
from haowen.doors.studio.library import making

pytestmark = pytest.mark.django_db
FORM = {"title": "江水为什么绿了", "body": "水。", "kind": "article", "language": "zh-Hans"}


def media(letter: str, **more: object) -> Media:
    said = {"width": 640, "height": 480, "format": "png", "size_bytes": 1, "kind": "picture"}
    return Media.objects.create(sha256=letter * 64, **said | more)


@pytest.fixture
def files(publisher) -> list[Asset]:
    other = Publisher.objects.create(handle="other_house", name="别家", kind="person")
    Asset.objects.create(publisher=other, media=media("f"), alt="别家的江")
    rows = [
        ("a", "江边", {}),
        ("b", "桥", {}),
        ("c", "江上的船", {"kind": "video", "format": "mp4", "duration_ms": 1000}),
    ]
    return [Asset.objects.create(publisher=publisher, media=media(key, **more), alt=alt) for key, alt, more in rows]


@pytest.fixture
def writing(client, bob, files):
    client.force_login(bob)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", "cba"), ("q=江", "ca"), ("kind=picture", "ba"), ("q=江&kind=video", "c"), ("q=zzz", ""),
     (f"of={'a' * 64},{'f' * 64}", "a"), ("of=", ""), ("page=9", "cba"), ("q=%00", "cba")],
)  # fmt: skip
def test_only_own_files_are_found(writing, asked: str, found: str) -> None:
    told = writing.get(f"/studio/library?publisher=river_watch&{asked}").json()
    assert "".join(file["sha256"][0] for file in told["files"]) == found
    assert told["count"] == len(found)


def test_it_is_told_how_far_a_video_is(writing, files) -> None:
    where = f"/studio/library?publisher=river_watch&of={'c' * 64}"
    assert writing.get(where).json()["files"][0]["making"]["said"] == "Smaller versions are waiting to be made."
    Encoding.objects.create(media=files[2].media, state=EncodingState.RUNNING, progress=40)
    told = writing.get(where).json()["files"][0]["making"]
    assert told == {"state": "running", "said": "Smaller versions are being made: 40 %", "is_ended": False}
    assert making(Encoding(state=EncodingState.DONE))["is_ended"]


def test_without_a_script_a_file_of_the_library_comes_with_its_words(writing, files) -> None:
    Asset.objects.filter(pk=files[0].pk).update(caption="五月", credit="鲍勃")
    page = writing.get("/studio/new?publisher=river_watch").content.decode()
    assert f'<option value="{"a" * 64}">江边</option>' in page
    assert "别家的江" not in page
    writing.post("/studio/new", FORM | {"publisher": "river_watch", "picture_library": "a" * 64})
    html = Article.objects.get().head.body.html
    assert f'<img data-media="{"a" * 64}" alt="江边">' in html
    assert "五月<small data-credit>鲍勃</small>" in html


@pytest.mark.parametrize(("key", "field"), [("f", "picture_library"), ("d", "picture_alt")])
def test_anothers_file_and_one_that_says_nothing_are_not_put_in(writing, publisher, key: str, field: str) -> None:
    Asset.objects.create(publisher=publisher, media=media("d"))
    answer = writing.post("/studio/new", FORM | {"publisher": "river_watch", "picture_library": key * 64})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Article.objects.exists()


def test_without_a_script_too_one_is_told_that_a_moving_picture_stands_still(writing) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("teal", "navy")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    file.name = "moves.gif"
    file.seek(0)
    said = FORM | {"publisher": "river_watch", "picture": file, "picture_alt": "水波"}
    page = writing.post("/studio/new", said, follow=True).content.decode()
    assert page.count("moves.gif: This picture moves") == 1
