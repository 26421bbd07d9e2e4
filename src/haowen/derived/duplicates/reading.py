"""What pages ask about near duplicates: lists without them, and the pairs with what stands in both."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from haowen.derived.duplicates.finding import alike
from haowen.derived.duplicates.models import Pair
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, Revision
from haowen.kit.statements import Statement
from haowen.text import similarity
from haowen.text.similarity import Passage


@dataclass(frozen=True, slots=True)
class Side:
    """Another article beside a text: how much of the shorter one stands in both (of 100), and the passages."""

    article: Article
    percent: int
    passages: list[Passage]


PAIRS = Statement(
    lambda ids: Pair.objects.filter(copy__in=ids, original__in=ids).values("copy_id", "original_id"), ids=(7_000_001,)
)


def without_copies(article_ids: Iterable[int]) -> list[int]:
    """Return a list of articles without those that are copies of others in it; the original takes the better place."""
    ids = list(dict.fromkeys(article_ids))
    originals = _originals(ids)
    return list(dict.fromkeys(_root(pk, originals) for pk in ids))


def originals_first(article_ids: Iterable[int]) -> list[int]:
    """Return the same articles, each copy after its original."""
    ids = list(dict.fromkeys(article_ids))
    originals = _originals(ids)
    return list(dict.fromkeys(one for pk in ids for one in (_root(pk, originals), pk)))


def _root(pk: int, originals: dict[int, set[int]]) -> int:
    """Return the first of a chain of copies."""
    while pk in originals:
        # Which of several does not matter: each leads to one that is no copy.
        pk = min(originals[pk], key=lambda one: (one in originals, one))
    return pk


def _originals(ids: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    if len(ids) > 1:
        for row in PAIRS.rows(ids=tuple(ids)):
            found.setdefault(row["copy_id"], set()).add(row["original_id"])
    return found


def is_copy_in_channel(at: dt.datetime) -> Exists:
    """Whether an article is a copy of another that lists may show in the same channel: for leaving it out of a queryset."""
    others = Pair.objects.filter(copy=OuterRef("pk"), original__channel=OuterRef("channel"))
    return Exists(others.filter(Exists(listed(at).filter(pk=OuterRef("original")))))


def is_copy(at: dt.datetime) -> Exists:
    """Whether an article is a copy of another that lists may show: for leaving it out of a queryset."""
    others = Pair.objects.filter(copy=OuterRef("pk"))
    return Exists(others.filter(Exists(listed(at).filter(pk=OuterRef("original")))))


def same_as(article: Article) -> list[Article]:
    """Return the published articles that an article's last saved text is a near duplicate of, the most alike first."""
    if article.head is None:
        return []
    found = [one.article_id for one in alike(article.head.title, article.head.body.plain, but=article.pk)]
    rows = Article.objects.in_bulk(found)
    return [rows[pk] for pk in found if pk in rows]


def beside(article: Article, revision: Revision) -> list[Side]:
    """Return the published articles that a revision is a near duplicate of, with what stands in both."""
    plain = revision.body.plain
    found = {one.article_id: one.comparison for one in alike(revision.title, plain, but=article.pk)}
    others = Article.objects.filter(pk__in=found).select_related("publisher", "revision__body")
    sides = [_side(plain, other, found[other.pk].contained) for other in others]
    return sorted(sides, key=lambda side: (-side.percent, side.article.pk))


def pairs() -> QuerySet[Pair]:
    """Return all pairs, those found last first, with the articles."""
    return (
        Pair.objects.select_related("copy__publisher", "original__publisher")
        .annotate(percent=F("contained") * 100)
        .order_by("-pk")
    )


def passages(pair: Pair) -> list[Passage]:
    """Return what stands in both articles of a pair: of the copy, and of the original."""
    copy, original = (one.revision.body.plain if one.revision else "" for one in (pair.copy, pair.original))
    return similarity.passages(copy, original)


def _side(plain: str, other: Article, contained: float) -> Side:
    text = other.revision.body.plain if other.revision else ""
    return Side(other, round(contained * 100), similarity.passages(plain, text))
