"""Who may see cases, as querysets."""

from django.db.models import QuerySet

from haowen.domain.moderation.models import Case
from haowen.domain.people.models import User


def visible_to(user: User) -> QuerySet[Case]:
    """Return cases that this person may open: all for moderators and operators, none for others."""
    return Case.objects.all() if user.may_moderate() else Case.objects.none()
