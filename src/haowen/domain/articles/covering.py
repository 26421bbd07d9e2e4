"""The pictures of an article for lists: cut to shape when they are chosen, shown to readers once they are there."""

import time

from django.db import transaction
from django.db.models import Q

from haowen.domain.articles.events import CoversCropped
from haowen.domain.articles.models import Article, Revision
from haowen.domain.media import cropping, crops
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.kit.tasks import SLOW, task

LOOKED_AT = 5000


@task(queue=SLOW)
def cut_covers(*, article_id: int) -> None:
    """Make the crops of what is published and of what was saved last; lists show them from then on."""
    article = Article.objects.select_related("revision", "head").filter(pk=article_id).first()
    if article is None:
        return
    for revision in filter(None, dict.fromkeys((article.revision, article.head))):
        for cover in revision.covers.all():
            try:
                cropping.make(cover.media, crops.Focus(cover.focus_x, cover.focus_y))
            except (OSError, Refused):  # its original is gone or cannot be read: lists show it whole
                return
    shown = article.revision or article.head
    if shown is not None:
        _show(article, shown)


def cut_missing(seconds: float) -> int:
    """Cut covers of what is out and is not cut in every format, as long as there is time; return how many articles that were.

    What cannot be cut costs a look each time, and the rest goes on behind it.
    """
    until, count = time.monotonic() + seconds, 0
    rows = Article.objects.published().filter(cover__isnull=False).exclude(crops__endswith=crops.WITH_AVIF)
    for key in list(rows.newest().values_list("pk", flat=True)[:LOOKED_AT]):
        if time.monotonic() > until:
            break
        cut_covers.call(article_id=key)
        count += 1
    return count


def _show(article: Article, shown: Revision) -> None:
    """Let lists show the crops, if what they show is still this revision: before publishing that is the head."""
    made = crops_of(shown)
    with transaction.atomic():
        rows = Article.objects.filter(Q(revision=shown) | Q(revision=None, head=shown), pk=article.pk).exclude(
            crops=made
        )
        if made and rows.update(crops=made):
            announce(CoversCropped(article_id=article.pk))


def crops_of(revision: Revision) -> str:
    """Return what lists show of a revision's covers, in the words of ``crops.told``; nothing until all of it is made."""
    covers = list(revision.covers.all()) if revision.cover_id else []
    told = [
        (row.media.sha256, row.media.width, row.media.height, crops.Focus(row.focus_x, row.focus_y)) for row in covers
    ]
    if not all(crops.are_made(*one) for one in told):
        return ""
    return crops.told([crops.Chosen(one[0], one[3], has_avif=crops.is_avif_made(*one)) for one in told])
