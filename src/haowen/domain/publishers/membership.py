"""Taking people into a publisher, and letting them go."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers.events import MembersChanged
from haowen.domain.publishers.models import Member, MemberRole, Publisher
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def add(publisher: Publisher, user: User, role: MemberRole | str) -> Member:
    """Make a person a member, or give a member another role."""
    if role not in MemberRole.values:
        raise Refused(_("There is no such role."), field="role")
    with transaction.atomic():
        Publisher.objects.select_for_update().get(pk=publisher.pk)
        if role != MemberRole.OWNER:
            _keep_an_owner(publisher, user)
        member, _made = Member.objects.update_or_create(publisher=publisher, user=user, defaults={"role": role})
        announce(MembersChanged(publisher_id=publisher.pk))
    return member


def remove(publisher: Publisher, user: User) -> None:
    """Let a member go; the last owner stays."""
    with transaction.atomic():
        Publisher.objects.select_for_update().get(pk=publisher.pk)
        _keep_an_owner(publisher, user)
        Member.objects.filter(publisher=publisher, user=user).delete()
        announce(MembersChanged(publisher_id=publisher.pk))


def _keep_an_owner(publisher: Publisher, user: User) -> None:
    owners = Member.objects.filter(publisher=publisher, role=MemberRole.OWNER)
    if owners.filter(user=user).exists() and not owners.exclude(user=user).exists():
        raise Refused(_("A publisher needs an owner: make somebody else owner first."), field="role")
