"""The pictures of an article for lists: cut to shape when they are chosen, shown to readers once they are there."""

from django.db import transaction
from django.db.models import Q

from haowen.domain.articles.events import CoversCropped
from haowen.domain.articles.models import Article, Revision
from haowen.domain.media import cropping, crops
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.kit.tasks import SLOW, task


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
    chosen = [crops.Chosen(row.media.sha256, crops.Focus(row.focus_x, row.focus_y)) for row in covers]
    made = (
        crops.are_made(row.media.sha256, row.media.width, row.media.height, one.focus)
        for row, one in zip(covers, chosen, strict=True)
    )
    return crops.told(chosen) if all(made) else ""
