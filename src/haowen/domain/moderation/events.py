"""What can have happened to a case."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """Somebody reports something that no open case is about."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseJoined(Event):
    """Another report came to an open case."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseDecided(Event):
    """A moderator decided."""

    case_id: int
