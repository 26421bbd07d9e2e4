"""What readers did, as numbers in place of who it was; and who belongs to a publisher, by name."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from haowen.domain.archives.models import Counted, FormerCount, FormerMember
from haowen.domain.archives.reading import plain_values
from haowen.domain.archives.travelling import ACTS, MEMBERS
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers import polling, summing
from haowen.domain.readers.models import Bookmark


def members(publisher: Publisher) -> list[dict[str, str]]:
    """Return who belongs to a publisher, by name and role; where nobody does, who did where it came from."""
    rows = publisher.members.order_by("since", "pk").values_list("user__name", "role")
    found = list(rows) or list(FormerMember.objects.filter(publisher=publisher).values_list("name", "role"))
    return [{"name": name, "role": role} for name, role in found]


def followers(publisher: Publisher) -> int:
    """Return how many follow a publisher, here and where it came from."""
    before = FormerCount.objects.filter(publisher=publisher, article=None, what=Counted.FOLLOWS)
    return summing.followers(publisher) + (before.aggregate(sum=Sum("number"))["sum"] or 0)


def likes_by_day(articles: QuerySet[Article], since: dt.date | None = None) -> Counter[dt.date]:
    """Return how many likes articles had where they come from, on which day."""
    rows = _likes(articles, since).exclude(day=None).values_list("day").annotate(times=Sum("number"))
    return Counter(dict(rows))


def likes_by_article(articles: QuerySet[Article], since: dt.date | None = None) -> Counter[int]:
    """Return how many likes each article (primary key) had where it comes from."""
    return Counter(dict(_likes(articles, since).values_list("article").annotate(times=Sum("number"))))


def _likes(articles: QuerySet[Article], since: dt.date | None) -> QuerySet[FormerCount]:
    rows = FormerCount.objects.filter(article__in=articles, what=Counted.LIKES).order_by()
    return rows if since is None else rows.filter(day__gte=since)


def of_publisher(publisher: Publisher) -> list[dict[str, Any]]:
    """Return how many follow a publisher as a row of its file; none where nobody does."""
    return _told(Counter({(Counted.FOLLOWS.value, None): followers(publisher)}))


def of_article(article: Article, polls: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return how many like and keep an article, here and where it came from; nothing where nobody does.

    Likes are told by the day (of the site's clock), as its writers see them. To ``polls``, which are rows of the archive,
    it is added how often each answer was given.
    """
    found: Counter[tuple[str, Any]] = Counter()
    for what, day, number in FormerCount.objects.filter(article=article).values_list("what", "day", "number"):
        found[what, day] += number
    for hour, number in summing.likes_by_hour(Article.objects.filter(pk=article.pk)).items():
        found[Counted.LIKES, timezone.localtime(hour).date()] += number
    found[Counted.BOOKMARKS, None] += Bookmark.objects.filter(article=article).count()
    answers = polling.counts(article.pk, [poll["key"] for poll in polls]) if polls else {}
    for poll in polls:
        poll["answers"] = [
            {"option": option, "number": number} for option, number in sorted(answers[poll["key"]].items())
        ]
    acts = _told(found)
    return {ACTS.called: acts} if acts else {}


def _told(found: Mapping[tuple[str, Any], int]) -> list[dict[str, Any]]:
    rows = [
        {"what": str(what), "day": day and day.isoformat(), "number": number}
        for (what, day), number in found.items()
        if number
    ]
    return sorted(rows, key=lambda row: (row["what"], row["day"] or ""))


def keep_members(publisher: Publisher, told: Mapping[str, Any]) -> None:
    """Keep who belonged to a publisher elsewhere."""
    FormerMember.objects.bulk_create(
        FormerMember(publisher=publisher, **plain_values(MEMBERS, each)) for each in MEMBERS.hanging(told)
    )


def keep(publisher: Publisher, article: Article | None, told: Mapping[str, Any]) -> None:
    """Keep what readers elsewhere did, as numbers."""
    FormerCount.objects.bulk_create(
        FormerCount(publisher=publisher, article=article, **plain_values(ACTS, each)) for each in ACTS.hanging(told)
    )
