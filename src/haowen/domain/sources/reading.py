"""What writers see of the addresses that their articles cite."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from haowen.domain.articles import access
from haowen.domain.articles.models import Article, Reference
from haowen.domain.people.models import User
from haowen.domain.sources.models import Copy, Link

MOST = 300


def dead_for(user: User, publisher_id: int | None = None) -> list[dict[str, Any]]:
    """Return the dead addresses that articles of this person's publishers cite, the latest first and no more than ``MOST``.

    What readers see counts, and what is being written; a source that was taken out of both is none any more.
    """
    mine = access.editable_by(user)
    if publisher_id is not None:
        mine = mine.filter(publisher=publisher_id)
    dead = Link.objects.filter(died_on__isnull=False)
    revisions = mine.filter(Q(head=OuterRef("revision")) | Q(revision=OuterRef("revision")))
    rows = (
        Reference.objects.exclude(url="")  # in these words, for the index of addresses
        .filter(url__in=dead.values("url"))
        .filter(Exists(revisions))
        .select_related("revision__article__publisher")
    )
    links = {link.url: link for link in dead.filter(url__in={row.url for row in rows})}
    kept = set(Copy.objects.filter(link__in=links.values()).values_list("link__url", flat=True))
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for row in rows.order_by("-revision__number"):
        article = row.revision.article
        found.setdefault(
            (article.pk, row.url),
            {
                "article": article, "row": row, "link": links[row.url], "has_copy": row.url in kept,
                "is_out": article.revision_id == row.revision_id or _is_out(article, row.url),
            },
        )  # fmt: skip
    return sorted(found.values(), key=lambda one: (one["link"].died_on, one["article"].pk), reverse=True)[:MOST]


def _is_out(article: Article, url: str) -> bool:
    return article.is_published() and Reference.objects.filter(revision=article.revision_id, url=url).exists()
