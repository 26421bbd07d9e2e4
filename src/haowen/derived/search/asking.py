"""From what a person typed to what the index is asked."""

import re
import unicodedata
from dataclasses import dataclass

from haowen.text import segmenting

_QUOTED = re.compile(r"[\"“”「」『』](.+?)[\"“”「」『』]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_SHORT = 4  # units; less than that is taken as typed
_LONG = 200  # characters of a query that are read; the rest cannot make it clearer


@dataclass(frozen=True, slots=True)
class Question:
    """A query taken apart: ``pieces`` are the words and passages as typed, each a phrase that must occur."""

    pieces: tuple[str, ...]

    def strict(self) -> str:
        """Return the FTS5 expression in which every piece occurs as it was typed."""
        return " AND ".join(phrase(piece) for piece in self.pieces)

    def trimmed(self) -> str:
        """Return the expression for pieces that were cut out of a text without regard to its words.

        A Latin word at the start of a longer piece may be the end of one, so it is left out; one at the end may go on.
        """
        spaced = [segmenting.characters(piece).split() for piece in self.pieces]
        if sum(len(units) for units in spaced) < _SHORT:
            return self.strict()
        if _LATIN.match(spaced[0][0]):
            spaced[0] = spaced[0][1:]
        goes_on = "*" if _LATIN.match(self.pieces[-1][-1]) else ""
        phrases = ['"' + " ".join(units).replace('"', " ") + '"' for units in spaced if units]
        return " AND ".join(phrases) + goes_on

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
