"""Putting files into the trash, taking them out again, and forgetting what nobody needs any more."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from haowen.domain.library.finding import is_used, uses
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Media
from haowen.domain.media.sweeping import remove_files
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from haowen.kit.tasks import SLOW, task

TRASH_DAYS = 30
AT_ONCE = 500


def trash(asset: Asset) -> None:
    """Put a file into the trash. Raises Refused while an article of the publisher shows it."""
    shown = uses(asset.publisher, [asset.media_id])[asset.media_id]
    if shown:
        text = _("“%(title)s” uses this file. Take it out there first.")
        raise Refused(text % {"title": shown[0].title or _("Without a title yet")})
    Asset.objects.filter(pk=asset.pk).update(trashed_at=now())


def restore(asset: Asset) -> None:
    """Take a file out of the trash."""
    Asset.objects.filter(pk=asset.pk).update(trashed_at=None)


@task(queue=SLOW)
def forget_trash() -> None:
    """Forget what has lain in the trash for :data:`TRASH_DAYS`, and the bytes that nothing else needs."""
    for media in _forgotten():
        forget(media)


def forget(media: Media) -> None:
    """Forget a file and its bytes, unless anything still needs it."""
    sha256 = media.sha256
    try:
        with transaction.atomic():
            if Asset.objects.filter(media=media).exists() or is_used(media):
                return
            media.delete()
    except ProtectedError:
        return
    remove_files(sha256)  # after the row: an address never leads to half of a file


def _forgotten() -> Iterator[Media]:
    old = Asset.objects.filter(trashed_at__lt=now() - dt.timedelta(days=TRASH_DAYS)).select_related(
        "media", "publisher"
    )
    for asset in old[:AT_ONCE]:
        if uses(asset.publisher, [asset.media_id])[asset.media_id]:
            restore(asset)  # somebody put it into a text meanwhile
            continue
        asset.delete()
        yield asset.media
