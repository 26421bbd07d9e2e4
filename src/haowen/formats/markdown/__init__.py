"""Markdown in: a file with front matter as plain values, its body canonical, its footnotes as references."""

from haowen.formats.markdown.pictures import place_pictures
from haowen.formats.markdown.piece import Credited, Declared, PictureAsked, Piece, ReferenceGiven
from haowen.formats.markdown.reading import read

__all__ = ["Credited", "Declared", "PictureAsked", "Piece", "ReferenceGiven", "place_pictures", "read"]
