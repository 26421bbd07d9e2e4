"""Names of people as texts give them: with an address behind, in brackets, after a word such as 作者."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_LABEL = re.compile(r"^(?:原文作者|作者|译者|校对|编辑|by|author)\s*[:：]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s()<>\[\]（）]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_LINKED = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\](?:\(([^()\s]*)[^()]*\)|\[([^\[\]]*)\])?")
_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]?\s*$")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\x00-\x1f]")
_ESCAPED = re.compile(r"\\+([_*\[\]()<>.-])")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A name, the address that stood with it, and how it was said."""

    name: str
    address: str
    said: str


def persons(said: str, addresses: Mapping[str, str] | None = None) -> Iterator[Person]:
    """Yield the people in a text as it stands beside 作者 or ``author``; ``addresses`` are those of reference links.

    What is too long for a name is none.
    """
    said = " ".join(_UNSEEN.sub("", said).replace("\xa0", " ").split())
    text = _LABEL.sub("", said)
    linked = list(_LINKED.finditer(text))
    if linked:
        for link in linked:
            address = link[2] or (addresses or {}).get((link[3] or link[1]).casefold(), "")
            yield from _person(link[1], address, link[0])
        return
    for part in re.split(r"[;；、]", text):
        found = _ADDRESS.search(part)
        yield from _person(part[: found.start()] if found else part, found[0] if found else "", part.strip())


def _person(name: str, address: str, said: str) -> Iterator[Person]:
    name = _ESCAPED.sub(r"\1", name).strip(' \t,，<[](（:：&@"“”')
    shorter = _BEHIND.sub("", name).strip()
    name = shorter or name
    if name and len(name) <= _LONGEST:
        yield Person(name, address, said)
