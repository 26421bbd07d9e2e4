"""Taking something from an account, under a statement."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from haowen.domain.people.models import AccountEffect, AccountRestriction, User
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now


def restrict(user: User, effect: AccountEffect, *, under: Statement, until: dt.datetime | None = None) -> AccountRestriction:
    """Restrict an account from now on, until a moment or until it is lifted."""
    with transaction.atomic():
        return AccountRestriction.objects.create(user=user, effect=effect, statement=under, starts_at=now(), until=until)


def in_force(at: dt.datetime) -> Q:
    """Return the condition under which a restriction row counts at a moment (any restriction model)."""
    return Q(starts_at__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def restrictions_of(user: User) -> QuerySet[AccountRestriction]:
    """Return what is taken from this account now."""
    return AccountRestriction.objects.filter(in_force(now()), user=user)
