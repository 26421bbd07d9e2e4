"""Which files a publisher has, and where they are used."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from haowen.domain.articles.models import Article, Autosave, LiveText, RevisionCover, RevisionMedia
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Media
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.models import Site


class Use(NamedTuple):
    """An article that shows a file, in whichever of its revisions."""

    public_id: str
    title: str


def found(publisher: Publisher, *, words: str = "", kind: str = "", in_trash: bool = False) -> QuerySet[Asset]:
    """Return a publisher's files, the newest first: those with these words in name, alternative text, caption or credit."""
    rows = Asset.objects.filter(publisher=publisher, trashed_at__isnull=not in_trash).select_related(
        "media", "added_by"
    )
    if kind:
        rows = rows.filter(media__kind=kind)
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
        )
    return rows.order_by("-added_at", "-pk")


def uses(publisher: Publisher, media: Iterable[int]) -> dict[int, list[Use]]:
    """Return the publisher's articles that show these files (primary keys), by file; four statements however many."""
    keys = list(media)
    pairs: set[tuple[int, int]] = set()
    bodies = RevisionMedia.objects.filter(media__in=keys, revision__article__publisher=publisher)
    pairs.update(bodies.values_list("media_id", "revision__article_id"))
    covers = RevisionCover.objects.filter(media__in=keys, revision__article__publisher=publisher)
    pairs.update(covers.values_list("media_id", "revision__article_id"))
    shown = Article.objects.filter(cover__in=keys, publisher=publisher)
    pairs.update((key, article) for key, article in shown.values_list("cover_id", "pk") if key)
    rows = Article.objects.filter(pk__in={article for _media, article in pairs}).select_related("head")
    named = {row.pk: Use(row.public_id, (row.head.title if row.head else "") or row.title) for row in rows}
    found: dict[int, list[Use]] = defaultdict(list)
    for key, article in sorted(pairs):
        found[key].append(named[article])
    return found


def is_used(media: Media) -> bool:
    """Whether anything at all still needs a file: a text, a cover, a text that is not saved yet, a sign, a restriction."""
    return (
        RevisionMedia.objects.filter(media=media).exists()
        or RevisionCover.objects.filter(media=media).exists()
        or Article.objects.filter(cover=media).exists()
        or Publisher.objects.filter(avatar=media).exists()
        or media.restrictions.exists()
        or Site.objects.filter(Q(logo=media.sha256) | Q(logo_dark=media.sha256) | Q(icon=media.sha256)).exists()
        or LiveText.objects.filter(html__contains=media.sha256).exists()
        or Autosave.objects.filter(html__contains=media.sha256).exists()
    )
