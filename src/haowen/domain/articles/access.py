"""Who may see and do what with articles, as querysets."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from haowen.domain.articles.models import Article, ArticleEffect, ArticleQuerySet, ArticleRestriction, State
from haowen.domain.people.models import User
from haowen.domain.publishers.access import ARRANGING_ROLES, WRITING_ROLES, of_user
from haowen.domain.publishers.access import restricted as publisher_restricted
from haowen.domain.publishers.models import PublisherEffect, PublisherRestriction
from haowen.domain.statements.models import Ground, Statement
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now

TRASH_KEPT = dt.timedelta(days=30)


def _restricted(at: dt.datetime, *effects: ArticleEffect) -> Exists:
    rows = ArticleRestriction.objects.filter(in_force(at), article=OuterRef("pk"), effect__in=effects)
    return Exists(rows)


def _publisher_withheld(at: dt.datetime) -> Exists:
    return publisher_restricted(at, PublisherEffect.WITHHELD, key="publisher")


def out(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return published articles whose time has come, withheld or not: those that have an address of some kind."""
    # Said as what is left out: by a range of times the database would find them, and sort them all for any other order.
    return Article.objects.published().exclude(published_at__gt=at or now())


def readable(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return what anybody may read at its address."""
    at = at or now()
    return out(at).exclude(_restricted(at, ArticleEffect.WITHHELD)).exclude(_publisher_withheld(at))


def listed(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return what lists, feeds and search may show: readable and not unlisted."""
    at = at or now()
    return readable(at).exclude(_restricted(at, ArticleEffect.UNLISTED))


def readable_by(user: User | None, at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return what this person may read at its address; nobody reads more than a visitor does on reader pages.

    Writers see their drafts in the studio (``editable_by``), moderators see withheld texts on the case.
    """
    del user  # one rule for all today; the parameter is the promise that doors ask with the person
    return readable(at)


def editable_by(user: User) -> ArticleQuerySet:
    """Return articles this person may write on: those of publishers where they own, edit or write."""
    return _written_by(user).filter(trashed_at=None)


def _written_by(user: User) -> ArticleQuerySet:
    return Article.objects.filter(publisher__members__user=user, publisher__members__role__in=WRITING_ROLES).distinct()


def counted_for(user: User) -> ArticleQuerySet:
    """Return articles whose numbers this person may see: those of publishers that they belong to, in whatever role."""
    return Article.objects.filter(publisher__in=of_user(user).order_by().values("pk"), trashed_at=None)


def trashed_by(user: User, at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return what lies in the trash of publishers for which this person writes, and can still be taken out."""
    return _written_by(user).filter(trashed_at__gt=(at or now()) - TRASH_KEPT)


def arranged_by(user: User) -> ArticleQuerySet:
    """Return articles that this person may put on top of their publisher's page: where they own or edit."""
    return Article.objects.filter(
        publisher__members__user=user, publisher__members__role__in=ARRANGING_ROLES
    ).distinct()


def withheld(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return articles that are out and withheld now, by themselves or with their publisher."""
    at = at or now()
    return out(at).filter(_restricted(at, ArticleEffect.WITHHELD) | _publisher_withheld(at))


def withdrawn() -> ArticleQuerySet:
    """Return articles that leave a tombstone."""
    return Article.objects.filter(state=State.WITHDRAWN)


def open_to_comments(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Return readable articles under which readers may comment."""
    at = at or now()
    return readable(at).filter(is_open_to_comments=True).exclude(_restricted(at, ArticleEffect.NO_COMMENTS))


class ObstacleKind(StrEnum):
    """Why an article that has an address cannot be read there."""

    WITHDRAWN = "withdrawn"
    WITHHELD_LAW = "withheld_law"
    WITHHELD_TERMS = "withheld_terms"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands at an address in place of its article: 410 for what was taken back, 451 or 403 for what is withheld.

    ``title`` and ``publisher`` are empty where they are withheld too; ``until`` is the end of the term, if there is one.
    """

    kind: ObstacleKind
    article_id: int
    publisher_id: int
    title: str = ""
    publisher: str = ""
    ground: str = ""
    rule: str = ""
    statement: str = ""
    until: dt.datetime | None = None


def obstacle(public_id: str, at: dt.datetime | None = None) -> Obstacle | None:
    """Return what keeps this article from being read, or None when there is no such thing (it is readable, or unknown)."""
    at = at or now()
    article = (
        Article.objects.filter(public_id=public_id, state__in=[State.PUBLISHED, State.WITHDRAWN])
        .select_related("publisher")
        .first()
    )
    if article is None:
        return None
    # A statement weighs more than a withdrawal: taking an article back does not hide that it was withheld.
    if standing := _standing(article, at):
        legal = standing.ground in (Ground.LAW, Ground.COURT)
        return Obstacle(
            ObstacleKind.WITHHELD_LAW if legal else ObstacleKind.WITHHELD_TERMS,
            article.pk, article.publisher_id, ground=standing.ground, rule=standing.rule, statement=standing.public_id,
            until=standing.until,
        )  # fmt: skip
    if article.state == State.WITHDRAWN:
        return Obstacle(
            ObstacleKind.WITHDRAWN,
            article.pk,
            article.publisher_id,
            title=article.title,
            publisher=article.publisher.name,
        )
    return None


def _standing(article: Article, at: dt.datetime) -> Statement | None:
    rows = ArticleRestriction.objects.filter(in_force(at), article=article, effect=ArticleEffect.WITHHELD)
    if row := rows.select_related("statement").order_by("-starts_at", "-id").first():
        return row.statement
    above = PublisherRestriction.objects.filter(
        in_force(at), publisher=article.publisher_id, effect=PublisherEffect.WITHHELD
    )
    found = above.select_related("statement").order_by("-starts_at", "-id").first()
    return found.statement if found else None


def turned(since: dt.datetime, at: dt.datetime) -> ArticleQuerySet:
    """Return published articles for which such a moment (see ``edges``) lay after ``since`` and has come by ``at``."""

    def passed(*names: str) -> Q:
        moments = [Q(**{f"{name}__gt": since, f"{name}__lte": at}) for name in names]
        return reduce(or_, moments)

    rows = ArticleRestriction.objects.filter(passed("starts_at", "until")).values("article")
    publishers = PublisherRestriction.objects.filter(passed("starts_at", "until")).values("publisher")
    return Article.objects.published().filter(Q(pk__in=rows) | Q(publisher__in=publishers) | passed("published_at"))


def edges(at: dt.datetime, article: int | None = None) -> dt.datetime | None:
    """Return the next moment when what is readable changes by the clock alone: a restriction's start or end, a date to come.

    For one article (a primary key) and its publisher, or for all.
    """
    publishers, rows = PublisherRestriction.objects.all(), ArticleRestriction.objects.all()
    dated = Article.objects.published()
    if article is not None:
        publishers = publishers.filter(publisher__articles=article)
        rows, dated = rows.filter(article=article), dated.filter(pk=article)
    sources: list[tuple[QuerySet[Any], str]] = [
        (publishers, "starts_at"), (publishers, "until"), (rows, "starts_at"), (rows, "until"), (dated, "published_at"),
    ]  # fmt: skip
    moments = [source.filter(**{f"{name}__gt": at}).aggregate(next=Min(name))["next"] for source, name in sources]
    return min((moment for moment in moments if moment is not None), default=None)
