"""A publisher's watermark: wanted or not, put on all that it shows, and made again when its name is another."""

from django.db import transaction
from django.db.models import Q, QuerySet

from haowen.domain.articles.models import RevisionCover, RevisionMedia
from haowen.domain.library.models import Asset
from haowen.domain.media import marking
from haowen.domain.media.models import Mark, Media
from haowen.domain.publishers.events import PublisherChanged
from haowen.domain.publishers.models import Publisher, Watermark
from haowen.kit.events import announce
from haowen.kit.tasks import SLOW, task


def want(publisher: Publisher, watermark: Watermark) -> None:
    """Say whether a publisher's pictures bear its name. Off is at once; on is as soon as all of them are marked."""
    off = {} if watermark == Watermark.NAME else {"mark_key": None}
    with transaction.atomic():
        if Publisher.objects.filter(pk=publisher.pk).exclude(watermark=watermark).update(watermark=watermark, **off):
            announce(PublisherChanged(publisher_id=publisher.pk))


def pictures_of(publisher: Publisher) -> "QuerySet[Media]":
    """Return the pictures that a publisher has or shows, and the videos, whose beginning is one."""
    return Media.objects.filter(
        Q(pk__in=Asset.objects.filter(publisher=publisher).values("media"))
        | Q(pk__in=RevisionMedia.objects.filter(revision__article__publisher=publisher).values("media"))
        | Q(pk__in=RevisionCover.objects.filter(revision__article__publisher=publisher).values("media"))
    )


def switch(publisher: Publisher, mark: Mark) -> None:
    """Put a mark on all that a publisher shows, and let pages show it from then on; the one before goes."""
    before = publisher.mark_key
    for media in pictures_of(publisher).iterator(chunk_size=100):
        marking.put_on(media, mark)
    with transaction.atomic():
        rows = Publisher.objects.filter(pk=publisher.pk, watermark=Watermark.NAME).exclude(mark_key=mark.key)
        if not rows.update(mark_key=mark.key):
            return
        announce(PublisherChanged(publisher_id=publisher.pk))
    if before and not Publisher.objects.filter(mark_key=before).exists():
        for media in pictures_of(publisher).iterator(chunk_size=100):
            marking.take_off(media, before)


def mark(media: Media, publisher: Publisher) -> None:
    """Mark a picture that a publisher has from now on, if it wants that."""
    found = Mark.objects.filter(key=publisher.mark_key).first() if publisher.mark_key else None
    if found is not None:
        marking.put_on(media, found)


@task(queue=SLOW)
def mark_everything() -> None:
    """Mark what came past the library: imports, and pictures that were fetched."""
    for publisher in Publisher.objects.exclude(mark_key=None):
        for media in pictures_of(publisher).iterator(chunk_size=100):
            mark(media, publisher)
