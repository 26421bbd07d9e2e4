"""The checker's word on videos without captions."""

import pytest

from haowen.domain.library.captioning import caption
from haowen.domain.library.checking import captioned
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of

pytestmark = pytest.mark.django_db
KEY = "4" * 64


def test_a_video_without_captions_is_named_until_it_has_some(article_factory, publisher, bob) -> None:
    media = Media.objects.create(sha256=KEY, kind="video", format="mp4", size_bytes=1, width=640, height=360)
    asset = Asset.objects.create(publisher=publisher, media=media)
    article = article_factory("一段影像", f'<figure><img data-media="{KEY}" alt="河"></figure>')

    def found() -> list[str]:
        return [one.field for one in captioned(article=article, revision=article.head, by=actor_of(bob))]

    assert found() == ["body"]
    caption(asset, b"WEBVTT\n\n00:01.000 --> 00:02.000\nx", language="en", label="", by=actor_of(bob))
    assert found() == []
