"""Inviting people to a publisher's members: by e-mail, or by a link. A key works once and expires; only its hash is kept."""

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers import membership
from haowen.domain.publishers.events import InvitationMade
from haowen.domain.publishers.models import Invitation, Member, MemberRole, Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.publicids import new_secret
from haowen.kit.refusals import Refused

LASTS = dt.timedelta(days=14)
OPEN_MOST = 50


def invite(publisher: Publisher, *, by: User, role: MemberRole | str, email: str = "") -> tuple[Invitation, str]:
    """Make an invitation and return it with its key, which is told once; with an e-mail address it is sent there."""
    email = email.strip()
    if role not in MemberRole.values:
        raise Refused(_("There is no such role."), field="role")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused(_("This is no e-mail address."), field="email") from error
    with transaction.atomic():
        Publisher.objects.select_for_update().get(pk=publisher.pk)
        if not publisher.members.filter(user=by, role=MemberRole.OWNER).exists():
            raise Refused(_("Only an owner can do this."))
        if email and publisher.members.filter(user__email__iexact=email).exists():
            raise Refused(_("This person is a member already."), field="email")
        if open_ones(publisher).count() >= OPEN_MOST:
            raise Refused(_("There are 50 open invitations; withdraw some first."))
        invitation = Invitation.objects.create(
            publisher=publisher, email=email, role=role, key_hash=new_secret(), made_by=by, made_at=now(),
            expires_at=now() + LASTS,
        )  # fmt: skip
        key = key_of(invitation)
        invitation.key_hash = _digest(key)
        invitation.save(update_fields=["key_hash"])
        if email:
            announce(InvitationMade(invitation_id=invitation.pk))
    return invitation, key


def key_of(invitation: Invitation) -> str:
    """Work the key out from the site's secret: the letter needs it, and the database alone does not tell it."""
    said = f"{invitation.pk}:{invitation.publisher_id}:{invitation.made_at.isoformat()}"
    return salted_hmac("haowen.invitation", said, algorithm="sha256").hexdigest()[:40]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def open_ones(publisher: Publisher) -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted."""
    return publisher.invitations.filter(used_at=None, withdrawn_at=None, expires_at__gt=now())


def found(key: str) -> Invitation | None:
    """Return the invitation of a key, if it can still be accepted."""
    rows = Invitation.objects.filter(key_hash=_digest(key), used_at=None, withdrawn_at=None, expires_at__gt=now())
    return rows.select_related("publisher", "made_by").first()


def accept(key: str, *, by: User) -> Member:
    """Become a member. Of two who come at once with one key, one does."""
    with transaction.atomic():
        invitation = found(key)
        if invitation is None:
            raise Refused(_("This invitation is used, withdrawn or too old. Ask for another."))
        if invitation.email and invitation.email.casefold() != by.email.casefold():
            raise Refused(_("This invitation is for another e-mail address than that of your account."))
        Publisher.objects.select_for_update().get(pk=invitation.publisher_id)
        if invitation.publisher.members.filter(user=by).exists():
            raise Refused(_("You are a member already."))
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now(), used_by=by):
            raise Refused(_("This invitation is used, withdrawn or too old. Ask for another."))
        return membership.add(invitation.publisher, by, invitation.role)


def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back."""
    if not invitation.publisher.members.filter(user=by, role=MemberRole.OWNER).exists():
        raise Refused(_("Only an owner can do this."))
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=now())
