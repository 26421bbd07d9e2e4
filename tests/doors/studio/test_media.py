"""The library: files are taken for what they are, refused with a reason, found again and put away."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Draft
from haowen.domain.library import dropping
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import MemberRole
from haowen.domain.site.models import Site

pytestmark = pytest.mark.django_db
HTML = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}


def png(size=(64, 48), colour="#357") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def heic() -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    buffer = io.BytesIO()
    Image.new("RGB", (128, 96), "teal").save(buffer, "HEIF")
    return buffer.getvalue()


def with_archive(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("canary.class", "canary-in-archive")
    return data + buffer.getvalue()


def sent(data: bytes, name: str = "p.png", **said: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), **said}


@pytest.fixture
def writing(client, bob, publisher):
    client.force_login(bob)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_a_picture_is_kept_and_described_as_the_editor_asks(writing, publisher) -> None:
    answer = writing.post(
        "/studio/media", sent(png(), alt="江", caption="图", credit="鲍勃", publisher=publisher.handle)
    )
    said = answer.json()
    assert answer.status_code == 201
    assert (said["width"], said["height"], said["kind"]) == (64, 48, "picture")
    assert said["src"] == f"/media/{said['sha256']}/w320.webp"
    asset = Asset.objects.get()
    assert (asset.alt, asset.caption, asset.credit, asset.name) == ("江", "图", "鲍勃", "p.png")


def test_the_plain_form_takes_several_and_leads_back(writing, publisher) -> None:
    files = [SimpleUploadedFile(f"{n}.png", png(colour=f"#{n}{n}{n}")) for n in range(3)]
    answer = writing.post("/studio/media", {"file": files, "publisher": publisher.handle}, **HTML)
    assert (answer.status_code, Asset.objects.count()) == (303, 3)
    page = writing.get(answer["Location"]).content.decode()
    assert page.count('loading="lazy"') == 3


def test_of_too_many_files_the_rest_is_named(writing, publisher) -> None:
    files = [SimpleUploadedFile(f"{n}.png", png((8, 8), f"#0000{n:02x}")) for n in range(22)]
    answer = writing.post("/studio/media", {"file": files, "publisher": publisher.handle, "credit": "鲍勃"}, **HTML)
    assert (answer.status_code, Asset.objects.count()) == (422, 20)
    page = answer.content.decode()
    assert "20 files can be added at once. Please add these after them: 20.png, 21.png" in page
    assert "20 files are kept." in page
    assert 'value="鲍勃"' in page


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG"),
        ("a.jpg", b"<?xml version='1.0'?><svg/>", "SVG"),
        ("a.png", b"%PDF-1.7 1 0 obj", "PDF"),
        ("a.gif", b"<!DOCTYPE html><script>x()</script>", "web page"),
        ("a.png", with_archive(b""), "zip"),
        ("a.png", b"MZ" + bytes(200), "whatever"),
        ("a.jpg", b"plain words", "no picture"),
        ("a.png", b"", "empty"),
        ("a.png", png()[:40], "broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(400), "broken"),
        ("a.heic", heic()[:300], "broken"),
        ("a.avi", b"RIFF\x00\x00\x00\x00AVI LIST", "browsers"),
        ("a.tiff", b"II*\x00" + bytes(60), "JPEG, PNG"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_none_is_refused_for_what_it_is(writing, name, data, says) -> None:
    answer = writing.post("/studio/media", sent(data, name))
    assert answer.status_code == 422
    assert says in answer.json()["reason"]
    assert not Media.objects.exists()


def test_the_reason_is_in_the_readers_language_and_on_the_plain_page(writing) -> None:
    answer = writing.post("/studio/media", sent(b"%PDF-1.7"), HTTP_ACCEPT_LANGUAGE="zh-CN", **HTML)
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("name", ["p.gif", "p.exe", "p", "p.html"])
def test_the_ending_means_nothing(writing, name) -> None:
    assert writing.post("/studio/media", sent(png(), name)).status_code == 201


def test_what_a_phone_writes_is_shown(writing) -> None:
    said = writing.post("/studio/media", sent(heic(), "IMG_1.HEIC")).json()
    assert (said["width"], said["height"]) == (128, 96)


def test_who_brings_a_moving_picture_is_told_that_readers_see_how_it_begins(writing) -> None:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    said = writing.post("/studio/media", sent(buffer.getvalue()), headers={"accept-language": "en"}).json()
    assert "This picture moves" in said["told"]
    assert writing.post("/studio/media", sent(png())).json()["told"] == ""


def test_decoration_is_a_choice_of_its_own(writing) -> None:
    writing.post("/studio/media", sent(png(), is_decorative="on"))
    asset = Asset.objects.get()
    assert asset.is_decorative
    page = writing.get("/studio/media", headers={"accept-language": "en"}).content.decode()
    assert "not described yet" not in page
    writing.post(f"/studio/media/{asset.pk}", {"alt": ""})
    assert "not described yet" in writing.get("/studio/media", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
def test_what_is_two_things_at_once_is_refused_and_named(writing, form) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48)).save(buffer, form)
    data = with_archive(buffer.getvalue())
    answer = writing.post("/studio/media", sent(data, "a.jar"), headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "a picture and an archive at once" in answer.json()["reason"]
    assert not Media.objects.exists()


@pytest.mark.parametrize("role", [MemberRole.ANALYST, None])
def test_who_may_not_write_may_not_add(client, carol, publisher, role) -> None:
    client.force_login(carol)
    if role:
        publisher.members.create(user=carol, role=role)
    assert client.post("/studio/media", sent(png(), publisher=publisher.handle)).status_code == 404
    assert client.post("/studio/media", sent(png())).status_code == 422
    assert not Asset.objects.exists()


def test_strangers_are_led_to_sign_in(client, publisher) -> None:
    assert client.post("/studio/media", sent(png())).status_code == 303
    assert not Media.objects.exists()


def test_a_full_library_takes_no_more(writing, publisher) -> None:
    Site.objects.update_or_create(pk=1, defaults={"media_room": 0})
    answer = writing.post("/studio/media", sent(png()))
    assert answer.status_code == 422
    assert "0 MB" in answer.json()["reason"]


def test_a_writer_may_bring_less_than_an_owner(writing, client, alice, monkeypatch, publisher) -> None:
    large = png() + bytes(21 * 1024 * 1024)
    answer = writing.post("/studio/media", sent(large))
    assert (answer.status_code, "20 MB" in answer.json()["reason"]) == (422, True)
    client.force_login(alice)
    assert client.post("/studio/media", sent(large)).status_code == 201


def test_files_are_found_by_their_words_and_kind(writing, publisher) -> None:
    writing.post("/studio/media", sent(png(colour="red"), alt="大坝 全景", publisher=publisher.handle))
    writing.post("/studio/media", sent(png(colour="blue"), alt="河岸", publisher=publisher.handle))
    page = writing.get("/studio/media?q=大坝").content.decode()
    assert ("大坝" in page, "河岸" in page) == (True, False)
    assert "大坝" not in writing.get("/studio/media?kind=video&q=坝").content.decode().split('name="kind"')[1]


def test_a_file_in_use_is_not_put_away_and_an_unused_one_comes_back(writing, publisher, bob, channel) -> None:
    said = writing.post("/studio/media", sent(png())).json()
    asset = Asset.objects.get()
    article = saving.create(
        publisher, Draft(title="用图的文章", html=f'<figure><img data-media="{said["sha256"]}" alt="x"></figure>'),
        by=actor_of(bob), channel=channel,
    )  # fmt: skip
    writing.post(f"/studio/media/{asset.pk}/trash")
    asset.refresh_from_db()
    assert asset.trashed_at is None
    assert f"/studio/a/{article.public_id}" in writing.get(f"/studio/media/{asset.pk}").content.decode()
    other = Asset.objects.get(media__sha256=writing.post("/studio/media", sent(png(colour="red"))).json()["sha256"])
    writing.post(f"/studio/media/{other.pk}/trash")
    assert f"/studio/media/{other.pk}" not in writing.get("/studio/media").content.decode()
    assert f"/studio/media/{other.pk}" in writing.get("/studio/media?trash=1").content.decode()
    writing.post(f"/studio/media/{other.pk}/trash", {"undo": "1"})
    other.refresh_from_db()
    assert other.trashed_at is None


def test_words_of_a_file_are_changed(writing) -> None:
    writing.post("/studio/media", sent(png()))
    asset = Asset.objects.get()
    assert writing.post(f"/studio/media/{asset.pk}", {"alt": "新", "caption": "", "credit": ""}).status_code == 303
    asset.refresh_from_db()
    assert asset.alt == "新"
    assert writing.post(f"/studio/media/{asset.pk}", {"alt": "长" * 301}).status_code == 422


def test_another_publishers_files_do_not_exist(writing, client, carol) -> None:
    writing.post("/studio/media", sent(png()))
    client.force_login(carol)
    assert client.get(f"/studio/media/{Asset.objects.get().pk}").status_code == 404


def test_what_lay_long_in_the_trash_is_forgotten_with_its_bytes(writing, publisher) -> None:
    said = writing.post("/studio/media", sent(png())).json()
    Asset.objects.update(trashed_at="2020-01-01T00:00:00Z")
    dropping.forget_trash.call()
    assert not Media.objects.exists()
    assert not original_path(said["sha256"]).exists()
