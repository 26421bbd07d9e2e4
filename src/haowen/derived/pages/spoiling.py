"""What a fact spoils: the table from events to the keys that kept pages depend on.

Keys: ``site`` · ``article:<pk>`` · ``publisher:<pk>`` · ``list:all`` · ``list:channel:<pk>`` · ``list:publisher:<pk>`` ·
``list:tag:<pk>`` · ``list:series:<pk>`` · ``list:publishers`` · ``slots`` · ``originals`` · ``comments:<article pk>`` ·
``edges`` (moments at which the clock alone changes something) · ``search`` (the index) · ``media:<sha256>``.
A page depends on the article and publisher of every item it shows, and on the lists that it draws from; so what leaves a
list is spoiled through itself, and what enters one through the list.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Q

from haowen.domain.articles import events as articles
from haowen.domain.articles.models import Article
from haowen.domain.channels.events import ChannelChanged
from haowen.domain.comments import events as comments
from haowen.domain.comments.models import CommentRestriction
from haowen.domain.headlines.events import OriginalsChanged, SlotsChanged
from haowen.domain.headlines.models import Slot, VerticalArticle
from haowen.domain.library.events import VideoCaptioned
from haowen.domain.media.events import MediaRestricted, VideoEncoded
from haowen.domain.media.models import Media
from haowen.domain.publishers import events as publishers
from haowen.domain.reposts.events import RepostRecognised
from haowen.domain.reposts.models import Repost
from haowen.domain.site.events import SiteChanged
from haowen.domain.sources.checking import citing
from haowen.domain.sources.events import CopyMade, LinkJudged
from haowen.domain.sources.models import Link
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.kit.events import Event

Keys = Iterator[str]


def _articles(events: Sequence[Any]) -> Keys:
    """Give the articles, every list they stand in, and what the desk placed them in."""
    asked = [event.article_id for event in events]
    yield from (f"article:{pk}" for pk in asked)
    yield from _reposts(asked)
    rows = list(Article.objects.filter(pk__in=asked).values_list("publisher_id", "channel_id", "series_id"))
    if not rows:
        return
    yield "list:all"
    for publisher, channel, series in rows:
        yield f"list:publisher:{publisher}"
        if channel:
            yield f"list:channel:{channel}"
        if series:
            yield f"list:series:{series}"
    for tag in Article.tags.through.objects.filter(article_id__in=asked).values_list("tag_id", flat=True):
        yield f"list:tag:{tag}"
    if Slot.objects.filter(article_id__in=asked).exists():
        yield "slots"
    if VerticalArticle.objects.filter(article_id__in=asked).exists():
        yield "originals"


def _reposts(asked: Sequence[int]) -> Keys:
    """Give the originals that list these, and the reposts that lead to these."""
    rows = Repost.objects.filter(Q(article__in=asked) | Q(original__in=asked))
    for article, original in rows.values_list("article", "original"):
        yield from (f"article:{article}", f"article:{original}")


def _filed(event: articles.ArticleFiled) -> Keys:
    if event.publisher_id:
        yield f"list:publisher:{event.publisher_id}"
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


def _media(event: Any) -> Keys:
    for sha256 in Media.objects.filter(pk=event.media_id).values_list("sha256", flat=True):
        yield f"media:{sha256}"


def _citing(event: Any) -> Keys:
    """Give the articles in whose lists it stands."""
    for url in Link.objects.filter(pk=event.link_id).values_list("url", flat=True):
        yield from (f"article:{pk}" for pk in citing(url))


def _each(keys_of: Callable[[Any], Keys]) -> Callable[[Sequence[Any]], Keys]:
    """Ask for the keys of each fact by itself, where there are never many."""
    return lambda events: chain.from_iterable(keys_of(event) for event in events)


SPOILED: dict[type[Event], Callable[[Sequence[Any]], Keys]] = {
    articles.ArticlePublished: _articles,
    articles.ArticleChanged: _articles,
    articles.ArticleFiled: _each(_filed),
    articles.ArticleWithdrawn: _articles,
    articles.ArticleRestricted: _articles,
    articles.TitlesDecided: _articles,
    articles.CoversCropped: _each(lambda event: iter([f"article:{event.article_id}"])),
    articles.ArticlePinned: _each(lambda event: iter([f"list:publisher:{event.publisher_id}"])),
    articles.LiveReported: lambda events: iter([f"article:{event.article_id}" for event in events]),
    publishers.PublisherOpened: _each(_publisher),
    publishers.PublisherChanged: _each(_publisher),
    publishers.PublisherRestricted: _each(_publisher_restricted),
    publishers.MembersChanged: _each(lambda event: iter([f"publisher:{event.publisher_id}"])),
    comments.CommentMade: _each(_comments),
    comments.CommentRemoved: _each(_comments),
    comments.CommentArranged: _each(_comments),
    comments.CommentRestricted: _each(_comment_restricted),
    RepostRecognised: _each(lambda event: iter([f"article:{event.article_id}"])),
    SlotsChanged: lambda _events: iter(["slots"]),
    OriginalsChanged: lambda _events: iter(["originals"]),
    ChannelChanged: _each(_channel),
    SiteChanged: lambda _events: iter(["site"]),
    MediaRestricted: _each(_media),
    LinkJudged: _each(_citing),
    CopyMade: _each(_citing),
    VideoEncoded: _each(_media),
    VideoCaptioned: _each(_media),
}


def keys(*events: Event) -> set[str]:
    """Return the keys that facts of one kind spoil, as the running transaction sees things."""
    return set(SPOILED[type(events[0])](events))


def spoil(events: Sequence[Event]) -> None:
    """Spoil every kept page that these facts change, with the transaction that makes them true."""
    pagestore.announce(keys(*events))
