"""What the host has seen of a publisher, until when it is in force, and what is suspended when it lapses."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.people.models import User
from haowen.domain.publishers.events import CredentialLapsed, PublisherChanged, PublisherRestricted
from haowen.domain.publishers.models import Credential, Publisher, PublisherEffect, PublisherRestriction
from haowen.domain.publishers.restricting import restrict
from haowen.domain.site.changing import current
from haowen.domain.statements.issuing import issue
from haowen.domain.statements.models import Ground, Statement
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

AUTOMATON = "automaton"  # who issues a statement that nobody decided


def today() -> dt.date:
    """Return the day that it is in the site's deployment time zone."""
    return timezone.localtime(now()).date()


def in_force() -> QuerySet[Credential]:
    """Return credentials that count today."""
    return Credential.objects.filter(Q(valid_until=None) | Q(valid_until__gte=today()), lapsed_at=None)


def are_held(publisher: Publisher) -> bool:
    """Whether a publisher holds a credential that is in force."""
    return in_force().filter(publisher=publisher).exists()


def put(
    publisher: Publisher,
    *,
    by: User,
    what: str,
    number: str = "",
    issuer: str = "",
    valid_until: dt.date | None = None,
    stops_publishing: bool = False,
    renews: Credential | None = None,
) -> Credential:
    """Note a credential that the host has seen today, or see one again; the badge is given, or given back."""
    if not by.is_operator():
        raise Refused(_("Only an operator can do this."))
    if not what.strip():
        raise Refused(_("Say what was verified."), field="what")
    if valid_until is not None and valid_until < today():
        raise Refused(_("This credential is no longer in force."), field="valid_until")
    row = renews or Credential(publisher=publisher)
    with transaction.atomic():
        row.what, row.number, row.issuer = what.strip()[:80], number.strip()[:80], issuer.strip()[:100]
        row.valid_until, row.stops_publishing = valid_until, stops_publishing
        row.verified_at, row.verified_by, row.lapsed_at = now(), by, None
        _give_back(row)
        row.save()
        Publisher.objects.filter(pk=publisher.pk).update(verified_at=now())
        announce(PublisherChanged(publisher_id=publisher.pk))
    return row


def _give_back(row: Credential) -> None:
    """End the restriction that stands for this credential alone; others stay."""
    if row.restriction_id is None:
        return
    PublisherRestriction.objects.filter(pk=row.restriction_id, until=None).update(until=now())
    row.restriction = None
    announce(PublisherRestricted(publisher_id=row.publisher_id))


def lapse_due() -> int:
    """Suspend what stood on credentials whose last day is over; return how many lapsed."""
    due = Credential.objects.filter(valid_until__lt=today(), lapsed_at=None).values_list("pk", flat=True)
    return sum(_lapse(key) for key in list(due))


def _lapse(key: int) -> bool:
    with transaction.atomic():
        row = Credential.objects.select_for_update().select_related("publisher").filter(pk=key, lapsed_at=None).first()
        if row is None or row.valid_until is None or row.valid_until >= today():
            return False
        row.lapsed_at = now()
        if row.stops_publishing:
            row.restriction = restrict(row.publisher, PublisherEffect.NO_PUBLISHING, under=_statement(row))
        row.save()
        if not are_held(row.publisher):
            Publisher.objects.filter(pk=row.publisher_id).update(verified_at=None)
        announce(PublisherChanged(publisher_id=row.publisher_id), CredentialLapsed(credential_id=row.pk))
    return True


def _statement(row: Credential) -> Statement:
    said = {"what": row.what, "number": row.number or "-", "day": f"{row.valid_until}"}
    with override(current().default_language):
        return issue(
            ground=Ground.TERMS,
            rule=_("Credentials on which publishing stands must be in force."),
            facts=_("The credential “%(what)s” (%(number)s) was valid until %(day)s and has not been renewed.") % said,
            effect=PublisherEffect.NO_PUBLISHING,
            by_public_id=AUTOMATON,
            is_automated=True,
        )
