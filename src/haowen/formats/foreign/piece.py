"""One article of another system, as plain values. Nothing in it is checked against a site; that is the importer's part."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what; ``role`` is one of the domain's credit roles."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or source that citations in the body name by its ``key``."""

    key: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A reader's comment, with the name that stood there; ``answers`` is the ``key`` of the comment it answers."""

    key: str
    name: str
    text: str
    at: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article. What the source does not say is empty.

    ``html`` is the canonical body, except that pictures from inside the source stand as ``<figure data-file="name">``;
    ``files`` holds the bytes of those that came with it. ``identity`` is what the source itself knows the article by;
    without one, its text is its identity.
    """

    name: str  # for people: which of the things in the source this is
    title: str
    html: str
    identity: str = ""
    language: str = "zh-Hans"
    summary: str = ""
    author: str = ""  # under whose name it appears
    credits: tuple[Credit, ...] = ()
    published: str = ""  # as ISO, or as far as it is known
    changed: str = ""
    held_back: str = ""  # why it has to stay a draft, in words for people; empty when it was public
    tags: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()  # slugs and names that may be those of a channel here, the nearest first
    categories: tuple[str, ...] = ()  # names of what it was filed under, the nearest first
    cover: str = ""  # a web address, or a name in the source
    cover_alt: str = ""
    source_name: str = ""
    source_url: str = ""
    addresses: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[Said, ...] = ()
    is_open_to_comments: bool = True
    remarks: tuple[str, ...] = ()  # what a person would want to know, in words for people
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a source that is no article here: why, in words for people. A fault is something that was wrong."""

    name: str
    reason: str
    is_fault: bool = False
