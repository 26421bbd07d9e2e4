"""What can have happened on the desk."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class SlotsChanged(Event):
    """A headline slot was filled or ended."""


@dataclass(frozen=True, slots=True)
class OriginalsChanged(Event):
    """A vertical was opened or changed, or an article entered or left one."""
