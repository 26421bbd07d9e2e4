"""Taking something from an account, under a statement, and giving it back."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from haowen.domain.people.events import AccountRestricted
from haowen.domain.people.models import AccountEffect, AccountRestriction, User
from haowen.domain.statements.models import Statement
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now
from haowen.kit.events import announce


def restrict(
    user: User, effect: AccountEffect, *, under: Statement, until: dt.datetime | None = None
) -> AccountRestriction:
    """Restrict an account from now on, until a moment or until it is lifted."""
    with transaction.atomic():
        row = AccountRestriction.objects.create(user=user, effect=effect, statement=under, starts_at=now(), until=until)
        announce(AccountRestricted(user_id=user.pk))
    return row


def lift(user: User, effect: AccountEffect) -> int:
    """End every restriction of this effect now; the rows stay as history. Return how many there were."""
    moment = now()
    with transaction.atomic():
        rows = AccountRestriction.objects.filter(user=user, effect=effect).exclude(until__lte=moment)
        count = rows.update(until=moment)
        if count:
            announce(AccountRestricted(user_id=user.pk))
    return count


def restrictions_of(user: User) -> QuerySet[AccountRestriction]:
    """Return what is taken from this account now."""
    return AccountRestriction.objects.filter(in_force(now()), user=user)
