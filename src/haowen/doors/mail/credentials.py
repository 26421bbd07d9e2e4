"""What owners are told of credentials: that one runs out in 30 or 7 days, and that it has."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.publishers.credentials import in_force, today
from haowen.domain.publishers.models import Credential, MemberRole
from haowen.doors.mail.sending import Letter, Recipient, send_all
from haowen.kit.tasks import task

SOON, VERY_SOON = 30, 7


@task()
def remind_of_credentials() -> None:
    """Remind owners of what runs out within 30 days, and again within 7: each once for a last day."""
    for row in in_force().filter(valid_until__lte=today() + dt.timedelta(days=SOON)).select_related("publisher"):
        if row.valid_until is not None:
            step = VERY_SOON if (row.valid_until - today()).days <= VERY_SOON else SOON
            _tell(row, f"credential:{row.pk}:{row.valid_until}:{step}")


@task()
def tell_lapsed(*, credential_id: int) -> None:
    """Tell owners what is suspended, unless it was renewed meanwhile."""
    row = Credential.objects.filter(pk=credential_id).exclude(lapsed_at=None).select_related("publisher").first()
    if row is not None:
        _tell(row, f"credential:{row.pk}:{row.valid_until}:lapsed")


def _tell(row: Credential, about: str) -> None:
    owners = row.publisher.members.filter(role=MemberRole.OWNER, user__is_active=True).select_related("user")
    send_all([(about, Recipient.of(owner.user), lambda: letter(row)) for owner in owners])


def letter(row: Credential) -> Letter:
    """Write the letter for how a credential stands, in the language that is active."""
    said = {"what": row.what, "name": row.publisher.name, "day": f"{row.valid_until}"}
    here = _("Answer this by sending the renewed credential to the host: %(address)s") % {
        "address": f"{settings.BASE_URL}/contact"
    }
    if row.lapsed_at is None:
        return Letter(
            _("“%(what)s” of “%(name)s” runs out on %(day)s") % said,
            (_("When it is not renewed until then, the badge goes.") + _stops(row), here),
        )
    return Letter(
        _("“%(what)s” of “%(name)s” has run out") % said,
        (_("It was valid until %(day)s. The badge is gone until it is renewed.") % said + _stops(row), here),
    )


def _stops(row: Credential) -> str:
    return " " + _("Without it, this publisher cannot publish.") if row.stops_publishing else ""
