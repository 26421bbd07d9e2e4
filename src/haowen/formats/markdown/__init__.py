"""Markdown in: a file with front matter as plain values, its body canonical, its footnotes as references."""

from haowen.formats.markdown.fidelity import Difference, differences
from haowen.formats.markdown.pictures import place_pictures
from haowen.formats.markdown.piece import Credited, Declared, PictureAsked, Piece, ReferenceGiven
from haowen.formats.markdown.reading import read
from haowen.formats.markdown.rows import from_row

__all__ = [
    "Credited",
    "Declared",
    "Difference",
    "PictureAsked",
    "Piece",
    "ReferenceGiven",
    "differences",
    "from_row",
    "place_pictures",
    "read",
]
