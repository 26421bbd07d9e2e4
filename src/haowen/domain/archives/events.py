"""What can have happened to an archive."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class ExportAsked(Event):
    """An owner wants an archive of a publisher."""

    export_id: int


@dataclass(frozen=True, slots=True)
class ExportEnded(Event):
    """An archive that was asked for is ready, or could not be made."""

    export_id: int
