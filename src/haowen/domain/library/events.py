"""What can have happened in a publisher's library."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class VideoCaptioned(Event):
    """A video has other captions than before."""

    media_id: int
