"""What can have happened to the site."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class SiteChanged(Event):
    """A setting, notice, footer link or the terms are others than before."""
