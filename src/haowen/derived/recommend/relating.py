"""Which articles go with which: by subject through the search index, by co-reading, publisher, channel and age.

Subject is "more like this": the telling terms of an article (frequent in it, rare elsewhere: tf · idf) are asked of the
index as alternatives; BM25 says how well others answer, and the closest one counts in full.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, Sum

from haowen.derived.recommend import weights
from haowen.derived.recommend.models import Relation
from haowen.derived.search.models import Document
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.domain.audience.models import CoReading, HourlyReads
from haowen.kit.clock import now
from haowen.text import segmenting

TERMS = 24
NEAREST = 40
KEPT = 40
OLDER = dt.timedelta(days=21)
_OLDER_PLACES = 2
_FRESH_DAYS = 14.0


def relate(article_ids: Iterable[int]) -> int:
    """Work out the relations of these articles again. Returns how many rows there are for them."""
    values = weights.in_force()
    at = now()
    return sum(_relate(pk, values, at) for pk in article_ids)


def is_related(pk: int) -> bool:
    """Whether an article's relations were worked out after its present text was indexed."""
    document = Document.objects.filter(pk=pk, revision_id=F("article__revision_id")).first()
    newest = Relation.objects.filter(article_id=pk).aggregate(at=Max("made_at"))["at"]
    return document is not None and newest is not None and bool(newest >= document.indexed_at)


def astray(articles: ArticleQuerySet) -> list[int]:
    """Return those of these articles that lists may not show and that are still related, and those that wait for it."""
    keys = articles.order_by().values("pk")
    shown = listed(now()).filter(pk__in=keys).order_by()
    rows = Relation.objects.filter(Q(article__in=keys) | Q(other__in=keys))
    gone = set(rows.exclude(article__in=shown.values("pk")).filter(article__in=keys).values_list("article", flat=True))
    gone |= set(rows.exclude(other__in=shown.values("pk")).filter(other__in=keys).values_list("other", flat=True))
    indexed_at = Document.objects.filter(pk=OuterRef("article")).values("indexed_at")
    fresh = Relation.objects.filter(article=OuterRef("pk"), made_at__gte=Subquery(indexed_at))
    return [*gone, *shown.exclude(Exists(fresh)).values_list("pk", flat=True)]


def _relate(pk: int, values: dict[str, float], at: dt.datetime) -> int:
    article = listed(at).filter(pk=pk).select_related("revision__body").first()
    if article is None:
        with transaction.atomic():
            Relation.objects.filter(Q(article_id=pk) | Q(other_id=pk)).delete()
        return 0
    parts = _contributions(article, values, at)
    rows = []
    for other, terms in parts.items():
        kept = {name: round(number, 4) for name, number in terms.items() if number > 0}
        if kept:
            why = max(kept, key=lambda name: (name != "fresh", kept[name]))
            rows.append(Relation(article_id=pk, other_id=other, score=sum(kept.values()), why=why, parts=kept))
    rows.sort(key=lambda row: -row.score)
    with transaction.atomic():
        Relation.objects.filter(article_id=pk).delete()
        Relation.objects.bulk_create(rows[:KEPT])
    return len(rows[:KEPT])


def _contributions(article: Article, values: dict[str, float], at: dt.datetime) -> dict[int, dict[str, float]]:
    parts: dict[int, dict[str, float]] = defaultdict(dict)
    nearest = _by_subject(article)
    if nearest:
        top = max(nearest.values())
        for other, closeness in nearest.items():
            parts[other]["same_subject"] = values["related.subject"] * closeness / top
    together = _read_together(article)
    if together:
        top_times = max(together.values())
        for other, times in together.items():
            parts[other]["read_together"] = values["related.read_together"] * times / top_times
    neighbours = listed(at).exclude(pk=article.pk).filter(language=article.language)
    same = neighbours.filter(Q(publisher=article.publisher_id) | Q(channel=article.channel_id, channel__isnull=False))
    # The newest of all come last in the list, so that it is never short where the rest have little to say.
    for near in (same, neighbours):
        for other in near.newest().values_list("pk", flat=True)[:NEAREST]:
            parts[other].setdefault("fresh", 0.0)
    older = _older_good(article, at)
    for rank, other in enumerate(older):
        parts[other]["older_good"] = values["related.older_good"] * (1 - rank / (2 * len(older)))
    facts = listed(at).filter(pk__in=parts).values_list("pk", "publisher_id", "channel_id", "published_at", "language")
    kept: dict[int, dict[str, float]] = {}
    for pk, publisher_id, channel_id, published_at, language in facts:
        terms = parts[pk]
        if language != article.language:
            continue  # a reader of one language is sent to a translation by its own link, not here
        terms["same_publisher"] = values["related.same_publisher"] * (publisher_id == article.publisher_id)
        terms["same_channel"] = values["related.same_channel"] * (
            channel_id == article.channel_id and channel_id is not None
        )
        age_days = max(0.0, (at - published_at).total_seconds() / 86400) if published_at else 0.0
        terms["fresh"] = values["related.fresh"] * 2 ** (-age_days / _FRESH_DAYS)
        kept[pk] = terms
    return kept


def _by_subject(article: Article) -> dict[int, float]:
    terms = telling_terms(article)
    if not terms:
        return {}
    expression = " OR ".join(f'"{term}"' for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, -bm25(search_terms) FROM search_terms WHERE search_terms MATCH %s AND rowid <> %s"
            " ORDER BY bm25(search_terms) LIMIT %s",
            [expression, article.pk, NEAREST],
        )
        return {pk: closeness for pk, closeness in cursor.fetchall() if closeness > 0}


def telling_terms(article: Article, most: int = TERMS) -> list[str]:
    """Return the terms that say most about an article, by tf · idf over the index."""
    if article.revision is None:
        return []
    counts = Counter(
        segmenting.terms(f"{article.title}\n{article.title}\n{article.title}\n{article.revision.body.plain}")
    )
    often = [term for term, times in counts.most_common(400) if times > 1 or len(counts) < TERMS]
    if not often:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_terms")
        documents = max(1, cursor.fetchone()[0])
        places = ",".join(["%s"] * len(often))
        cursor.execute(f"SELECT term, doc FROM search_frequency WHERE term IN ({places})", often)  # noqa: S608 - placeholders
        frequency = dict(cursor.fetchall())
    # A term that no other text holds leads nowhere; one that most texts hold says nothing.
    telling = {
        term: counts[term] * math.log(1 + documents / frequency[term])
        for term in often
        if 1 < frequency.get(term, 0) <= max(2, documents * 0.4)
    }
    return sorted(telling, key=lambda term: (-telling[term], term))[:most]


def _read_together(article: Article) -> dict[int, int]:
    pairs = CoReading.objects.filter(Q(one=article) | Q(other=article)).order_by("-times")[:NEAREST]
    return {(row.other_id if row.one_id == article.pk else row.one_id): row.times for row in pairs}


def _older_good(article: Article, at: dt.datetime) -> list[int]:
    """Return a few older pieces of the same channel or publisher that were read most."""
    older = listed(at).filter(published_at__lt=at - OLDER, language=article.language).exclude(pk=article.pk)
    near = older.filter(Q(channel=article.channel_id, channel__isnull=False) | Q(publisher=article.publisher_id))
    for candidates in (near, older):
        reads = HourlyReads.objects.filter(article__in=candidates).values("article").annotate(times=Sum("opened"))
        found = list(reads.order_by(F("times").desc(), "article").values_list("article", flat=True)[:_OLDER_PLACES])
        if found:
            return found
    return []
