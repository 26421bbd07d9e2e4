"""What a feed says, whatever it is written in. Addresses are whole, times have a zone, empty texts are left out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote, or did something else: ``role`` says what, for people."""

    name: str
    url: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Something an entry is found under: ``term`` for programs, ``label`` for people, ``scheme`` an address."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of an entry. ``size`` is in bytes, 0 where nobody knows it."""

    url: str
    type: str
    width: int
    height: int
    size: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text was first: the name of who had it, and the address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article. ``html`` is the whole text, well-formed, with whole addresses; ``cover`` stands for it in lists."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    language: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[Person, ...]
    others: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    cover: Picture | None = None
    pictures: tuple[Picture, ...] = ()
    source: Source | None = None
    licence: str = ""
    comments: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of entries, the newest first. ``url`` is the feed's own address, ``home`` the page that it follows."""

    id: str
    title: str
    description: str
    home: str
    url: str
    language: str
    updated: dt.datetime
    authors: tuple[Person, ...]
    entries: tuple[Entry, ...] = ()
    icon: str = ""
    logo: str = ""
    first: str = ""
    previous: str = ""
    next: str = ""
    generator: str = ""
    more_about: str = ""  # where what ``Entry.more`` holds is explained
