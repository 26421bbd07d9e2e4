"""What is done later: pairs of what is new or changed, many together."""

from collections.abc import Mapping, Sequence
from typing import Any

from haowen.derived.duplicates import finding
from haowen.kit.tasks import task

_MOST = 200


def compare_articles(rows: Sequence[Mapping[str, Any]]) -> None:
    """Find the near duplicates of many articles in one go: of those whose present text has not been compared."""
    keys = dict.fromkeys(row["article_id"] for row in rows)
    finding.find(key for key in keys if not finding.is_sketched(key))


@task(together=compare_articles, most=_MOST)
def compare_article(*, article_id: int) -> None:
    """Find the near duplicates of one article."""
    compare_articles([{"article_id": article_id}])
