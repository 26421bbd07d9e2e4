"""What can have happened to a channel."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class ChannelChanged(Event):
    """It was opened, closed, renamed, moved, or demands other declarations."""

    channel_id: int
