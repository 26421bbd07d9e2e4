"""What a fact spoils: the table from events to the keys that kept pages depend on.

Keys: ``site`` · ``article:<pk>`` · ``publisher:<pk>`` · ``list:all`` · ``list:channel:<pk>`` · ``list:publisher:<pk>`` ·
``list:tag:<pk>`` · ``list:series:<pk>`` · ``list:publishers`` · ``slots`` · ``originals`` · ``comments:<article pk>`` ·
``edges`` (moments at which the clock alone changes something) · ``search`` (the index) · ``media:<sha256>``.
A page depends on the article and publisher of every item it shows, and on the lists that it draws from; so what leaves a
list is spoiled through itself, and what enters one through the list.
"""

from collections.abc import Callable, Iterator
from typing import Any

from haowen.domain.articles import events as articles
from haowen.domain.articles.models import Article
from haowen.domain.channels.events import ChannelChanged
from haowen.domain.comments import events as comments
from haowen.domain.comments.models import CommentRestriction
from haowen.domain.headlines.events import OriginalsChanged, SlotsChanged
from haowen.domain.headlines.models import Slot, VerticalArticle
from haowen.domain.media.events import MediaRestricted
from haowen.domain.media.models import Media
from haowen.domain.publishers import events as publishers
from haowen.domain.site.events import SiteChanged
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.kit.events import Event

Keys = Iterator[str]


def _article(event: Any) -> Keys:
    """Give the article, every list it stands in, and what the desk placed it in."""
    pk = event.article_id
    yield f"article:{pk}"
    row = Article.objects.filter(pk=pk).values("publisher_id", "channel_id", "series_id").first()
    if row is None:
        return
    yield "list:all"
    yield f"list:publisher:{row['publisher_id']}"
    if row["channel_id"]:
        yield f"list:channel:{row['channel_id']}"
    if row["series_id"]:
        yield f"list:series:{row['series_id']}"
    for tag in Article.tags.through.objects.filter(article_id=pk).values_list("tag_id", flat=True):
        yield f"list:tag:{tag}"
    if Slot.objects.filter(article_id=pk).exists():
        yield "slots"
    if VerticalArticle.objects.filter(article_id=pk).exists():
        yield "originals"


def _filed(event: articles.ArticleFiled) -> Keys:
    if event.channel_id:
        yield f"list:channel:{event.channel_id}"
    if event.series_id:
        yield f"list:series:{event.series_id}"
    for tag in event.tag_ids:
        yield f"list:tag:{tag}"


def _publisher(event: Any) -> Keys:
    yield f"publisher:{event.publisher_id}"
    yield f"list:publisher:{event.publisher_id}"
    yield "list:publishers"


def _publisher_restricted(event: publishers.PublisherRestricted) -> Keys:
    """Give the publisher and every list that its articles leave or enter again."""
    yield from _publisher(event)
    yield from ("list:all", "slots", "originals")
    mine = Article.objects.published().filter(publisher_id=event.publisher_id).order_by()
    for name, column in (("channel", "channel"), ("series", "series"), ("tag", "tags")):
        for key in mine.exclude(**{column: None}).values_list(column, flat=True).distinct():
            yield f"list:{name}:{key}"


def _channel(event: ChannelChanged) -> Keys:
    yield "site"
    yield f"list:channel:{event.channel_id}"


def _comments(event: Any) -> Keys:
    yield f"comments:{event.article_id}"


def _comment_restricted(event: comments.CommentRestricted) -> Keys:
    yield from _comments(event)
    # What comes back by the clock moves the edge that all lists hold by; the others need not be made again.
    if CommentRestriction.objects.filter(comment=event.comment_id, until__gt=now()).exists():
        yield "edges"


def _media(event: MediaRestricted) -> Keys:
    for sha256 in Media.objects.filter(pk=event.media_id).values_list("sha256", flat=True):
        yield f"media:{sha256}"


SPOILED: dict[type[Event], Callable[[Any], Keys]] = {
    articles.ArticlePublished: _article,
    articles.ArticleChanged: _article,
    articles.ArticleFiled: _filed,
    articles.ArticleWithdrawn: _article,
    articles.ArticleRestricted: _article,
    publishers.PublisherOpened: _publisher,
    publishers.PublisherChanged: _publisher,
    publishers.PublisherRestricted: _publisher_restricted,
    publishers.MembersChanged: lambda event: iter([f"publisher:{event.publisher_id}"]),
    comments.CommentMade: _comments,
    comments.CommentRemoved: _comments,
    comments.CommentRestricted: _comment_restricted,
    SlotsChanged: lambda _event: iter(["slots"]),
    OriginalsChanged: lambda _event: iter(["originals"]),
    ChannelChanged: _channel,
    SiteChanged: lambda _event: iter(["site"]),
    MediaRestricted: _media,
}


def keys(event: Event) -> set[str]:
    """Return the keys that a fact spoils, as the running transaction sees things."""
    return set(SPOILED[type(event)](event))


def spoil(event: Event) -> None:
    """Spoil every kept page that this fact changes, with the transaction that makes it true."""
    pagestore.announce(keys(event))
