"""What a Markdown file says, as plain values. Nothing in it is checked against a site; that is the importer's part."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """A picture that the body shows: ``address`` is a web address, a path beside the file, or a bare name."""

    address: str
    alt: str
    caption: str

    def is_remote(self) -> bool:
        """Whether it lies on the web."""
        return self.address.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class ReferenceGiven:
    """A source. ``key`` is what citations in the body name; ``dated`` and ``accessed`` are as written."""

    key: str
    title: str
    outlet: str = ""
    authors: str = ""
    dated: str = ""
    url: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration of the writer, its kind as written."""

    kind: str
    note: str = ""
    source_name: str = ""
    source_url: str = ""
    event_on: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Credited:
    """Who did what, the role as written."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One article. What the file does not say is empty; ``extra`` keeps what nobody here knows.

    ``html`` is the canonical body, except that pictures beside the file stand as ``<figure data-file="name">`` until
    ``place_pictures`` puts them in. ``title`` is whole, however long. ``problems`` says in English what was wrong, and
    ``bad_head`` why the head could not be read. ``plain`` is the text of the body, ``text`` the Markdown as it came, after the head; of it
    ``repeated``, the heading that repeats the title, and ``signed``, the lines of a colophon, are not in the body.
    ``held_back`` is the line of the head, or the folder, by which it was not for everybody where it comes from.
    """

    title: str
    html: str
    language: str
    pictures: tuple[PictureAsked, ...] = ()
    summary: str = ""
    cover: str = ""
    cover_alt: str = ""
    publisher: str = ""
    channel: str = ""
    kind: str = ""
    published: str = ""
    changed: str = ""
    credits: tuple[Credited, ...] = ()
    tags: tuple[str, ...] = ()
    origin: str = ""
    declarations: tuple[Declared, ...] = ()
    references: tuple[ReferenceGiven, ...] = ()
    series: str = ""
    series_position: int | None = None
    translation_of: str = ""
    licence: str = ""
    slug: str = ""
    source_name: str = ""
    source_url: str = ""
    via: str = ""
    original_title: str = ""
    closing: str = ""
    former_addresses: tuple[str, ...] = ()
    comments: tuple[dict[str, Any], ...] = ()
    likes: int = 0
    reads: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    bad_head: str = ""
    held_back: str = ""
    text: str = field(default="", repr=False)
    plain: str = field(default="", repr=False)
    repeated: str = ""
    signed: tuple[str, ...] = field(default=(), repr=False)

    def picture_addresses(self) -> list[str]:
        """Return where the pictures of the body and the cover lie, each once."""
        return list(dict.fromkeys([*(asked.address for asked in self.pictures), *([self.cover] if self.cover else [])]))
