"""From what a person typed to what the index is asked."""

import re
import unicodedata
from dataclasses import dataclass

from haowen.text import segmenting

_QUOTED = re.compile(r"[\"“”「」『』](.+?)[\"“”「」『』]")
_LONG = 200  # characters of a query that are read; the rest cannot make it clearer


@dataclass(frozen=True, slots=True)
class Question:
    """A query taken apart: ``pieces`` are the words and passages as typed, each a phrase that must occur."""

    pieces: tuple[str, ...]

    def strict(self) -> str:
        """Return the FTS5 expression in which every piece occurs as it was typed."""
        return " AND ".join(phrase(piece) for piece in self.pieces)

    def loose(self) -> str:
        """Return the FTS5 expression in which any of the query's pairs and words occurs."""
        return " OR ".join(phrase(unit) for unit in self.units())

    def units(self) -> tuple[str, ...]:
        """Return the pairs of characters and the words of the query, each once."""
        return tuple(dict.fromkeys(unit for piece in self.pieces for unit in segmenting.terms(piece)))


def phrase(text: str) -> str:
    """Return the FTS5 phrase of a text: its characters and words in this order, next to each other."""
    return '"' + segmenting.characters(text).replace('"', " ") + '"'


def read(typed: str) -> Question:
    """Take a query apart at spaces, keeping what stands in quotation marks together. May be empty."""
    text = unicodedata.normalize("NFKC", typed)[:_LONG]
    pieces: list[str] = []
    for part in _QUOTED.split(text) if _QUOTED.search(text) else [text]:
        if part in _QUOTED.findall(text):
            pieces.append(part)
        else:
            pieces.extend(part.split())
    kept = [piece for piece in pieces if segmenting.characters(piece).strip()]
    return Question(tuple(dict.fromkeys(kept)))
