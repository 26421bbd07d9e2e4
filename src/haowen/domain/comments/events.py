"""What can have happened to a comment."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class CommentMade(Event):
    """There is a new comment under an article."""

    article_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentRemoved(Event):
    """Its writer took it back; the floor stays."""

    article_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentRestricted(Event):
    """It is withheld under a statement, or shown again."""

    article_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentLiked(Event):
    """Somebody likes it, or no longer."""

    article_id: int
    comment_id: int


@dataclass(frozen=True, slots=True)
class CommentArranged(Event):
    """The article's publisher put it on top, selected it or let it through, or no longer."""

    article_id: int
    comment_id: int
