"""The pictures of articles that are withheld go with them: otherwise their addresses would still answer."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from haowen.domain.articles.access import readable
from haowen.domain.articles.models import Article, RevisionCover, RevisionMedia
from haowen.domain.media import restricting
from haowen.domain.media.models import Media
from haowen.domain.publishers.access import visible
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now


def only_of(articles: Iterable[int]) -> QuerySet[Media]:
    """Return the files that these articles show and nothing else that can be read shows.

    All revisions of the given articles count; of the others, what readers see.
    """
    keys = list(articles)
    shown = Media.objects.filter(
        Q(pk__in=RevisionMedia.objects.filter(revision__article__in=keys).values("media"))
        | Q(pk__in=Article.objects.filter(pk__in=keys, cover__isnull=False).values("cover"))
        | Q(pk__in=RevisionCover.objects.filter(revision__article__in=keys).values("media"))
    )
    others = readable(now()).exclude(pk__in=keys)
    return (
        shown.exclude(pk__in=RevisionMedia.objects.filter(revision__in=others.values("revision")).values("media"))
        .exclude(pk__in=RevisionCover.objects.filter(revision__in=others.values("revision")).values("media"))
        .exclude(pk__in=visible(now()).filter(avatar__isnull=False).values("avatar"))
        .distinct()
    )


def withhold(articles: Iterable[int], *, under: Statement, until: dt.datetime | None = None) -> int:
    """Serve what only these articles show no longer, under the statement that withholds them. Return how many files."""
    return restricting.restrict(only_of(articles), under=under, until=until)
