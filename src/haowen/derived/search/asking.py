"""From what a person typed to the pieces that must be found."""

import re
from dataclasses import dataclass
from functools import cached_property

from haowen.text import segmenting
from haowen.text.passages import Sought

# Quotation marks within a sentence are punctuation; those that stand free mean “just as it stands”.
_QUOTED = re.compile(r"(?<!\S)(?:\"(.+?)\"|“(.+?)”|「(.+?)」|『(.+?)』)(?!\S)")
_ASKS = re.compile("[?？]|什么|哪[些个里年位家种一]|多少|怎么|怎样|如何|为何|是谁|谁[是的在]|几[个年月次岁]")
_LONG = 200  # characters of a query that are read; the rest cannot make it clearer


@dataclass(frozen=True)
class Piece:
    """One word or passage as typed: its units follow each other; ``is_exact``: it stood in quotation marks."""

    text: str
    is_exact: bool = False

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Its characters and Latin words in their order."""
        return tuple(segmenting.units(self.text))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Its pairs of characters and stems of words."""
        return tuple(segmenting.terms(self.text))


@dataclass(frozen=True)
class Question:
    """A query taken apart. All pieces must occur; it may have none. ``asks``: it is worded as a question in Chinese."""

    pieces: tuple[Piece, ...]
    typed: str = ""
    asks: bool = False

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The characters and Latin words of the whole query, as if it were one passage of a text."""
        return tuple(unit for piece in self.pieces for unit in piece.units)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The pairs of characters and the stems of the query."""
        return tuple(term for piece in self.pieces for term in piece.terms)

    @property
    def is_word(self) -> bool:
        """Whether it is one Latin word and nothing else."""
        return self.typed.strip().isascii() and self.typed.strip().isalnum()

    @property
    def is_exact(self) -> bool:
        """Whether something was put in quotation marks: then nothing but that is an answer."""
        return any(piece.is_exact for piece in self.pieces)

    @property
    def texts(self) -> tuple[str, ...]:
        """The pieces as they were typed."""
        return tuple(piece.text for piece in self.pieces)


def read(typed: str) -> Question:
    """Take a query apart at spaces, keeping what stands in quotation marks together. May be empty."""
    text = typed[:_LONG]
    pieces: list[Piece] = []
    at = 0
    for quoted in _QUOTED.finditer(text):
        pieces += map(Piece, text[at : quoted.start()].split())
        pieces.append(Piece(next(filter(None, quoted.groups())), is_exact=True))
        at = quoted.end()
    pieces += map(Piece, text[at:].split())
    asks = _ASKS.search(segmenting.fold(text)) is not None
    return Question(tuple(dict.fromkeys(piece for piece in pieces if piece.units)), text, asks)


def sought(question: Question, *, is_loose: bool = False) -> Sought:
    """Return what of a question is marked in a text that answers it."""
    if is_loose:
        pairs = [tuple(term) for term in question.terms if not term.isascii()]
        return Sought(pairs, frozenset(term for term in question.terms if term.isascii()))
    phrases = [piece.units for piece in question.pieces if not _is_word(piece)]
    stems = frozenset(piece.terms[0] for piece in question.pieces if _is_word(piece))
    if len(question.units) > 1 and not question.is_exact:  # it may be a passage, cut within its first or last word
        return Sought([question.units, *phrases], stems, is_cut=True)
    return Sought(phrases, stems)


def _is_word(piece: Piece) -> bool:
    return len(piece.units) == 1 and piece.units[0].isascii() and not piece.is_exact
