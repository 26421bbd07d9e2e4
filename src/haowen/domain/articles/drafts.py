"""What a writer hands in: the whole content of one revision, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.domain.media.models import Media


@dataclass(frozen=True, slots=True)
class DraftReference:
    """A source: ``key`` is what citation marks in the body name; ``dated_on`` is YYYY, YYYY-MM or YYYY-MM-DD.

    ``accessed_on`` is the day on which the writer last saw it, as YYYY-MM-DD, or empty.
    """

    title: str
    key: str = ""
    outlet: str = ""
    authors: str = ""
    dated_on: str = ""
    url: str = ""
    accessed_on: str = ""


@dataclass(frozen=True, slots=True)
class DraftDeclaration:
    """A statement of the writer about the article."""

    kind: DeclarationKind
    note: str = ""
    source_name: str = ""
    source_url: str = ""
    event_on: str = ""
    place: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftCredit:
    """Who did what."""

    role: CreditRole
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a revision says. ``html`` is what was written; it is made canonical when it is saved.

    ``imported`` is what a source said beyond that.
    """

    title: str
    html: str
    summary: str = ""
    cover: Media | None = None
    cover_alt: str = ""
    references: tuple[DraftReference, ...] = ()
    declarations: tuple[DraftDeclaration, ...] = ()
    credits: tuple[DraftCredit, ...] = field(default=())
    imported: Mapping[str, Any] = field(default_factory=dict)
