"""What can have happened to cited addresses."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class LinkNamed(Event):
    """A writer put it into a list, or an article that cites it came out, and nobody has read its page yet."""

    link_id: int


@dataclass(frozen=True, slots=True)
class LinkJudged(Event):
    """It is dead, or it leads somewhere again."""

    link_id: int


@dataclass(frozen=True, slots=True)
class CopyMade(Event):
    """What stands there was kept."""

    link_id: int
