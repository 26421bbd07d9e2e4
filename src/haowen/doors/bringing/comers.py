"""What a source yields: one thing to bring in, or why it cannot be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.comments.importing import Arriving
from haowen.formats.markdown import Difference


@dataclass(frozen=True, slots=True)
class Comer:
    """One thing to bring in, or why it cannot be: ``name`` is what the person gave.

    ``remark`` is for what is no article and no fault: it is only said. ``channels`` are slugs and names by which the
    source files it; the first that is a channel here counts where none was asked for.
    ``differences`` is asked with the body as it was kept, and says in what that differs from the source.
    """

    name: str
    arrival: Arrival | None = None
    refused: str = ""
    report: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    is_page: bool = False
    translation_of: str = ""
    remark: str = ""
    channels: tuple[str, ...] = ()
    comments: tuple[Arriving, ...] = ()
    differences: Callable[[str], Sequence[Difference]] | None = None
