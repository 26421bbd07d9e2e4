"""One statement for what stands below every article: slots, the best of each channel, originals, and the next edge of time."""

import datetime as dt
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from haowen.derived.duplicates.reading import is_copy_in_channel
from haowen.domain.articles import access
from haowen.domain.articles.models import Article, ArticleRestriction
from haowen.domain.channels.models import Channel
from haowen.domain.comments.models import CommentRestriction
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines.models import Place, Slot, VerticalArticle
from haowen.domain.publishers.models import PublisherRestriction
from haowen.kit.statements import Statement

LANDMARK = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
BRIEFS = 3  # below the story of each channel
SPARE = 9  # candidates more of each channel: some stand above already, or are the third of one publisher
COLUMNS = ("part", "bundle", "rank", "key", "address", "zh", "en", "edge", "tie")


def _rows(rows: QuerySet[Any], part: str, **columns: Any) -> Any:
    """Bring rows into the shape that all parts share. ``bundle`` is the channel's or the vertical's key."""
    text, number, moment = CharField(), IntegerField(), DateTimeField(null=True)
    filled: dict[str, Any] = {
        "bundle": Value(0, output_field=number),
        "key": Value(0, output_field=number),
        "rank": Value(0, output_field=number),
        "address": Value("", output_field=text),
        "zh": Value("", output_field=text),
        "en": Value("", output_field=text),
        "edge": Value(None, output_field=moment),
        "tie": Cast("pk", IntegerField()),
        **columns,
    }
    named = rows.order_by().annotate(part=Value(part, output_field=text), **filled)
    return named.values(*COLUMNS)


def _placed(at: dt.datetime, depth: int) -> Any:
    slots = _rows(
        headlines.current(at).filter(place=Place.CHANNEL),
        "slot",
        bundle=F("channel_id"),
        rank=F("position"),
        key=F("article_id"),
        edge=F("until"),
    )
    entries = _rows(
        VerticalArticle.objects.filter(article__in=access.listed(at).values("pk")),
        "vertical",
        bundle=F("vertical__position"),
        rank=F("position"),
        key=F("article_id"),
        address=F("vertical__slug"),
        zh=F("vertical__name_zh"),
        en=F("vertical__name_en"),
        tie=-F("pk"),  # the last entered first
    )
    return slots.union(entries, *_best_of_channels(at, depth), *_edges(at), all=True).order_by(
        "part", "bundle", "address", "rank", "tie"
    )


def _best_of_channels(at: dt.datetime, depth: int) -> list[Any]:
    """Return the ``depth`` best articles of each open channel; each is one step on an index, however many articles there are."""
    best = access.listed(at).filter(channel=OuterRef("pk")).exclude(is_copy_in_channel(at)).best().values("pk")
    return [
        _rows(
            Channel.objects.filter(is_open=True),
            "best",
            bundle=F("pk"),
            rank=Value(rank, output_field=IntegerField()),
            key=Subquery(best[rank : rank + 1], output_field=IntegerField()),
        )
        for rank in range(depth)
    ]


def _edges(at: dt.datetime) -> list[Any]:
    """Return the moments to come at which the clock alone changes what may be listed or is placed."""
    rows: list[tuple[QuerySet[Any], str]] = [
        (ArticleRestriction.objects.all(), "starts_at"),
        (ArticleRestriction.objects.all(), "until"),
        (PublisherRestriction.objects.all(), "starts_at"),
        (PublisherRestriction.objects.all(), "until"),
        (CommentRestriction.objects.all(), "starts_at"),
        (CommentRestriction.objects.all(), "until"),
        (Slot.objects.all(), "starts_at"),
        (Slot.objects.all(), "until"),
        (Article.objects.published(), "published_at"),
    ]
    return [_rows(source.filter(**{f"{name}__gt": at}), "edge", edge=F(name)) for source, name in rows]


PLACED = Statement(lambda at: _placed(at, BRIEFS + 1 + SPARE), at=LANDMARK)
