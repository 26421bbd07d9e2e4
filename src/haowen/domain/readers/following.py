"""Following a publisher or a channel, and leaving it. How many did so on a day is kept as a sum."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor
from haowen.domain.publishers.access import visible
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.events import ChannelFollowed, PublisherFollowed
from haowen.domain.readers.models import ArticleFollows, DailyFollows, Follow
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def follow(
    actor: Actor, *, publisher: Publisher | None = None, channel: Channel | None = None, on: Article | None = None
) -> None:
    """Follow one thing; a second time changes nothing. ``on`` is the article on whose page it was done, if it was one."""
    event = _fact(publisher, channel)
    if publisher is not None and not visible(now()).filter(pk=publisher.pk).exists():
        raise Refused(_("This publisher is no longer there."))
    if channel is not None and not Channel.objects.open().filter(pk=channel.pk).exists():
        raise Refused(_("This channel is no longer there."))
    with transaction.atomic():
        _row, is_new = Follow.objects.get_or_create(
            actor=actor, publisher=publisher, channel=channel, defaults={"at": now()}
        )
        if is_new:
            _count(publisher, on, "gained")
            announce(event)


def unfollow(
    actor: Actor, *, publisher: Publisher | None = None, channel: Channel | None = None, on: Article | None = None
) -> None:
    """Follow it no longer."""
    event = _fact(publisher, channel)
    with transaction.atomic():
        gone, _rows = Follow.objects.filter(actor=actor, publisher=publisher, channel=channel).delete()
        if gone:
            _count(publisher, on, "lost")
            announce(event)


def _count(publisher: Publisher | None, on: Article | None, what: str) -> None:
    """Add one to the publisher's sum of the day, and to the article's where it was done on the page of one of its own."""
    if publisher is None:
        return
    day = timezone.localtime(now()).date()
    rows: list[DailyFollows | ArticleFollows] = [DailyFollows.objects.get_or_create(publisher=publisher, day=day)[0]]
    if on is not None and on.publisher_id == publisher.pk:
        rows.append(ArticleFollows.objects.get_or_create(article=on, day=day)[0])
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(**{what: F(what) + 1})


def _fact(publisher: Publisher | None, channel: Channel | None) -> PublisherFollowed | ChannelFollowed:
    if publisher is not None and channel is None:
        return PublisherFollowed(publisher_id=publisher.pk)
    if channel is not None and publisher is None:
        return ChannelFollowed(channel_id=channel.pk)
    raise TypeError("follow one publisher or one channel")
