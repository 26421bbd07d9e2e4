"""Which articles go with which: by subject through the search index, by co-reading, publisher, channel, age and worth.

Subject is what the search index finds alike (``derived.search.likeness``); the closest one counts in full. Articles are
related many at a time, and what many of them have around them is asked for once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Q

from haowen.derived.recommend import weights
from haowen.derived.recommend.models import Relation
from haowen.derived.recommend.surroundings import NEAREST, Facts, Surroundings, copies_among
from haowen.derived.search.indexing import is_indexed, written_at
from haowen.derived.search.likeness import alike
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.domain.audience.models import CoReading
from haowen.kit.clock import now
from haowen.text import languages

KEPT, OF_PUBLISHER = 24, 6
"""So many relations of an article are kept, so many of them by one publisher where there are others."""
AT_ONCE = 50
_FRESH_DAYS = 14.0
_LEAST = 0.001
_FULL_READERS = 5  # of a pair; with fewer readers it is chance that they read both

Terms = dict[str, float]


class Candidate(NamedTuple):
    """What may be related to an article: the sum that orders it, the strongest reason, and the terms of the sum."""

    other_id: int
    score: float
    why: str
    parts: Terms


def relate(article_ids: Iterable[int]) -> int:
    """Work out the relations of these articles again. Returns how many rows there are for them."""
    keys = list(dict.fromkeys(article_ids))
    around, values = Surroundings(now()), weights.in_force()
    return sum(_relate(keys[start : start + AT_ONCE], around, values) for start in range(0, len(keys), AT_ONCE))


def is_related(pk: int) -> bool:
    """Whether an article's relations were worked out after its present text was indexed."""
    newest = Relation.objects.filter(article_id=pk).aggregate(at=Max("made_at"))["at"]
    return newest is not None and is_indexed(pk) and int(newest.timestamp()) >= written_at([pk]).get(pk, 0)


def astray(articles: ArticleQuerySet) -> list[int]:
    """Return those of these articles that lists may not show and that are still related, and those that wait for it."""
    keys = articles.order_by().values("pk")
    shown = listed(now()).filter(pk__in=keys).order_by()
    rows = Relation.objects.filter(Q(article__in=keys) | Q(other__in=keys))
    gone = set(rows.exclude(article__in=shown.values("pk")).filter(article__in=keys).values_list("article", flat=True))
    gone |= set(rows.exclude(other__in=shown.values("pk")).filter(other__in=keys).values_list("other", flat=True))
    related = shown.annotate(related_at=Max("relations__made_at")).values_list("pk", "related_at")
    made = {pk: int(at.timestamp()) if at else 0 for pk, at in related}
    written = written_at(made)
    return [*gone, *(pk for pk, at in made.items() if pk not in written or at < written[pk])]


def _relate(keys: Sequence[int], around: Surroundings, values: dict[str, float]) -> int:
    articles = list(listed(around.at).filter(pk__in=keys).select_related("revision__body"))
    gone = set(keys).difference(article.pk for article in articles)
    contributions = {article.pk: _contributions(article, around, values) for article in articles}
    around.learn(other for parts in contributions.values() for other in parts)
    copies = copies_among([*contributions, *(other for parts in contributions.values() for other in parts)])
    rows = []
    for article in articles:
        found = _scored(article, contributions[article.pk], around, values)
        rows += [
            Relation(article=article, other_id=one.other_id, score=one.score, why=one.why, parts=one.parts)
            for one in _chosen(article.pk, found, copies, around.facts)
        ]
    with transaction.atomic():
        Relation.objects.filter(Q(article__in=keys) | Q(other__in=gone)).delete()
        Relation.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _scored(
    article: Article, parts: dict[int, Terms], around: Surroundings, values: dict[str, float]
) -> list[Candidate]:
    """Return the candidates, the best first; terms that are nothing are left out."""
    rows, understood = [], languages.alike(article.language)
    for other, terms in parts.items():
        facts = around.facts.get(other)
        if facts is None or facts.language not in understood:
            continue
        terms["same_publisher"] = values["related.same_publisher"] * (facts.publisher_id == article.publisher_id)
        is_beside = facts.channel_id is not None and facts.channel_id == article.channel_id
        terms["same_channel"] = values["related.same_channel"] * is_beside
        if facts.published_at is not None:
            age_days = max(0.0, (around.at - facts.published_at).total_seconds() / 86400)
            terms["fresh"] = values["related.fresh"] * 2 ** (-age_days / _FRESH_DAYS)
        kept = {name: round(number, 4) for name, number in terms.items() if round(number, 4) > 0}
        if not kept and values["related.fresh"] > 0:
            kept = {"fresh": _LEAST}  # it is among the newest there are; a list should not end for lack of better
        if kept:
            why = max(kept, key=lambda name: (name != "fresh", kept[name]))
            rows.append(Candidate(other, sum(kept.values()), why, kept))
    return sorted(rows, key=lambda row: (-row.score, -row.other_id))


def _chosen(pk: int, rows: list[Candidate], copies: dict[int, set[int]], facts: dict[int, Facts]) -> list[Candidate]:
    """Return the best without copies: neither of the article itself, nor two of the same text; of many publishers."""
    chosen: list[Candidate] = []
    left_out = set(copies.get(pk, ()))
    times: Counter[int] = Counter()
    beyond: list[Candidate] = []
    for row in rows:
        if row.other_id in left_out:
            continue
        left_out |= copies.get(row.other_id, set())
        times[facts[row.other_id].publisher_id] += 1
        is_one_of_many = times[facts[row.other_id].publisher_id] > OF_PUBLISHER
        (beyond if is_one_of_many else chosen).append(row)
    return [*chosen, *beyond][:KEPT]


def _contributions(article: Article, around: Surroundings, values: dict[str, float]) -> dict[int, Terms]:
    """Return what each candidate brings by itself: subject, readers in common, and having proved good."""
    parts: dict[int, Terms] = defaultdict(dict)
    nearest = alike([article.pk], NEAREST)
    if nearest:
        top = max(nearest.values())
        for other, closeness in nearest.items():
            parts[other]["same_subject"] = values["related.subject"] * closeness / top
    together = _read_together(article)
    if together:
        top_times = max(_FULL_READERS, *together.values())
        for other, times in together.items():
            parts[other]["read_together"] = values["related.read_together"] * times / top_times
    older = around.older_good(article)
    for rank, other in enumerate(older):
        parts[other]["older_good"] = values["related.older_good"] * (1 - rank / (2 * len(older)))
    for other in around.newest(article):
        parts[other].setdefault("fresh", 0.0)
    parts.pop(article.pk, None)
    return parts


def _read_together(article: Article) -> dict[int, int]:
    pairs = CoReading.objects.filter(Q(one=article) | Q(other=article)).order_by("-times")[:NEAREST]
    return {(row.other_id if row.one_id == article.pk else row.one_id): row.times for row in pairs}
