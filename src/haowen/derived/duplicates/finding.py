"""Finding near duplicates: candidates by bands, the exact comparison of those, and which of two is the original."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from haowen.derived.duplicates.models import Band, Pair, Sketch
from haowen.domain.articles.models import Article, ArticleQuerySet, Declaration, DeclarationKind
from haowen.domain.site.models import Origin
from haowen.kit import pagestore
from haowen.text import similarity
from haowen.text.similarity import Comparison

CANDIDATES = 20
"""So many candidates of a text are compared exactly, those with the most bands in common first."""
CROWDED = 100
"""A band that so many articles share is page furniture or a form, and says nothing."""
_AT_ONCE = 400  # placeholders in one statement
_NEW = 0  # stands for a text that is no article's yet


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another article (primary key) and how it compares."""

    article_id: int
    comparison: Comparison


@dataclass(slots=True)
class _Text:
    title: str
    letters: str
    revision_id: int = 0
    sketch: bytes = b""
    bands: list[int] = field(default_factory=list)

    def take(self) -> "_Text":
        """Make the sketch."""
        self.sketch = similarity.sketch(self.letters)
        self.bands = list(dict.fromkeys(similarity.bands(self.sketch)))
        return self


def find(article_ids: Iterable[int]) -> int:
    """Sketch these articles' published texts again and find their pairs. Returns how many pairs they are in.

    What is no longer published loses its sketch and its pairs. Doing it twice has one effect.
    """
    keys = list(dict.fromkeys(article_ids))
    if not keys:
        return 0
    texts = {pk: text.take() for pk, text in _published(keys).items()}
    with transaction.atomic():
        _forget(keys)
        _write_bands(texts)
    found = _alike(texts)
    pairs = _pairs(
        {(min(pk, one.article_id), max(pk, one.article_id)): one.comparison for pk in found for one in found[pk]}
    )
    with transaction.atomic():
        touched = Pair.objects.filter(Q(copy__in=keys) | Q(original__in=keys))
        before = set(touched.values_list("copy", "original"))
        touched.delete()
        Pair.objects.bulk_create(pairs)
        # The sketch says that the article has been compared, so it comes last.
        Sketch.objects.bulk_create(
            Sketch(article_id=pk, revision_id=text.revision_id, places=text.sketch) for pk, text in texts.items()
        )
        if changed := before.symmetric_difference((pair.copy_id, pair.original_id) for pair in pairs):
            _spoil({pk for pair in changed for pk in pair})
    return len(pairs)


def alike(title: str, plain: str, *, but: int | None = None) -> list[Likeness]:
    """Return the published articles that a text is a near duplicate of, the most alike first; nothing is kept."""
    text = _Text(title, similarity.folded(plain)).take()
    return [one for one in _alike({_NEW: text})[_NEW] if one.article_id != but]


def is_sketched(article_id: int) -> bool:
    """Whether an article's sketch is that of the text that readers see, or rightly missing."""
    held = Sketch.objects.filter(pk=article_id)
    if Article.objects.published().filter(pk=article_id).exists():
        return held.filter(revision_id=F("article__revision_id")).exists()
    return not held.exists()


def unsketched() -> ArticleQuerySet:
    """Return the published articles whose present text has no sketch."""
    present = Sketch.objects.filter(pk=OuterRef("pk"), revision_id=OuterRef("revision_id"))
    return Article.objects.published().exclude(Exists(present))


def _write_bands(texts: Mapping[int, _Text]) -> None:
    """Write the bands: without making model objects, which for forty rows an article takes longer than the database."""
    table = connection.ops.quote_name(Band._meta.db_table)  # noqa: SLF001 - Django's documented interface
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (key, article_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",  # noqa: S608 - a name of our own
            [(key, pk) for pk, text in texts.items() for key in text.bands],
        )


def _published(keys: Sequence[int]) -> dict[int, _Text]:
    columns = ("pk", "title", "revision_id", "revision__body__plain")
    rows = Article.objects.published().filter(pk__in=keys, revision__isnull=False).values_list(*columns)
    return {pk: _Text(title, similarity.folded(plain), revision or 0) for pk, title, revision, plain in rows}


