"""What members of publishers are told: an invitation, another role, that they are no member any more."""

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers import inviting
from haowen.domain.publishers.models import Invitation, MemberRole, Publisher
from haowen.domain.site.changing import current
from haowen.doors.mail.sending import Letter, Recipient, send_once
from haowen.doors.words import MEMBER_ROLES
from haowen.kit.clock import now
from haowen.kit.tasks import task


@task()
def tell_invited(*, invitation_id: int) -> None:
    """Send an invitation that can still be accepted to its address."""
    rows = Invitation.objects.filter(pk=invitation_id, used_at=None, withdrawn_at=None, expires_at__gt=now())
    row = rows.exclude(email="").select_related("publisher", "made_by").first()
    if row is None:
        return
    known = User.objects.filter(email__iexact=row.email, is_active=True).first()
    plain = Recipient(f"invitation:{row.pk}", row.email, current().default_language)
    send_once(f"invitation:{row.pk}", Recipient.of(known) if known else plain, lambda: invitation(row))


def invitation(row: Invitation) -> Letter:
    """Write the invitation in the language that is active."""
    said = {
        "who": row.made_by.name if row.made_by else current().name,
        "name": row.publisher.name,
        "site": current().name,
        "role": MEMBER_ROLES[MemberRole(row.role)],
        "address": f"{settings.BASE_URL}/studio/invitations/{inviting.key_of(row)}",
    }
    return Letter(
        _("%(who)s invites you to “%(name)s”") % said,
        (
            _("%(who)s invites you to write with “%(name)s” on %(site)s, as: %(role)s.") % said,
            _("Accept here, with an account of this e-mail address: %(address)s") % said,
            _("The link works once, for 14 days. If you do not know who this is, do nothing."),
        ),
    )


@task()
def tell_member(*, publisher_id: int, user_id: int, role: str, at: str) -> None:
    """Tell a person of the place in a publisher that they have from now on."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    publisher = Publisher.objects.filter(pk=publisher_id).first()
    if user and publisher:
        about = f"member:{publisher_id}:{role or 'none'}:{at}"
        send_once(about, Recipient.of(user), lambda: place(publisher, user, role))


def place(publisher: Publisher, user: User, role: str) -> Letter:
    """Write what somebody is in a publisher from now on, in the language that is active."""
    said = {"who": user.name, "name": publisher.name, "address": f"{settings.BASE_URL}/studio"}
    hello = _("Hello %(who)s,") % said
    if not role:
        return Letter(
            _("You no longer belong to “%(name)s”") % said,
            (hello, _("From now on you are no member of “%(name)s”. What you wrote there stays with it.") % said),
        )
    said["role"] = str(MEMBER_ROLES[MemberRole(role)])
    return Letter(
        _("Your place in “%(name)s”: %(role)s") % said,
        (hello, _("From now on your role in “%(name)s” is: %(role)s. The studio: %(address)s") % said),
    )
