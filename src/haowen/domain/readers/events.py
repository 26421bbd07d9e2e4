"""What readers can have done. Counters follow within a minute; private acts are told to nobody."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class ArticleLiked(Event):
    """Somebody likes an article, or no longer."""

    article_id: int


@dataclass(frozen=True, slots=True)
class PublisherFollowed(Event):
    """Somebody follows a publisher, or no longer."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class ChannelFollowed(Event):
    """Somebody follows a channel, or no longer."""

    channel_id: int


@dataclass(frozen=True, slots=True)
class PollAnswered(Event):
    """Somebody answered a poll, changed the answer or took it back."""

    article_id: int
