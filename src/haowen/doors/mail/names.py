"""What owners are told of the name that they asked for."""

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.publishers.models import MemberRole, NameChange
from haowen.doors.mail.sending import Letter, Recipient, send_all
from haowen.kit.tasks import task


@task()
def tell_name_decided(*, change_id: int) -> None:
    """Tell owners what the host decided."""
    change = NameChange.objects.select_related("publisher").filter(pk=change_id).exclude(is_granted=None).first()
    if change is None:
        return
    owners = change.publisher.members.filter(role=MemberRole.OWNER, user__is_active=True).select_related("user")
    send_all([(f"name:{change.pk}", Recipient.of(owner.user), lambda: letter(change)) for owner in owners])


def letter(change: NameChange) -> Letter:
    """Write what was decided, in the language that is active."""
    said = {"name": change.name, "handle": change.handle}
    here = f"{settings.BASE_URL}/studio/@{change.publisher.handle}/profile"
    if change.is_granted:
        return Letter(
            _("Your publisher is called “%(name)s” now") % said,
            (_("Its handle is @%(handle)s; the old addresses lead to the new ones.") % said, here),
        )
    return Letter(
        _("The name “%(name)s” was refused") % said,
        (_("Reasons: %(text)s") % {"text": change.reasons}, _("The name that it had stays."), here),
    )
