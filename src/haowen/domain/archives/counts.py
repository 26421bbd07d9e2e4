"""Sums that an archive tells in place of who it was, and who belongs to a publisher by name."""

from typing import Any

from django.db.models import Sum

from haowen.domain.archives.models import Counted, FormerCount, FormerMember
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.models import Bookmark, Follow, Like


def members(publisher: Publisher) -> list[dict[str, str]]:
    """Return who belongs to a publisher, by name and role; where nobody does, who did where it came from."""
    rows = publisher.members.order_by("since", "pk").values_list("user__name", "role")
    found = list(rows) or list(FormerMember.objects.filter(publisher=publisher).values_list("name", "role"))
    return [{"name": name, "role": role} for name, role in found]


def of_publisher(publisher: Publisher) -> dict[str, int]:
    """Return how many follow a publisher, here and where it came from."""
    here = Follow.objects.filter(publisher=publisher).count()
    before = FormerCount.objects.filter(publisher=publisher, article=None, what=Counted.FOLLOWS)
    return {Counted.FOLLOWS.value: here + (before.aggregate(sum=Sum("number"))["sum"] or 0)}


def of_article(article: Article) -> dict[str, Any]:
    """Return how many like and keep an article, here and where it came from; nothing where nobody does."""
    before = dict(FormerCount.objects.filter(article=article).values_list("what", "number"))
    sums = {
        Counted.LIKES.value: Like.objects.filter(article=article).count() + before.get(Counted.LIKES, 0),
        Counted.BOOKMARKS.value: Bookmark.objects.filter(article=article).count() + before.get(Counted.BOOKMARKS, 0),
    }
    return {"sums": sums} if any(sums.values()) else {}


def keep_members(publisher: Publisher, told: list[dict[str, str]]) -> None:
    """Keep who belonged to a publisher elsewhere."""
    FormerMember.objects.bulk_create(
        FormerMember(publisher=publisher, name=each["name"][:60], role=each["role"]) for each in told
    )


def keep(publisher: Publisher, article: Article | None, told: dict[str, int]) -> None:
    """Keep what readers elsewhere did, as numbers."""
    FormerCount.objects.bulk_create(
        FormerCount(publisher=publisher, article=article, what=what, number=number)
        for what, number in told.items()
        if number and what in Counted.values
    )