def _forget(keys: Sequence[int]) -> None:
    old = Sketch.objects.filter(pk__in=keys)
    for pk, places in old.values_list("pk", "places"):
        Band.objects.filter(key__in=similarity.bands(bytes(places)), article_id=pk).delete()
    old.delete()


def _alike(texts: Mapping[int, _Text]) -> dict[int, list[Likeness]]:
    """Return the near duplicates of each of these texts."""
    candidates = _candidates(texts)
    others = {other for found in candidates.values() for other in found}
    known = {**_published([pk for pk in others if pk not in texts]), **texts}
    result: dict[int, list[Likeness]] = {}
    for pk, found in candidates.items():
        compared = [
            (other, similarity.compared(texts[pk].letters, known[other].letters)) for other in found if other in known
        ]
        result[pk] = sorted(
            (Likeness(other, one) for other, one in compared if _is_copy(texts[pk], known[other], one)),
            key=lambda one: (-one.comparison.contained, one.article_id),
        )
    return result


def _is_copy(one: _Text, other: _Text, found: Comparison) -> bool:
    return similarity.is_copy(found, is_named_alike=similarity.are_named_alike(one.title, other.title))


def _candidates(texts: Mapping[int, _Text]) -> dict[int, list[int]]:
    """Return for each text the articles with the most bands in common whose sketches do not rule them out."""
    holders: dict[int, set[int]] = defaultdict(set)
    wanted = list({key for text in texts.values() for key in text.bands})
    for start in range(0, len(wanted), _AT_ONCE):
        for key, pk in Band.objects.filter(key__in=wanted[start : start + _AT_ONCE]).values_list("key", "article_id"):
            holders[key].add(pk)
    shared: dict[int, Counter[int]] = {}
    for pk, text in texts.items():
        shared[pk] = Counter(
            other for key in text.bands if len(holders[key]) <= CROWDED for other in holders[key] if other != pk
        )
    others = list({other for found in shared.values() for other in found})
    sketches = {pk: text.sketch for pk, text in texts.items()}
    for start in range(0, len(others), _AT_ONCE):
        rows = Sketch.objects.filter(pk__in=others[start : start + _AT_ONCE]).values_list("pk", "places")
        sketches.update((pk, bytes(places)) for pk, places in rows)
    return {
        pk: [
            other
            for other, _bands in found.most_common(5 * CANDIDATES)
            if similarity.estimated(texts[pk].sketch, sketches.get(other, b"")) >= similarity.LIKELY
        ][:CANDIDATES]
        for pk, found in shared.items()
    }


def _pairs(found: Mapping[tuple[int, int], Comparison]) -> list[Pair]:
    ages = _ages({pk for pair in found for pk in pair})
    return [
        Pair(
            original_id=min(pair, key=lambda pk: ages[pk]), copy_id=max(pair, key=lambda pk: ages[pk]),
            common=round(comparison.common, 4), contained=round(comparison.contained, 4),
        )
        for pair, comparison in found.items()
    ]  # fmt: skip


def _ages(keys: Iterable[int]) -> dict[int, tuple[bool, str, int]]:
    """Return by what the original of two is told: not declared a repost, then the older, then the first to be here."""
    declared = Declaration.objects.filter(revision=OuterRef("revision"), kind=DeclarationKind.REPOST)
    rows = Article.objects.filter(pk__in=list(keys)).annotate(declared=Exists(declared))
    return {
        pk: (origin == Origin.REPOST or is_repost, original_on or f"{published_at:%Y-%m-%dT%H:%M:%S}", pk)
        for pk, origin, original_on, published_at, is_repost in rows.values_list(
            "pk", "origin", "original_on", "published_at", "declared"
        )
    }


def _spoil(keys: Iterable[int]) -> None:
    """Spoil the lists in which one of a pair appears or disappears."""
    rows = Article.objects.filter(pk__in=list(keys)).values_list("channel_id", flat=True)
    pagestore.announce(["list:all", *(f"list:channel:{pk}" for pk in set(rows) if pk)])
