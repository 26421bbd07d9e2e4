"""Throwing sketches and pairs away and making them again."""

from collections.abc import Callable

from haowen.derived.duplicates import finding
from haowen.derived.duplicates.models import Band, Pair, Sketch
from haowen.domain.articles.models import Article

BATCH = 200


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Compare all published articles again. Returns their number."""
    for model in (Pair, Band, Sketch):
        model.objects.all().delete()
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        finding.find(keys[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(keys)), len(keys))
    return len(keys)
