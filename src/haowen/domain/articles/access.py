"""Who may see and do what with articles, as querysets."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from haowen.domain.articles.models import Article, ArticleEffect, ArticleQuerySet, ArticleRestriction, State
from haowen.domain.people.models import User
from haowen.domain.publishers.models import MemberRole, PublisherEffect, PublisherRestriction
from haowen.kit.clock import now

WRITING_ROLES = (MemberRole.OWNER, MemberRole.EDITOR, MemberRole.WRITER)
PUBLISHING_ROLES = WRITING_ROLES


def _in_force(at: dt.datetime) -> Q:
    return Q(starts_at__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def _restricted(at: dt.datetime, *effects: ArticleEffect) -> Exists:
    rows = ArticleRestriction.objects.filter(_in_force(at), article=OuterRef("pk"), effect__in=effects)
    return Exists(rows)


def _publisher_withheld(at: dt.datetime) -> Exists:
    rows = PublisherRestriction.objects.filter(
        _in_force(at), publisher=OuterRef("publisher"), effect=PublisherEffect.WITHHELD
    )
    return Exists(rows)


def out(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Published articles whose time has come, withheld or not: those that have an address of some kind."""
    return Article.objects.published().filter(published_at__lte=at or now())


def readable(at: dt.datetime | None = None) -> ArticleQuerySet:
    """What anybody may read at its address."""
    at = at or now()
    return out(at).exclude(_restricted(at, ArticleEffect.WITHHELD)).exclude(_publisher_withheld(at))


def listed(at: dt.datetime | None = None) -> ArticleQuerySet:
    """What lists, feeds and search may show: readable and not unlisted."""
    at = at or now()
    return readable(at).exclude(_restricted(at, ArticleEffect.UNLISTED))


def readable_by(user: User | None, at: dt.datetime | None = None) -> ArticleQuerySet:
    """What this person may read at its address; nobody reads more than a visitor does on reader pages.

    Writers see their drafts in the studio (``editable_by``), moderators see withheld texts on the case.
    """
    del user  # one rule for all today; the parameter is the promise that doors ask with the person
    return readable(at)


def editable_by(user: User) -> ArticleQuerySet:
    """Articles this person may write on: those of publishers where they own, edit or write."""
    return Article.objects.filter(
        publisher__members__user=user, publisher__members__role__in=WRITING_ROLES
    ).distinct()


def withheld(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Articles that are out and withheld now, by themselves or with their publisher."""
    at = at or now()
    return out(at).filter(_restricted(at, ArticleEffect.WITHHELD) | _publisher_withheld(at))


def withdrawn() -> ArticleQuerySet:
    """Articles that leave a tombstone."""
    return Article.objects.filter(state=State.WITHDRAWN)


def open_to_comments(at: dt.datetime | None = None) -> ArticleQuerySet:
    """Readable articles under which readers may comment."""
    at = at or now()
    return readable(at).filter(is_open_to_comments=True).exclude(_restricted(at, ArticleEffect.NO_COMMENTS))
