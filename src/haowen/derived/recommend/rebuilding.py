"""Throwing away what is recommended and working it out again."""

from collections.abc import Callable

from haowen.derived.recommend import heat, relating
from haowen.derived.recommend.models import Relation
from haowen.domain.articles.models import Article
from haowen.kit.clock import now

BATCH = 100


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Make all relations and all heat again; the search index must be there. Returns the number of articles."""
    Relation.objects.all().delete()
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        heat.refresh(batch, at=now())
        relating.relate(batch)
        if progress:
            progress(min(start + BATCH, len(keys)), len(keys))
    return len(keys)
