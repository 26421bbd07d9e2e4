"""What is done later: relations of what is new, heat of what was stirred."""

import datetime as dt

from haowen.derived.recommend import heat, relating
from haowen.derived.recommend.models import Relation
from haowen.kit.clock import now
from haowen.kit.tasks import task

_NEIGHBOURS = 12
_STIRRED = dt.timedelta(minutes=5)


@task()
def relate_article(*, article_id: int) -> None:
    """Relate one article, and those next to it, which may now have a better neighbour."""
    if relating.is_related(article_id):
        return  # a rebuild, or this task before it was interrupted, has been here
    relating.relate([article_id])
    nearest = Relation.objects.filter(article_id=article_id).order_by("-score").values_list("other_id", flat=True)
    relating.relate(list(nearest[:_NEIGHBOURS]))
    heat.refresh([article_id], at=now())


@task()
def refresh_heat() -> None:
    """Bring the heat of what was read, liked or talked about lately up to date."""
    moment = now()
    heat.refresh(heat.stirred(moment - _STIRRED).values_list("pk", flat=True), at=moment)


@task(queue="slow")
def relate_again() -> None:
    """Work all relations out again once a day: ages, co-reading and the weights have moved."""
    from haowen.domain.articles.access import listed

    relating.relate(listed(now()).values_list("pk", flat=True))
