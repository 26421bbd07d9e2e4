"""The fixed statements of an article's page, compiled once from the access querysets."""

import datetime as dt
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce

from haowen.domain.archives.models import Counted, FormerCount
from haowen.domain.articles import access
from haowen.domain.articles.models import Article, Correction, Credit, Declaration, Label, Reference, RevisionMedia, Tag
from haowen.domain.comments import access as comments
from haowen.domain.comments.models import Comment, CommentEffect, CommentRestriction
from haowen.domain.publishers.models import Member, Publisher
from haowen.domain.readers.models import Bookmark, Follow, Like
from haowen.domain.sources.models import Link
from haowen.doors.web.items import FIELDS, TRIED, keyed
from haowen.kit.statements import Statement

LANDMARK = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
RELATED = 12
PAST = 7  # one more than is shown: the article itself may be among them
DEPTH = 5  # quoted floors under one comment; longer talks go on at the floor's own page
BEST = 10
BEST_FIRST = ("-pinned_at", "-score", "floor")  # what was never put on top comes after what stands there

ARTICLE_FIELDS = (
    "pk", "public_id", "title", "summary", "published_at", "changed_at", "is_date_known", "original_on", "language", "origin",
    "source_name", "source_url", "licence", "revision_id", "channel_id", "channel__slug", "channel__name_zh", "channel__name_en",
    "cover_alt", "cover__sha256", "cover__width", "cover__height", "cover__colour", "cover__has_avif", "crops", "publisher__mark_key",
    "translation_of_id", "series__public_id", "series__title", "is_open_to_comments", "history_shown_at",
    "shows_selected_comments", "publisher__shows_selected_comments",
    "kind", "publisher_id", "publisher__name", "publisher__handle", "publisher__kind", "publisher__verified_at", "publisher__tagline",
    "publisher__is_kept_by_host", "publisher__avatar__sha256", "publisher__avatar__width", "publisher__avatar__height",
    "publisher__avatar__colour", "publisher__avatar__has_avif",
    "revision__body__html", "comment_count", "like_count", "bookmark_count", "may_comment",
)  # fmt: skip


def counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """Return how many of these rows point at one thing, as a column."""
    return _whole(rows.order_by().values(by).annotate(n=Count("pk")))


def before(what: Counted, **of: Any) -> Coalesce:
    """Return how often readers did this where an article or a publisher comes from, as a column."""
    rows = FormerCount.objects.filter(what=what, **of)
    return _whole(rows.order_by().values("what").annotate(n=Sum("number")))


def _whole(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("n")), Value(0), output_field=IntegerField())


def _article(public_id: str, at: dt.datetime) -> QuerySet[Article]:
    own = OuterRef("pk")
    return access.readable(at).filter(public_id=public_id).annotate(
        comment_count=counted(comments.said(at).filter(article=own), "article"),
        like_count=counted(Like.objects.filter(article=own), "article") + before(Counted.LIKES, article=own),
        bookmark_count=counted(Bookmark.objects.filter(article=own), "article") + before(Counted.BOOKMARKS, article=own),
        may_comment=Exists(access.open_to_comments(at).filter(pk=own)),
    )  # fmt: skip


ARTICLE = Statement(
    lambda public_id, at: _article(public_id, at).values(*ARTICLE_FIELDS), public_id="-sample-", at=LANDMARK
)


def _article_for(public_id: str, at: dt.datetime, user_id: int) -> Any:
    """Return the article with a person's own marks, so that being signed in costs no statement more."""
    return (
        _article(public_id, at)
        .annotate(
            liked=Exists(Like.objects.filter(article=OuterRef("pk"), actor__user=user_id)),
            bookmarked=Exists(Bookmark.objects.filter(article=OuterRef("pk"), user=user_id)),
            followed=Exists(Follow.objects.filter(publisher=OuterRef("publisher_id"), actor__user=user_id)),
        )
        .values(*ARTICLE_FIELDS, "liked", "bookmarked", "followed")
    )


ARTICLE_FOR = Statement(_article_for, public_id="-sample-", at=LANDMARK, user_id=7_000_003)

COLUMNS = ("part", "number", *"abcdefghi")


def _part(rows: QuerySet[Any], part: str, number: str, *columns: str) -> Any:
    """Bring rows of one table into the shape that all parts share: nine texts, a number to sort by, and which part it is."""
    text = CharField()
    named: dict[str, Any] = {
        letter: Cast(column, CharField()) if column else Value("", output_field=text)
        for letter, column in zip("abcdefghi", (*columns, *[""] * 9), strict=False)
    }
    return (
        rows.order_by()
        .annotate(part=Value(part, output_field=text), number=Cast(number, IntegerField()), **named)
        .values(*COLUMNS)
    )


