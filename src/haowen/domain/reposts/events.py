"""What can have happened about reposting."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class RepostAsked(Event):
    """A publisher asked another for the right to repost an article."""

    request_id: int


@dataclass(frozen=True, slots=True)
class RepostAnswered(Event):
    """The other publisher answered."""

    request_id: int


@dataclass(frozen=True, slots=True)
class RepostRecognised(Event):
    """An article is known to be a repost of this one."""

    article_id: int
