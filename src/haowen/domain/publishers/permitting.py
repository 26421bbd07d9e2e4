"""Who may write where: the host's table of kinds, credentials and channels."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.publishers import credentials
from haowen.domain.publishers.models import Holding, Kind, Permission, Publisher, WritingRule
from haowen.kit.refusals import Refused


def permission_for(publisher: Publisher, channel: Channel | None) -> Permission:
    """Return what a publisher may do in a channel: the rule that says most counts, the channel before all; none: at once."""
    rules = list(WritingRule.objects.all())
    return _judged(rules, publisher, channel, credentials.are_held(publisher) if rules else False)


def permissions_for(publisher: Publisher, channels: list[Channel]) -> dict[int, Permission]:
    """Return what a publisher may do in each of these channels, by their keys."""
    rules = list(WritingRule.objects.all())
    is_held = credentials.are_held(publisher) if rules else False
    return {channel.pk: _judged(rules, publisher, channel, is_held) for channel in channels}


def _judged(rules: list[WritingRule], publisher: Publisher, channel: Channel | None, is_held: bool) -> Permission:  # noqa: FBT001 - a fact
    holds = Holding.HELD if is_held else Holding.NONE
    fitting = [
        rule
        for rule in rules
        if rule.kind in ("", publisher.kind)
        and rule.holds in ("", holds)
        and rule.channel_id in (None, channel.pk if channel else None)
    ]
    if not fitting:
        return Permission.AT_ONCE
    best = max(fitting, key=lambda rule: (rule.channel_id is not None, bool(rule.kind), bool(rule.holds)))
    return Permission(best.permission)


def set_rule(*, kind: str, holds: str, channel: Channel | None, permission: str, by: User) -> WritingRule:
    """Set one line of the table; the line for the same publishers and channel is replaced."""
    _only_operators(by)
    if kind not in ("", *Kind.values):
        raise Refused(_("There is no such kind."), field="kind")
    if holds not in ("", *Holding.values):
        raise Refused(_("Say whether a credential is held."), field="holds")
    if permission not in Permission.values:
        raise Refused(_("Say what is permitted."), field="permission")
    with transaction.atomic():
        rule, _made = WritingRule.objects.update_or_create(
            kind=kind, holds=holds, channel=channel, defaults={"permission": permission}
        )
    return rule


def take_off(rule: WritingRule, *, by: User) -> None:
    """Take a line off the table."""
    _only_operators(by)
    rule.delete()


def _only_operators(by: User) -> None:
    if not by.is_operator():
        raise Refused(_("Only an operator can do this."))
