"""What is done later, when an article's fate in the lists may have changed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from haowen.derived.search.indexing import astray, index, is_indexed
from haowen.kit.clock import now
from haowen.kit.tasks import task

LOOKED_BACK = dt.timedelta(days=1)  # only what is astray is touched; a site that was down for a night catches up
FIRST = 10  # what was published is to be found at once, however much else waits
_BATCH = 200


def index_articles(rows: Sequence[Mapping[str, Any]]) -> None:
    """Bring the entries of many articles up to date in one change: those that are not."""
    keys = dict.fromkeys(row["article_id"] for row in rows)
    index(key for key in keys if not is_indexed(key))


@task(priority=FIRST, together=index_articles)
def index_article(*, article_id: int) -> None:
    """Bring one article's entry up to date, if it is not."""
    index_articles([{"article_id": article_id}])


@task()
def index_publisher(*, publisher_id: int) -> None:
    """Bring the entries of all articles of a publisher up to date (it was renamed, withheld, or given back)."""
    from haowen.domain.articles.models import Article

    index(Article.objects.published().filter(publisher_id=publisher_id).values_list("pk", flat=True))


@task()
def index_edges() -> None:
    """Follow restrictions that began or ended by the clock alone, and articles whose date has come."""
    from haowen.domain.articles.access import turned

    moment = now()
    keys = astray(turned(moment - LOOKED_BACK, moment))
    for start in range(0, len(keys), _BATCH):
        index(keys[start : start + _BATCH])
