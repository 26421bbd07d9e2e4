"""What articles of all other systems have in common: their form as plain values, their HTML, what may be lost of it."""

from haowen.formats.foreign.bodies import Body, body_of, whole
from haowen.formats.foreign.piece import Credit, LeftOut, Note, Piece, Said

__all__ = ["Body", "Credit", "LeftOut", "Note", "Piece", "Said", "body_of", "whole"]
