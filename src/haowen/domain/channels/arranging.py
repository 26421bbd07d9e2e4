"""The order of channels, and what was done to channels undone."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.channels import opening
from haowen.domain.channels.events import ChannelChanged
from haowen.domain.channels.models import Channel
from haowen.domain.site.models import SiteChange
from haowen.domain.site.recording import Overtaken, Person, note, read, unless_overtaken, written
from haowen.domain.site.undoing import last_of
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

ORDER = "channels"  # the order of all, in the history of the site
STEPS = {"up": -1, "down": 1}


def order() -> list[str]:
    """Return the slugs of the open channels as readers see them."""
    return list(Channel.objects.open().values_list("slug", flat=True))


def move(channel: Channel, step: str, *, by: Person, base: int | None = None) -> None:
    """Move an open channel one place (``up``, ``down``) or before all others (``first``)."""
    with transaction.atomic():
        unless_overtaken(base, ORDER)
        slugs = order()
        if channel.slug not in slugs:
            raise Refused(_("A closed channel has no place in the order."))
        at = slugs.index(channel.slug)
        to = 0 if step == "first" else min(max(at + STEPS.get(step, 0), 0), len(slugs) - 1)
        slugs.insert(to, slugs.pop(at))
        arrange(slugs, by=by)


def arrange(slugs: Sequence[str], *, by: Person, undoes: SiteChange | None = None) -> None:
    """Put the open channels in this order; those that are not named come last, in their order."""
    with transaction.atomic():
        before = order()
        wanted = [slug for slug in dict.fromkeys(slugs) if slug in before]
        after = [*wanted, *(slug for slug in before if slug not in wanted)]
        if after == before:
            return
        rows = {row.slug: row for row in Channel.objects.filter(slug__in=after)}
        for position, slug in enumerate(after, 1):
            if rows[slug].position != position:
                Channel.objects.filter(pk=rows[slug].pk).update(position=position)
                announce(ChannelChanged(channel_id=rows[slug].pk))
        note(ORDER, written(before), written(after), by, undoes=undoes)


def undo(row: SiteChange, *, by: Person, seen: int) -> None:
    """Bring back what a channel, or the order of all, was before this change.

    ``seen`` is the latest change of the same that the person knows of; Overtaken is raised where there is a later one.
    """
    with transaction.atomic():
        last = last_of(row)
        if last.pk != seen:
            raise Overtaken({row.field: last})
        if row.field == ORDER:
            _order_back(row, by)
        else:
            _channel_back(row, by)


def _order_back(row: SiteChange, by: Person) -> None:
    was = [slug for slug in read(row.before) or [] if isinstance(slug, str)]
    before = order()
    arrange(was, by=by, undoes=row)
    if order() == before:
        raise Refused(_("It is already as it was before that change."))


def _channel_back(row: SiteChange, by: Person) -> None:
    channel = Channel.objects.filter(slug=row.field.removeprefix(opening.ONE)).first()
    if channel is None:
        raise Refused(_("There is no such channel any more."))
    was = read(row.before)
    if opening.state(channel) == row.before or (was is None and not channel.is_open):
        raise Refused(_("It is already as it was before that change."))
    if was is None:  # it was opened by that change
        opening.close(channel, by=by, undoes=row)
    else:
        opening.restore(channel, was, by=by, undoes=row)
