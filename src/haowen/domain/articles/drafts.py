"""What a writer hands in: the whole content of one revision, as plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final

from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.domain.media.models import Media

COVERS_MOST = 3


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
class DraftCover:
    """A picture for lists. The focus, in percent from the left and from above, stays within every crop of it."""

    media: Media
    alt: str = ""
    focus_x: int = 50
    focus_y: int = 50


Covers = tuple[DraftCover, ...]


def one_cover(media: Media | None, alt: str = "") -> Covers:
    """Return the covers of a text that has one picture for lists, or none."""
    return () if media is None else (DraftCover(media, alt[:300]),)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a revision says. ``html`` is what was written; it is made canonical when it is saved.

    Lists show the pictures of ``covers``: none, one, or three. ``imported`` is what a source said beyond that.
    """

    title: str
    html: str
    summary: str = ""
    second_title: str = ""
    covers: Covers = ()
    references: tuple[DraftReference, ...] = ()
    declarations: tuple[DraftDeclaration, ...] = ()
    credits: tuple[DraftCredit, ...] = field(default=())
    imported: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cover(self) -> Media | None:
        """The first picture for lists."""
        return self.covers[0].media if self.covers else None

    @property
    def cover_alt(self) -> str:
        """What the first picture for lists shows."""
        return self.covers[0].alt if self.covers else ""


# What an autosave has columns of its own for, and what no writer says.
APART: Final = frozenset(("title", "summary", "html", "references", "imported"))
_ROWS: Final[dict[str, Callable[[Mapping[str, Any]], Any]]] = {
    "declarations": lambda row: DraftDeclaration(**{**row, "kind": DeclarationKind(row["kind"])}),
    "credits": lambda row: DraftCredit(CreditRole(row["role"]), row["name"]),
    "covers": lambda row: DraftCover(**row) if row["media"] else None,  # its file is gone meanwhile
}
_KEPT: Final = "sha256"


def rest_of(draft: Draft) -> dict[str, Any]:
    """Return what a draft says beyond title, summary, text and sources, as JSON takes it; files by their hash."""
    names = (one.name for one in fields(Draft) if one.name not in APART)
    return {name: _plain(getattr(draft, name)) for name in names}


def with_rest(draft: Draft, rest: Mapping[str, Any]) -> Draft:
    """Return the draft with the parts that ``rest_of`` gave; a part that is not named stays as it is."""
    known = {one.name for one in fields(Draft)} - APART
    return replace(draft, **{name: _meant(name, value) for name, value in rest.items() if name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, Media):
        return {_KEPT: value.sha256}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _meant(name: str, value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {_KEPT}:
        return Media.objects.filter(sha256=value[_KEPT]).first()
    if isinstance(value, list):
        make = _ROWS.get(name)
        rows = (
            {key: _meant("", one) for key, one in row.items()} if isinstance(row, Mapping) else row for row in value
        )
        made = (make(row) if make else row for row in rows)
        return tuple(one for one in made if one is not None)
    return value
