"""What was lost of what readers get is made again from the originals."""

import shutil

import pytest

from haowen.domain.library.remaking import remake_all
from haowen.domain.media.keeping import is_whole, keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path, rendition_path
from haowen.domain.media.tasks import make_avif
from tests.domain.media.hostile import noise, saved
from tests.domain.media.test_videos import keep as keep_video
from tests.domain.media.test_videos import made  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_lost_renditions_are_made_again_and_what_is_there_stays(made) -> None:  # noqa: F811
    picture, film = keep(saved(noise((333, 222)), "PNG"), by=None), keep_video(made["mp4"])
    make_avif.call(media_id=picture.pk)
    told: list[tuple[int, int]] = []
    assert remake_all(lambda *at: told.append(at)) == 0
    assert told == [(1, 2), (2, 2)]
    for media in (picture, film):
        shutil.rmtree(rendition_path(media.sha256, "w320.webp").parent)
    assert remake_all(lambda *_at: None) == 2
    assert is_whole(picture)
    assert rendition_path(film.sha256, "play.mp4").is_file()
    assert not Media.objects.get(pk=picture.pk).has_avif  # until the task has made them
    original_path(picture.sha256).unlink()
    assert remake_all(lambda *_at: None) == 0
