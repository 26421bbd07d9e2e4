"""What comes out of a page: plain values, ready to be kept as a draft."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

SURE = 0.8
FAIRLY_SURE = 0.55


class NoArticle(Exception):  # noqa: N818 - reads as what was found: raise NoArticle(_("…"))
    """There is no article in the page. ``reason`` says why, for people."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Source:
    """One reference of the article, taken apart; what the page does not name is empty."""

    title: str
    outlet: str = ""
    date: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    url: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what; ``role`` is one of the domain's credit roles."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A statement of the writer found on the page; ``kind`` is one of the domain's declaration kinds."""

    kind: str
    note: str = ""
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of text that was left out, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article read from a page.

    ``html`` is canonical (``text.markup``), but for pictures that were saved with the page: they stand as
    ``<figure data-file="name">``. ``files`` holds those that came in the same file, by name or by address.
    """

    title: str
    html: str
    publisher_name: str = ""
    publisher_tagline: str = ""
    author_credits: tuple[Credit, ...] = ()
    references: tuple[Source, ...] = ()
    published: str = ""  # "", YYYY, YYYY-MM, YYYY-MM-DD or ISO with time; without an offset: the page's own zone
    canonical_url: str = ""
    source_name: str = ""
    language: str = "zh-Hans"
    declarations: tuple[Declared, ...] = ()
    recognised: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unplaced: int = 0
    missing_pictures: int = 0
    confidence: float = 0.0
    account: str = ""  # on a platform of many: whose the article is, as the platform marks it
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def certainty(self) -> str:
        """The confidence as a word for people."""
        if self.confidence >= SURE:
            return _("sure")
        return _("fairly sure") if self.confidence >= FAIRLY_SURE else _("unsure")


@dataclass(slots=True)
class Block:
    """A stretch of the page on its way to the body: its kind, its text, and its canonical HTML where it has marks."""

    kind: str  # p h2 h3 list table quote pre gap remote video rule unplaced
    text: str
    html: str = ""  # the whole block; made from the text when empty
    link_share: float = 0.0
    caption: str = ""


@dataclass(slots=True)
class Findings:
    """What is gathered while a page is read."""

    title: str = ""
    publisher_name: str = ""
    publisher_tagline: str = ""
    published: str = ""
    canonical_url: str = ""
    source_name: str = ""
    site_name: str = ""
    language: str = ""
    account: str = ""
    credits: list[Credit] = field(default_factory=list)
    references: list[Source] = field(default_factory=list)
    declarations: list[Declared] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, text: str, why: str) -> None:
        """Leave a text out, and say so."""
        if text.strip():
            self.dropped.append(Dropped(" ".join(text.split())[:300], why))

    def credit(self, role: str, name: str) -> None:
        """Add a credit once."""
        found = Credit(role, name.strip()[:60])
        if found.name and found not in self.credits:
            self.credits.append(found)

    def declare(self, declared: Declared) -> None:
        """Add a declaration once a kind."""
        if declared.kind not in {each.kind for each in self.declarations}:
            self.declarations.append(declared)