def _parts(revision_id: int, article_id: int, of_id: int, at: dt.datetime) -> Any:
    """Everything small that hangs on an article and its revision, by one statement.

    ``of_id`` is the key of the article it translates, or its own: what has the same is a translation.
    """
    links = Link.objects.filter(url=OuterRef("url"))
    references = Reference.objects.filter(revision=revision_id).annotate(
        died_on=Subquery(links.values("died_on")[:1]), copied=Subquery(links.values("copy__pk")[:1])
    )
    declarations = Declaration.objects.filter(revision=revision_id)
    pictures = RevisionMedia.objects.filter(revision=revision_id)
    others = Article.objects.filter(Exists(access.readable(at).filter(pk=OuterRef("pk")))).exclude(pk=article_id)
    return _part(
        references, "reference", "position", "key", "title", "outlet", "authors", "dated_on", "url", "accessed_on", "died_on", "copied"
    ).union(
        _part(declarations, "declaration", "pk", "kind", "note", "source_name", "source_url", "event_on", "place", "answered_by"),
        _part(Credit.objects.filter(revision=revision_id), "credit", "position", "role", "name"),
        _part(
            pictures, "picture", "pk", "media__sha256", "media__colour", "media__width", "media__height", "media__has_avif",
            "media__format",
        ),
        _part(Label.objects.filter(article=article_id), "label", "pk", "kind", "note"),
        _part(Correction.objects.filter(article=article_id), "correction", "pk", "note", "at"),
        _part(Tag.objects.filter(articles=article_id), "tag", "pk", "slug", "name"),
        _part(others.filter(translation_of=of_id), "translation", "pk", "public_id", "language"),
        # Two rows of the union and not one with OR: each is found by an index.
        _part(others.filter(pk=of_id), "translation", "pk", "public_id", "language"),
        _part(others.filter(repost_of__original=article_id), "repost", "pk", "public_id", "publisher__name", "publisher_id"),
        _part(others.filter(reposts__article=article_id), "original", "pk", "public_id", "publisher__name", "publisher_id", "title", "language"),
        all=True,
    ).order_by("part", "number")  # fmt: skip


PARTS = Statement(_parts, revision_id=7_000_001, article_id=7_000_002, of_id=7_000_004, at=LANDMARK)


def withheld_now(at: dt.datetime, comment: str) -> Exists:
    """Whether the comment that a column names is withheld at a moment."""
    rows = CommentRestriction.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at),
        comment=OuterRef(comment),
        effect=CommentEffect.WITHHELD,
        starts_at__lte=at,
    )
    return Exists(rows)


def comment_columns(rows: QuerySet[Comment], at: dt.datetime) -> Any:
    """Bring comments with the floors that they answer, up to :data:`DEPTH`, and whether each is withheld."""
    of_each = (
        "floor",
        "text",
        "removed_at",
        "actor__name",
        "actor__user",
        "publisher",
        "publisher__name",
        "waits_since",
        "selected_at",
    )
    columns = ["pk", *of_each, "at", "score", "actor_id", "pinned_at", "withheld", "by_writer", "shows_all"]
    flags: dict[str, Any] = {
        "shows_all": ExpressionWrapper(comments.SHOWS_ALL, output_field=BooleanField()),
        "withheld": withheld_now(at, "pk"),
        "by_writer": Exists(
            Member.objects.filter(publisher=OuterRef("article__publisher"), user=OuterRef("actor__user"))
        ),
    }
    prefix = ""
    for depth in range(1, DEPTH + 1):
        flags[f"withheld_{depth}"] = withheld_now(at, f"{prefix}answers_id")
        prefix += "answers__"
        columns += [*(f"{prefix}{name}" for name in of_each), f"withheld_{depth}"]
    return rows.annotate(**flags).values(*columns, f"{prefix}answers_id")


BEST_COMMENTS = Statement(
    lambda article_id, at: comment_columns(
        comments.said(at).filter(article=article_id).order_by(*BEST_FIRST), at
    )[:BEST],
    article_id=7_000_002,
    at=LANDMARK,
)  # fmt: skip
BEST_COMMENTS_FOR = Statement(
    lambda article_id, at, user_id: comment_columns(
        comments.said_to(user_id, at).filter(article=article_id).order_by(*BEST_FIRST), at
    )[:BEST],
    article_id=7_000_002,
    at=LANDMARK,
    user_id=7_000_003,
)  # fmt: skip


def _neighbours(publisher_id: int, related: tuple[int, ...], at: dt.datetime) -> Any:
    """Return the items of two lists at once: what is related (by key), and the newest of the publisher.

    What stands in both comes twice.
    """
    past = access.listed(at).filter(publisher=publisher_id).newest().values("pk")[:PAST]
    # A union and not an OR, which would look at every article.
    one = keyed(related, at).order_by().values(*FIELDS, *TRIED)
    return one.union(Article.objects.filter(pk__in=past).order_by().values(*FIELDS, *TRIED), all=True)


NEIGHBOURS = Statement(_neighbours, publisher_id=7_000_005, related=(7_100_000,), at=LANDMARK)


def followers_of(publisher: OuterRef) -> CombinedExpression:
    """Return how many follow a publisher, here and where it comes from, as a column."""
    here = counted(Follow.objects.filter(publisher=publisher), "publisher")
    return here + before(Counted.FOLLOWS, publisher=publisher, article=None)


def _standing(publisher_id: int, at: dt.datetime) -> Any:
    """Return a publisher's numbers: it is the one thing here that grows with what the publisher has written."""
    return (
        Publisher.objects.filter(pk=publisher_id)
        .annotate(
            follower_count=followers_of(OuterRef("pk")),
            article_count=counted(access.listed(at).filter(publisher=OuterRef("pk")), "publisher"),
        )
        .values("article_count", "follower_count")
    )


STANDING = Statement(_standing, publisher_id=7_000_005, at=LANDMARK)
