"""Throwing the index away and making it again from the articles."""

from collections.abc import Callable

from django.db import connection, transaction

from haowen.derived.search.indexing import index
from haowen.derived.search.models import Document
from haowen.domain.articles.models import Article
from haowen.kit import pagestore

BATCH = 200


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the whole index again; ``progress(done, all)`` is told after every batch. Returns the number of documents."""
    with transaction.atomic(), connection.cursor() as cursor:
        pagestore.announce(["search"])
        cursor.execute("DELETE FROM search_text")
        cursor.execute("DELETE FROM search_terms")
        Document.objects.all().delete()
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    done = 0
    for start in range(0, len(keys), BATCH):
        done += index(keys[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(keys)), len(keys))
    return done
