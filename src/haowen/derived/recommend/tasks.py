"""What is done later: relations of what is new, heat of what was stirred."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from haowen.derived.recommend import heat, relating
from haowen.derived.recommend.models import Relation
from haowen.derived.search.tasks import LOOKED_BACK
from haowen.kit.clock import now
from haowen.kit.tasks import task

_NEIGHBOURS = 12
_STIRRED = dt.timedelta(minutes=5)
_REMEMBERED = dt.timedelta(days=35)
_MANY, _AFTER_IMPORT = 8, dt.timedelta(minutes=3)


def relate_articles(rows: Sequence[Mapping[str, Any]]) -> None:
    """Relate many articles, and those next to them, which may now have a better neighbour, each once.

    While an import brings hundreds, the ones next to them would be related again and again: then all are, once it is over.
    """
    keys = [key for key in dict.fromkeys(row["article_id"] for row in rows) if not relating.is_related(key)]
    relating.relate(keys)  # the rest a rebuild has done, or this task before it was interrupted
    if len(keys) > _MANY:
        relate_again.enqueue_once(after=_AFTER_IMPORT)
    else:
        beside = dict.fromkeys(other for key in keys for other in _neighbours(key))
        relating.relate(other for other in beside if other not in keys)
    heat.refresh(keys, at=now())


@task(together=relate_articles, most=32)
def relate_article(*, article_id: int) -> None:
    """Relate one article and those next to it."""
    relate_articles([{"article_id": article_id}])


def _neighbours(article_id: int) -> list[int]:
    nearest = Relation.objects.filter(article_id=article_id).order_by("-score")
    return list(nearest.values_list("other_id", flat=True)[:_NEIGHBOURS])


@task(queue="slow")
def relate_edges() -> None:
    """Follow the index where it followed the clock: what left the lists is related no longer, what came back is again."""
    from haowen.domain.articles.access import turned

    moment = now()
    keys = relating.astray(turned(moment - LOOKED_BACK, moment))
    relating.relate(keys)
    beside = {other for key in keys for other in _neighbours(key)}
    relating.relate(beside.difference(keys))


@task()
def refresh_heat() -> None:
    """Bring the heat of what was read, liked or talked about lately up to date."""
    moment = now()
    heat.refresh(heat.stirred(moment - _STIRRED), at=moment)


@task(queue="slow")
def refresh_all_heat() -> None:
    """Bring all heat up to date once a day: what was taken back stirs nothing, and the weights may have moved."""
    moment = now()
    heat.refresh(heat.stirred(moment - _REMEMBERED), at=moment)


@task(queue="slow")
def relate_again() -> None:
    """Work all relations out again once a day: ages, co-reading and the weights have moved."""
    from haowen.domain.articles.access import listed

    relating.relate(listed(now()).values_list("pk", flat=True))
