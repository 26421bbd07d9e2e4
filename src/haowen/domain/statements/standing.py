"""When a restriction counts: one condition for every restriction table."""

import datetime as dt

from django.db.models import Q


def in_force(at: dt.datetime) -> Q:
    """Return the condition under which a restriction row counts at a moment (any restriction model)."""
    return Q(starts_at__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
