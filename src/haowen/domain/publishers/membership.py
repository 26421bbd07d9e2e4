"""Taking people into a publisher, changing their roles, handing it over, and letting them go. An owner always stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers.events import MemberChanged, MembersChanged
from haowen.domain.publishers.models import Member, MemberRole, Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def add(publisher: Publisher, user: User, role: MemberRole | str) -> Member:
    """Make a person a member, or give a member another role."""
    if role not in MemberRole.values:
        raise Refused(_("There is no such role."), field="role")
    with transaction.atomic():
        _lock(publisher)
        if role != MemberRole.OWNER:
            _keep_an_owner(publisher, user)
            _take_back_invitations(publisher, user)
        member, _made = Member.objects.update_or_create(publisher=publisher, user=user, defaults={"role": role})
        announce(MembersChanged(publisher_id=publisher.pk))
    return member


def remove(publisher: Publisher, user: User) -> None:
    """Let a member go; the last owner stays."""
    with transaction.atomic():
        _lock(publisher)
        _keep_an_owner(publisher, user)
        _take_back_invitations(publisher, user)
        Member.objects.filter(publisher=publisher, user=user).delete()
        announce(MembersChanged(publisher_id=publisher.pk))


def set_role(publisher: Publisher, user: User, role: MemberRole | str, *, by: User) -> None:
    """Give a member another role, as an owner."""
    with transaction.atomic():
        _lock(publisher)
        _must_own(publisher, by)
        if not publisher.members.filter(user=user).exists():
            raise Refused(_("This person is no member any more."))
        add(publisher, user, role)
        announce(_told(publisher, user, role))


def let_go(publisher: Publisher, user: User, *, by: User) -> None:
    """Take a member out as an owner, or leave oneself."""
    with transaction.atomic():
        _lock(publisher)
        if user.pk != by.pk:
            _must_own(publisher, by)
        remove(publisher, user)
        announce(_told(publisher, user, ""))


def hand_over(publisher: Publisher, to: User, *, by: User) -> None:
    """Make another member the owner in one's own place; whoever hands it over stays as an editor."""
    with transaction.atomic():
        _lock(publisher)
        _must_own(publisher, by)
        if to.pk == by.pk:
            raise Refused(_("You own it already."))
        if not publisher.members.filter(user=to, user__is_active=True).exists():
            raise Refused(_("This person is no member any more."))
        add(publisher, to, MemberRole.OWNER)
        add(publisher, by, MemberRole.EDITOR)
        announce(_told(publisher, to, MemberRole.OWNER), _told(publisher, by, MemberRole.EDITOR))


def _lock(publisher: Publisher) -> None:
    """See that two acts on the members of one publisher happen one after the other."""
    Publisher.objects.select_for_update().get(pk=publisher.pk)


def _must_own(publisher: Publisher, by: User) -> None:
    if not publisher.members.filter(user=by, role=MemberRole.OWNER).exists():
        raise Refused(_("Only an owner can do this."))


def _keep_an_owner(publisher: Publisher, user: User) -> None:
    owners = Member.objects.filter(publisher=publisher, role=MemberRole.OWNER)
    if owners.filter(user=user).exists() and not owners.exclude(user=user).exists():
        raise Refused(_("A publisher needs an owner: make somebody else owner first."), field="role")


def _take_back_invitations(publisher: Publisher, user: User) -> None:
    """Withdraw what somebody invited to as an owner: who is sent away comes back by no key of an own making."""
    publisher.invitations.filter(made_by=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now())


def _told(publisher: Publisher, user: User, role: str) -> MemberChanged:
    """Say it to the person by mail; who joins by an own act knows it."""
    return MemberChanged(publisher_id=publisher.pk, user_id=user.pk, role=role, at=now().isoformat())
