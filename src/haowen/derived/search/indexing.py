"""Writing the index: what of an article is found, replaced whole, and what has to be written again."""

from collections.abc import Iterable, Sequence

from haowen.derived.search import engine, keeping
from haowen.derived.search.entries import differing, write
from haowen.derived.search.rebuilding import rebuild
from haowen.domain.articles.models import ArticleQuerySet


def index(article_ids: Iterable[int]) -> int:
    """Bring these articles' entries up to date in one commit: written if lists may show them, taken out if not.

    Returns how many are in the index afterwards. Doing it twice has one effect. Where there is no usable index all of it is
    made anew.
    """
    asked = list(dict.fromkeys(article_ids))
    if not asked:
        return 0
    try:
        folder = keeping.in_force()
        written = write(folder, asked)
    except engine.UnusableError:
        rebuild()
        return len(keeping.reader().held(asked))
    keeping.count(folder.name)
    return written


def is_indexed(article_id: int) -> bool:
    """Whether the index holds just what lists may show of an article as it is, or nothing."""
    return not differing([article_id], _held([article_id]))


def astray(articles: ArticleQuerySet | None = None) -> list[int]:
    """Return the articles, of these or of all, whose entries are not what lists may show: missing, outdated, too many."""
    keys = None if articles is None else list(articles.order_by().values_list("pk", flat=True))
    return differing(keys, _held(keys))


def written_at(article_ids: Iterable[int]) -> dict[int, int]:
    """Return for those of these articles that the index holds the second when it was written."""
    try:
        return {pk: written for pk, (_stamp, written) in keeping.reader().held(article_ids).items()}
    except engine.UnusableError:
        return {}


def _held(keys: Sequence[int] | None) -> dict[int, int]:
    try:
        held = keeping.reader().held(keys)
    except engine.UnusableError:
        return {}
    return {pk: stamp for pk, (stamp, _written) in held.items()}
