"""What happens when "Publish" is pressed, in a sentence: at once, after review by whom, at what time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haowen.domain.articles.models import Article, Chain, Stage
from haowen.domain.channels.models import Channel
from haowen.domain.publishers.models import Permission
from haowen.domain.publishers.permitting import permission_for, permissions_for

MOMENT = "{moment}"  # stands in sentences for the time that is chosen


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happens in one channel: pressed for now, and for a time; and what the button is called in both cases."""

    now: str
    later: str
    press_now: str
    press_later: str


def consequences(article: Article, channels: Iterable[Channel]) -> dict[int | None, Consequence]:
    """Return what happens in each channel, by its key, and under None in no channel."""
    rows = list(channels)
    permitted: dict[int | None, Permission] = {None: permission_for(article.publisher, None)}
    permitted.update(permissions_for(article.publisher, rows).items())
    chains: dict[int | None, list[Stage]] = {
        chain.channel_id: list(chain.stages.all())
        for chain in Chain.objects.filter(channel__in=rows).prefetch_related("stages")
    }
    own = Chain.objects.filter(publisher=article.publisher_id).prefetch_related("stages").first()
    if own is not None:
        stages = list(own.stages.all())
        chains = {key: chains.get(key, stages) for key in permitted}
    return {
        key: _of(permission, chains.get(key, []), is_out=article.is_published())
        for key, permission in permitted.items()
    }


def _of(permission: Permission, stages: list[Stage], *, is_out: bool) -> Consequence:
    at = {"moment": MOMENT}
    if permission == Permission.NOT_AT_ALL:
        said = _("Nothing: this publisher may not publish here. Please choose another channel.")
        return Consequence(said, said, _("Publish"), _("Publish"))
    if stages or permission == Permission.AFTER_REVIEW:
        who = _(" → ").join(stage.name for stage in stages) if stages else _("a person of the host")
        sent = _("It goes to review first: %(who)s.") % {"who": who}
        hours = [stage.hours for stage in stages if stage.hours]
        if stages and len(hours) == len(stages):
            words = ngettext("Within %(hours)d hour.", "Within %(hours)d hours.", sum(hours))
            sent = f"{sent} {words % {'hours': sum(hours)}}"
        if is_out:
            then = _("Until it is passed readers see the text as it is.")
            later = _("Readers see the changes at %(moment)s, or later, once it is passed.") % at
        else:
            then = _("It is published as soon as it is passed. Until then you can take it back.")
            later = (
                _("It is published at %(moment)s, or later, once it is passed. Until then you can take it back.") % at
            )
        return Consequence(f"{sent} {then}", f"{sent} {later}", _("Send to review"), _("Send to review for that time"))
    if is_out:
        return Consequence(
            _("Readers see the changes at once."),
            _("Readers see the changes at %(moment)s; until then the text stays as it is.") % at,
            _("Publish the changes"),
            _("Publish the changes at that time"),
        )
    return Consequence(
        _("It is published at once, for everybody."),
        _("It is published at %(moment)s. Until then you can take it back.") % at,
        _("Publish"),
        _("Publish at that time"),
    )
