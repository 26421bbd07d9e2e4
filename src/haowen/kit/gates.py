"""What must be asked before an act: gates return findings; a failing gate sends the matter to a person."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class Weight(StrEnum):
    """What a finding does to the act."""

    ADVICE = "advice"  # said to the writer, nothing more
    REVIEW = "review"  # the act waits for a person of the host
    REFUSE = "refuse"  # the act does not happen


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a gate has to say, in the reader's language."""

    gate: str
    weight: Weight
    message: str
    field: str = ""
    passage: str = ""


Gate = Callable[..., Iterable[Finding]]

_table: dict[str, tuple[Gate, ...]] = {}
SLOW_SECONDS = 1.0


def wire(table: Mapping[str, Sequence[Gate]]) -> None:
    """Put the house's table of gates in place: act name → gates in order."""
    _table.clear()
    _table.update({act: tuple(gates) for act, gates in table.items()})


def ask(act: str, **facts: Any) -> list[Finding]:
    """Ask every gate of an act, outside any transaction of it.

    A gate that raises does not open by failing: the finding it leaves routes the act to review.
    """
    findings: list[Finding] = []
    for gate in _table.get(act, ()):
        name = gate.__name__
        began = time.monotonic()
        try:
            findings.extend(gate(**facts))
        except Exception:
            log.exception("gate %s failed before %s", name, act)
            findings.append(
                Finding(name, Weight.REVIEW, _("A check could not be made, so a person will look at this."))
            )
        if (took := time.monotonic() - began) > SLOW_SECONDS:
            log.warning("gate %s took %.2f s before %s", name, took, act)
    return findings
