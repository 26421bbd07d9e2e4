"""Who may see and do what with publishers, as querysets."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from haowen.domain.people.models import User
from haowen.domain.publishers.models import MemberRole, Publisher, PublisherEffect, PublisherRestriction
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now

WRITING_ROLES = (MemberRole.OWNER, MemberRole.EDITOR, MemberRole.WRITER)
ARRANGING_ROLES = (MemberRole.OWNER, MemberRole.EDITOR)


def restricted(at: dt.datetime, *effects: PublisherEffect, key: str = "pk") -> Exists:
    """Return the condition that one of these effects rests on a publisher; ``key`` is where the outer row names it."""
    rows = PublisherRestriction.objects.filter(in_force(at), publisher=OuterRef(key), effect__in=effects)
    return Exists(rows)


def visible(at: dt.datetime | None = None) -> QuerySet[Publisher]:
    """Return publishers that readers may see."""
    return Publisher.objects.exclude(restricted(at or now(), PublisherEffect.WITHHELD))


def withheld(at: dt.datetime | None = None) -> QuerySet[Publisher]:
    """Return publishers that are withheld now."""
    return Publisher.objects.filter(restricted(at or now(), PublisherEffect.WITHHELD))


def of_user(user: User) -> QuerySet[Publisher]:
    """Return publishers that this person belongs to, in whatever role."""
    return Publisher.objects.filter(members__user=user).order_by("name", "id")


def written_by(user: User) -> QuerySet[Publisher]:
    """Return publishers that this person may write for."""
    return Publisher.objects.filter(members__user=user, members__role__in=WRITING_ROLES).order_by("name", "id")


def arranged_by(user: User) -> QuerySet[Publisher]:
    """Return publishers that this person owns or edits."""
    return Publisher.objects.filter(members__user=user, members__role__in=ARRANGING_ROLES).order_by("name", "id")


def owned_by(user: User) -> QuerySet[Publisher]:
    """Return publishers that this person owns."""
    return Publisher.objects.filter(members__user=user, members__role=MemberRole.OWNER).order_by("name", "id")


def edge(publisher: Publisher, at: dt.datetime) -> dt.datetime | None:
    """Return the next moment when a restriction of this publisher begins or ends, if one is known."""
    rows = PublisherRestriction.objects.filter(publisher=publisher).values_list("starts_at", "until")
    return min((moment for row in rows for moment in row if moment is not None and moment > at), default=None)
