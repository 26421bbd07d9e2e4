"""Writing the index: one article's words, replaced whole."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from haowen.derived.search.models import Document
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text import segmenting


def index(article_ids: Iterable[int]) -> int:
    """Bring these articles' entries up to date in one transaction: written if lists may show them, taken out if not.

    Returns how many are in the index afterwards. Doing it twice has one effect.
    """
    asked = list(article_ids)
    found = {
        article.pk: article
        for article in listed(now()).filter(pk__in=asked).select_related("publisher", "revision", "revision__body")
    }
    with transaction.atomic(), connection.cursor() as cursor:
        pagestore.announce(["search"])
        for pk in asked:
            cursor.execute("DELETE FROM search_text WHERE rowid = %s", [pk])
            cursor.execute("DELETE FROM search_terms WHERE rowid = %s", [pk])
        Document.objects.filter(pk__in=[pk for pk in asked if pk not in found]).delete()
        for article in found.values():
            _write(cursor, article)
    return len(found)


def is_indexed(article_id: int) -> bool:
    """Whether the index holds just what lists may show of an article: its present revision, or nothing."""
    is_shown = listed(now()).filter(pk=article_id).exists()
    held = Document.objects.filter(pk=article_id)
    return held.filter(revision_id=F("article__revision_id")).exists() if is_shown else not held.exists()


def astray(articles: ArticleQuerySet) -> list[int]:
    """Return those of these articles whose entries are not what lists may show: missing, of another revision, too many."""
    shown = listed(now()).filter(pk__in=articles.order_by().values("pk"))
    present = Document.objects.filter(pk=OuterRef("pk"), revision_id=OuterRef("revision_id"))
    lacking = shown.exclude(Exists(present)).order_by().values_list("pk", flat=True)
    too_many = Document.objects.filter(pk__in=articles.order_by().values("pk")).exclude(
        pk__in=shown.order_by().values("pk")
    )
    return [*lacking, *too_many.values_list("pk", flat=True)]


def _write(cursor: Any, article: Article) -> None:
    revision = article.revision
    if revision is None:
        return
    plain = revision.body.plain
    sources = " \n".join(f"{row.title} {row.outlet} {row.authors}" for row in revision.references.all())
    spaced = [
        segmenting.characters(text)
        for text in (
            article.title,
            article.summary,
            plain,
            f"{article.publisher.name} {article.publisher.handle}",
            sources,
        )
    ]
    cursor.execute(
        "INSERT INTO search_text (rowid, title, summary, body, publisher, sources) VALUES (%s, %s, %s, %s, %s, %s)",
        [article.pk, *spaced],
    )
    terms = segmenting.terms(f"{article.title}\n{article.title}\n{article.title}\n{plain}")
    cursor.execute("INSERT INTO search_terms (rowid, terms) VALUES (%s, %s)", [article.pk, " ".join(terms)])
    Document.objects.update_or_create(
        article=article, defaults={"revision_id": revision.pk, "plain": plain, "indexed_at": now()}
    )
