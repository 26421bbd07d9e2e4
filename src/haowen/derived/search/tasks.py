"""What is done later, when an article's fate in the lists may have changed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from haowen.derived.search import keeping
from haowen.derived.search.indexing import astray, index
from haowen.derived.search.naming import name
from haowen.derived.search.rebuilding import rebuild
from haowen.domain.articles.access import listed, turned
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.tasks import SLOW, task

LOOKED_BACK = dt.timedelta(days=1)  # only what is astray is touched; a site that was down for a night catches up
FIRST = 10  # what was published is to be found at once, however much else waits


def index_articles(rows: Sequence[Mapping[str, Any]]) -> None:
    """Bring the entries of many articles up to date in one change: those that are not."""
    index(astray(Article.objects.filter(pk__in={row["article_id"] for row in rows})))


@task(priority=FIRST, together=index_articles)
def index_article(*, article_id: int) -> None:
    """Bring one article's entry up to date, if it is not."""
    index_articles([{"article_id": article_id}])


@task(priority=FIRST)
def index_anew(*, article_id: int) -> None:
    """Write an article's entry anew whatever it holds: a live report grows without a new text."""
    index([article_id])


@task()
def index_captioned(*, media_id: int) -> None:
    """Write the entries anew of the articles that show a video; its captions are no part of what tells an entry's age."""
    index(Article.objects.filter(revision__pictures__media=media_id).order_by().values_list("pk", flat=True))


def index_publishers(rows: Sequence[Mapping[str, Any]]) -> None:
    """Bring the entries of all articles of some publishers up to date: those that are not."""
    keys = {row["publisher_id"] for row in rows}
    name(Publisher.objects.filter(pk__in=keys))
    index(astray(Article.objects.filter(publisher__in=keys)))


@task(together=index_publishers)
def index_publisher(*, publisher_id: int) -> None:
    """Bring the entries of a publisher's articles up to date (it was renamed, withheld, or given back)."""
    index_publishers([{"publisher_id": publisher_id}])


@task()
def index_edges() -> None:
    """Follow restrictions that began or ended by the clock alone, and articles whose date has come."""
    moment = now()
    index(astray(turned(moment - LOOKED_BACK, moment)))


@task()
def mend_index() -> None:
    """Make the index anew where it is gone or damaged; where it only holds too little or too much, mend that."""
    name(Publisher.objects.all())
    if not keeping.is_usable():
        rebuild()
    elif keeping.reader().size != listed(now()).count():
        index(astray())


@task(queue=SLOW)
def check_index() -> None:
    """Compare the whole index with the articles, once a day."""
    index(astray())
