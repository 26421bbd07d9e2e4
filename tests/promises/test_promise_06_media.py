"""Promise 6: the original's bytes and hash are kept; everything else is a rendition and can be made again."""

import hashlib
import io
import shutil

import pytest
from PIL import Image

from haowen.domain.media.keeping import keep
from haowen.domain.media.showing import original_path, rendition_path
from tests.promises.breaking import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    buffer = io.BytesIO()
    Image.effect_noise((700, 400), 60).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def test_the_original_is_kept_byte_by_byte(db, data):
    media = keep(data, by=None)
    assert media.sha256 == hashlib.sha256(data).hexdigest()
    assert original_path(media.sha256).read_bytes() == data


def test_renditions_can_be_made_again(db, data):
    media = keep(data, by=None)
    folder = rendition_path(media.sha256, "w320.webp").parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(folder)
    assert keep(data, by=None) == media
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_hash_never_changes(db, data):
    refused(
        "UPDATE media_media SET sha256 = %s WHERE id = %s",
        ["b" * 64, keep(data, by=None).pk],
        "an original is its hash",
    )


def test_what_is_no_hash_is_refused(db):
    insert = (
        "INSERT INTO media_media (sha256, format, size_bytes, width, height, colour, has_avif, credit, added_at)"
        " VALUES (%s, 'png', 1, 1, 1, '', 0, '', '2026-01-01')"
    )
    refused(insert, ["../../etc/passwd"])
