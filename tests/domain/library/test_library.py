"""What the pages do not reach: uses beyond the publisher, and what must outlive the trash."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from haowen.domain.library import taking
from haowen.domain.library.dropping import forget_trash, restore, trash
from haowen.domain.library.finding import found, is_used, uses
from haowen.domain.library.models import Asset
from haowen.domain.library.taking import Words, add
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path
from haowen.domain.people.acting import actor_of
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset(publisher):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    return add(publisher, keep(buffer.getvalue(), by=None), Words(name="a.png", alt="江"), by=None)


def test_the_same_file_twice_is_one_and_keeps_its_words(publisher, asset):
    trash(asset)
    again = add(publisher, asset.media, Words(caption="图"), by=None)
    assert (again.pk, again.alt, again.caption, again.trashed_at) == (asset.pk, "江", "图", None)


def test_who_brings_files_at_once_gets_no_more_room(publisher, bob, monkeypatch):
    room = iter([(0, 4 * taking.MEGABYTE), (5 * taking.MEGABYTE, 4 * taking.MEGABYTE)])
    monkeypatch.setattr(taking, "room", lambda _publisher: next(room))
    buffer = io.BytesIO()
    Image.new("RGB", (41, 30), "teal").save(buffer, "PNG")
    with pytest.raises(Refused, match="no room"):
        taking.take(publisher, SimpleUploadedFile("a.png", buffer.getvalue()), Words(), user=bob, by=actor_of(bob))
    assert not Media.objects.exists()
    assert not Asset.objects.exists()
    assert not original_path(hashlib.sha256(buffer.getvalue()).hexdigest()).exists()


def test_files_in_the_trash_are_found_there_alone(publisher, asset):
    trash(asset)
    assert not found(publisher)
    assert list(found(publisher, in_trash=True)) == [asset]
    restore(asset)
    assert list(found(publisher, words="江")) == [asset]


def test_a_sign_of_a_publisher_outlives_the_trash(publisher, asset):
    publisher.avatar = asset.media
    publisher.save()
    assert is_used(asset.media)
    assert uses(publisher, [asset.media_id])[asset.media_id] == []
    Asset.objects.update(trashed_at="2020-01-01T00:00:00Z")
    forget_trash.call()
    assert Media.objects.filter(pk=asset.media_id).exists()


def test_an_unsaved_text_keeps_its_picture(publisher, asset, article_factory, bob):
    from haowen.domain.articles.models import Autosave
    from haowen.kit.clock import now

    article = article_factory("标题在此处", "<p>文。</p>", by=bob)
    assert not is_used(asset.media)
    html = f'<figure><img data-media="{asset.media.sha256}" alt=""></figure>'
    Autosave.objects.create(article=article, by=actor_of(bob), at=now(), html=html, tab="t", sequence=1)
    assert is_used(asset.media)
