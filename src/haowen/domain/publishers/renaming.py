"""Giving a publisher another handle; the old addresses lead to the new one for good."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers.events import PublisherChanged
from haowen.domain.publishers.models import FormerHandle, MemberRole, Publisher
from haowen.domain.publishers.naming import checked_handle
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def rename(publisher: Publisher, handle: str, *, by: User) -> Publisher:
    """Give a publisher another handle. Owners and operators may; the old handle stays its own."""
    owns = publisher.members.filter(user=by, role=MemberRole.OWNER).exists()
    if not (owns or by.is_operator()):
        raise Refused(_("Only an owner can give a publisher another handle."), field="handle")
    with transaction.atomic():
        locked = Publisher.objects.select_for_update().get(pk=publisher.pk)
        wanted = checked_handle(handle, but=locked)
        if wanted != locked.handle:
            FormerHandle.objects.filter(handle=wanted, publisher=locked).delete()
            FormerHandle.objects.create(handle=locked.handle, publisher=locked)
            Publisher.objects.filter(pk=locked.pk).update(handle=wanted)
            announce(PublisherChanged(publisher_id=locked.pk))
    publisher.handle = wanted
    return publisher
