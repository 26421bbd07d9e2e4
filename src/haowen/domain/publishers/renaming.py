"""Giving a publisher another name or handle; the old addresses lead to the new one for good.

What resembles another name, and the name that a badge stands beside, is looked at by the host first.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers.events import NameChangeDecided, PublisherChanged
from haowen.domain.publishers.models import FormerHandle, MemberRole, NameChange, Publisher
from haowen.domain.publishers.naming import checked_handle, checked_name
from haowen.domain.publishers.resembling import likenesses
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

VERIFIED = "verified"
"""Why the host looks at a name that resembles nothing: it was verified together with the old one."""
REASONS_MOST = 1000


def rename(publisher: Publisher, handle: str = "", *, name: str = "", by: User) -> NameChange | None:
    """Give a publisher another handle or name; what is empty stays. Owners and operators may; the old handle stays its own.

    Returns None when it is done, and the request when the host looks at it first. An operator is the host.
    """
    owns = publisher.members.filter(user=by, role=MemberRole.OWNER).exists()
    if not (owns or by.is_operator()):
        raise Refused(_("Only an owner can give a publisher another name or handle."), field="handle")
    with transaction.atomic():
        locked = Publisher.objects.select_for_update().get(pk=publisher.pk)
        wanted = checked_handle(handle, but=locked) if handle else locked.handle
        called = checked_name(name) if name else locked.name
        why = [] if by.is_operator() else reasons_to_look(locked, called, wanted)
        open_one = NameChange.objects.filter(publisher=locked, is_granted=None)
        if not why:
            open_one.delete()  # what was asked for before is no longer wanted
            _take(locked, called, wanted)
            publisher.name, publisher.handle = called, wanted
            return None
        said = {"name": called, "handle": wanted, "resembles": why, "asked_by": by, "asked_at": now()}
        if open_one.update(**said):
            return open_one.get()
        return NameChange.objects.create(publisher=locked, **said)


def reasons_to_look(publisher: Publisher, name: str, handle: str) -> list[list[str]]:
    """Return why a person of the host looks first: pairs of a reason and what is resembled, without what was so before."""
    before = set(likenesses(publisher.name, publisher.handle, but=publisher))
    found = [one for one in likenesses(name, handle, but=publisher) if one not in before]
    why = [[one.reason.value, one.name] for one in found]
    if publisher.verified_at is not None and name != publisher.name:
        why.append([VERIFIED, publisher.name])
    return why


def _take(publisher: Publisher, name: str, handle: str) -> None:
    if (name, handle) == (publisher.name, publisher.handle):
        return
    if handle != publisher.handle:
        FormerHandle.objects.filter(handle=handle, publisher=publisher).delete()
        FormerHandle.objects.create(handle=publisher.handle, publisher=publisher)
    Publisher.objects.filter(pk=publisher.pk).update(name=name, handle=handle)
    announce(PublisherChanged(publisher_id=publisher.pk))


def asked_for(publisher: Publisher) -> NameChange | None:
    """Return the last name that a publisher asked for: waiting, granted or refused."""
    return NameChange.objects.filter(publisher=publisher).order_by("-asked_at", "-pk").first()


def take_back(change: NameChange, *, by: User) -> None:
    """Take a request back before it is decided."""
    if not change.publisher.members.filter(user=by, role=MemberRole.OWNER).exists():
        raise Refused(_("Only an owner can take it back."))
    if not NameChange.objects.filter(pk=change.pk, is_granted=None).delete()[0]:
        raise Refused(_("It has been decided already."))


def decide(change: NameChange, *, grants: bool, reasons: str = "", by: User) -> None:
    """Grant a name or refuse it with reasons, as the host. A handle that somebody took meanwhile is refused."""
    if not by.is_operator():
        raise Refused(_("Only an operator decides on names."))
    said = reasons.strip()
    if not grants and not said:
        raise Refused(_("Give the reasons; whoever asked will read them."), field="reasons")
    if len(said) > REASONS_MOST:
        raise Refused(_("Say it in at most 1,000 characters."), field="reasons")
    with transaction.atomic():
        rows = NameChange.objects.filter(pk=change.pk, is_granted=None, asked_at=change.asked_at)
        if not rows.update(is_granted=grants, reasons=said, decided_by=by, decided_at=now()):
            raise Refused(_("It has been decided already, or another name is asked for now."))
        if grants:
            publisher = Publisher.objects.select_for_update().get(pk=change.publisher_id)
            _take(publisher, change.name, checked_handle(change.handle, but=publisher))
        announce(NameChangeDecided(change_id=change.pk))
