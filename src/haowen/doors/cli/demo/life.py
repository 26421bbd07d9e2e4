"""Some weeks of life: comments in conversation, likes, follows, and what is read together."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from haowen.domain.articles.models import Article
from haowen.domain.audience.models import CoReading
from haowen.domain.comments.commenting import comment
from haowen.domain.comments.models import Comment, CommentLike
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.models import Bookmark, Follow, Like
from haowen.doors.cli.demo.cast import Cast
from haowen.doors.cli.demo.material import moment
from haowen.formats.markdown.piece import Piece
from haowen.kit.clock import telling


def converse(
    article: Article, piece: Piece, cast: Cast, *, at: dt.datetime, zone: ZoneInfo, chance: random.Random
) -> None:
    """Let readers comment in the order of their floors, and like what others said."""
    floors: list[Comment] = []
    for row in piece.comments:
        said = row["text"].strip()
        when = max(moment(str(row["at"]), at=at, zone=zone), (article.published_at or at) + dt.timedelta(minutes=3))
        by = _speaker(row["by"], article, cast)
        answered = floors[int(row["answers"]) - 1] if row.get("answers") else None
        if floors:
            when = max(when, floors[-1].at + dt.timedelta(minutes=1))
        with telling(min(when, at)):
            floors.append(comment(article, by=actor_of(by), text=said, answers=answered))
    for said_by in floors:
        likers = chance.sample(cast.crowd, chance.randrange(0, 40))
        CommentLike.objects.bulk_create(CommentLike(actor=actor, comment=said_by) for actor in likers)
        Comment.objects.filter(pk=said_by.pk).update(score=len(likers))


def _speaker(name: str, article: Article, cast: Cast) -> User:
    if name in cast.readers:
        return cast.readers[name]
    return cast.owners.get(name) or cast.owners[article.publisher.handle]


def like(article: Article, piece: Piece, cast: Cast, *, at: dt.datetime, chance: random.Random) -> None:
    """Let some of the crowd like an article, and a few readers keep it."""
    since = article.published_at or at
    likers = chance.sample(cast.crowd, min(len(cast.crowd), piece.likes or 0))
    Like.objects.bulk_create(Like(actor=actor, article=article, at=_after(since, at, chance)) for actor in likers)
    keepers = chance.sample(list(cast.readers.values()), chance.randrange(1, 9))
    Bookmark.objects.bulk_create(Bookmark(user=user, article=article, at=_after(since, at, chance)) for user in keepers)


def _after(since: dt.datetime, at: dt.datetime, chance: random.Random) -> dt.datetime:
    days = min(chance.expovariate(1 / 2.5), max(0.01, (at - since).total_seconds() / 86400 * 0.99))
    return since + dt.timedelta(days=days)


def read_together(articles: Mapping[str, Article], chance: random.Random) -> None:
    """Let some pairs be read by the same readers: neighbours by channel or publisher more often than others."""
    ordered = sorted(articles.values(), key=lambda article: article.pk)
    rows = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            near = (one.channel_id == other.channel_id) + (one.publisher_id == other.publisher_id)
            if one.language == other.language and chance.random() < 0.04 + 0.25 * near:
                rows.append(CoReading(one=one, other=other, times=chance.randrange(2, 30 + 40 * near)))
    CoReading.objects.bulk_create(rows)


def follow(
    publishers: Sequence[tuple[Publisher, int]], crowd: Sequence[Actor], *, at: dt.datetime, chance: random.Random
) -> None:
    """Give every publisher its followers."""
    with transaction.atomic():
        for publisher, followers in publishers:
            Follow.objects.bulk_create(
                Follow(actor=actor, publisher=publisher, at=at - dt.timedelta(days=chance.uniform(1, 60)))
                for actor in chance.sample(list(crowd), min(len(crowd), followers))
            )
