"""What can have happened to an import."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class ImportAsked(Event):
    """A writer asked for something to be brought in."""

    import_id: int
