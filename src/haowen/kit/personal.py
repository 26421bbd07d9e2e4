"""What becomes of rows that point at a person: every such model says so, and a convention checks it."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What is done with a row when its person leaves."""

    ERASED = "erased"
    DETACHED = "detached"  # the row stays, the person's name goes
    KEPT = "kept"  # a duty or somebody else's interest demands it


@dataclass(frozen=True, slots=True)
class Personal:
    """Declared by a model as ``personal``: whether it is exported to the person, its fate, and for how many days it is kept."""

    exported: bool
    fate: Fate
    kept_days: int | None = None
