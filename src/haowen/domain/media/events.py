"""What can have happened to a file."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class MediaKept(Event):
    """A new original is kept, with its first renditions."""

    media_id: int


@dataclass(frozen=True, slots=True)
class MediaRestricted(Event):
    """A file is no longer served, or served again."""

    media_id: int


@dataclass(frozen=True, slots=True)
class VideoEncoded(Event):
    """A video's smaller versions are there, or will not come."""

    media_id: int
