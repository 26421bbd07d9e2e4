"""Taking files in: nothing too large reaches the disk, what was typed stays, and every door has the same gate."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from haowen.domain.articles.models import Article
from haowen.domain.library import taking
from haowen.domain.media.models import Media
from haowen.domain.publishers.models import MemberRole
from haowen.doors import uploads
from haowen.kit.refusals import Refused
from tests.domain.media import hostile
from tests.doors.studio.test_articles import SAID

pytestmark = pytest.mark.django_db
KB = 1024
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def small(monkeypatch):
    """Bounds of a few kilobytes."""
    monkeypatch.setattr(uploads, "OTHERWISE", 20 * KB)
    monkeypatch.setitem(taking.LIMITS, MemberRole.WRITER, taking.Limits(100 * KB, 200 * KB, 50))


def came(data: bytes, user=None, path="/studio/media"):
    """Return the file as a view would find it."""
    request = RequestFactory().post(path, {"text": "kept", "file": SimpleUploadedFile("a.png", data), "more": "too"})
    request.user = user
    assert (request.POST["text"], request.POST["more"]) == ("kept", "too")
    return request.FILES["file"]


def picture(size: int) -> bytes:
    return hostile.saved(hostile.noise(), "PNG").ljust(size, b"\0")


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (picture(90 * KB), 90 * KB),
        (picture(101 * KB), uploads.KEPT_OF_TOO_LARGE),
        (hostile.film().ljust(150 * KB, b"\0"), 150 * KB),
        (hostile.film().ljust(201 * KB, b"\0"), uploads.KEPT_OF_TOO_LARGE),
        (b"text ".ljust(19 * KB), 19 * KB),
        (b"text ".ljust(21 * KB), uploads.KEPT_OF_TOO_LARGE),
    ],
)
def test_of_what_is_too_large_only_the_beginning_is_kept(small, bob, data, kept) -> None:
    file = came(data, bob)
    assert file.size == len(data)
    assert len(file.read()) == kept


def test_strangers_bring_next_to_nothing_and_readers_no_films(small, carol) -> None:
    assert len(came(picture(90 * KB)).read()) == uploads.KEPT_OF_TOO_LARGE
    assert len(came(hostile.film().ljust(150 * KB, b"\0"), carol).read()) == uploads.KEPT_OF_TOO_LARGE
    assert len(came(picture(19 * KB), carol).read()) == 19 * KB


def test_a_small_file_is_read_whole_and_a_large_one_not_at_all() -> None:
    file = SimpleUploadedFile("a.png", b"12345")
    assert uploads.whole(file, 5) == b"12345"
    with pytest.raises(Refused, match="too large"):
        uploads.whole(file, 4)


def test_a_picture_too_large_for_the_writer_is_told_beside_its_field_and_the_text_stays(
    small, client, bob, channel, publisher
) -> None:
    client.force_login(bob)
    said = SAID | {"publisher": publisher.handle, "cover": SimpleUploadedFile("a.png", picture(120 * KB))}
    answer = client.post("/studio/new", said, headers=ENGLISH)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_cover_error"' in page
    assert "The file is too large" in page
    assert "据报道[^r1]" in page
    assert not Media.objects.exists()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_request_longer_than_anything_is_answered_unread(client, bob, accept) -> None:
    client.force_login(bob)
    length = {"CONTENT_LENGTH": str(uploads.REQUEST_MOST + 1)}
    answer = client.post("/studio/media", {}, headers=ENGLISH | {"accept": accept}, **length)
    assert answer.status_code == 413
    assert "1024 MB" in answer.content.decode()


@pytest.mark.parametrize(("address", "field"), [("/studio/new", "cover"), ("/studio/media", "file")])
def test_every_door_of_the_studio_refuses_what_is_hostile(client, bob, publisher, address, field) -> None:
    client.force_login(bob)
    said = {"publisher": publisher.handle, **(SAID | {"channel": ""} if field == "cover" else {})}
    for name, data, reason in hostile.refused():
        file = io.BytesIO(data)
        file.name = name
        answer = client.post(address, said | {field: file}, headers=ENGLISH)
        assert answer.status_code == 422, name
        if data:  # of an empty file browsers and Django say it in their own words
            shown = answer.content.decode() if field == "cover" else answer.json()["reason"]
            assert reason in shown, name
    assert not Article.objects.exists()
    assert not Media.objects.exists()
