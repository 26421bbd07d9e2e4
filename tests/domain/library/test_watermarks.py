"""A publisher's watermark: on all that it shows, made again with another name, and nobody else's."""

import io

import pytest
from PIL import Image

from haowen.domain.library import taking, watermarks
from haowen.domain.library.models import Asset
from haowen.domain.media.keeping import keep
from haowen.domain.media.showing import path_of
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import Publisher, Watermark
from haowen.doors.web.watermarks import renew_watermark

pytestmark = pytest.mark.django_db


def drawn(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(buffer, "PNG")
    return buffer.getvalue()


def is_marked(media, key) -> bool:
    return path_of(media.sha256, f"m{key}-w320.webp").name.startswith("m")


@pytest.fixture
def marked(publisher):
    watermarks.want(publisher, Watermark.NAME)
    renew_watermark.call(publisher_id=publisher.pk)
    publisher.refresh_from_db()
    return publisher


def test_pages_show_the_mark_once_all_pictures_bear_it(publisher, published, client) -> None:
    media = keep(drawn("#a11"), by=None)
    article = published(html=f'<figure><img data-media="{media.sha256}" alt="河"></figure>', cover=media)
    card = client.get(f"/a/{article.public_id}/card.png").content
    watermarks.want(publisher, Watermark.NAME)
    publisher.refresh_from_db()
    assert publisher.mark_key is None
    renew_watermark.call(publisher_id=publisher.pk)
    publisher.refresh_from_db()
    assert is_marked(media, publisher.mark_key)
    page = client.get(f"/a/{article.public_id}").content.decode()
    assert f"/media/{media.sha256}/m{publisher.mark_key}-w320.webp" in page
    assert f"/media/{media.sha256}/w320.webp" not in page
    assert client.get(f"/a/{article.public_id}/card.png").content != card


def test_what_comes_into_the_library_is_marked_at_once(marked, bob) -> None:
    asset = taking.add(marked, keep(drawn("#b22"), by=None), taking.Words(), by=actor_of(bob))
    assert is_marked(asset.media, marked.mark_key)


def test_another_name_makes_another_mark_and_the_old_one_goes(marked) -> None:
    media = keep(drawn("#c33"), by=None)
    Asset.objects.create(publisher=marked, media=media)
    watermarks.mark_everything.call()
    old = marked.mark_key
    assert is_marked(media, old)
    Publisher.objects.filter(pk=marked.pk).update(name="河流与湖")
    renew_watermark.call(publisher_id=marked.pk)
    marked.refresh_from_db()
    assert marked.mark_key != old
    assert is_marked(media, marked.mark_key)
    assert not is_marked(media, old)


def test_off_is_at_once_and_no_other_publisher_is_marked(marked) -> None:
    other = Publisher.objects.create(handle="lakes", name="看湖", kind="person")
    watermarks.want(marked, Watermark.OFF)
    renew_watermark.call(publisher_id=marked.pk)
    renew_watermark.call(publisher_id=other.pk)
    assert not Publisher.objects.exclude(mark_key=None).exists()
