"""What a source yields: one thing to bring in, or why it cannot be."""

from dataclasses import dataclass, field
from typing import Any

from haowen.domain.articles.arrivals import Arrival


@dataclass(frozen=True, slots=True)
class Comer:
    """One thing to bring in, or why it cannot be: ``name`` is what the person gave."""

    name: str
    arrival: Arrival | None = None
    refused: str = ""
    report: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    is_page: bool = False
    translation_of: str = ""
