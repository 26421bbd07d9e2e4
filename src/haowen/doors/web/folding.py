"""Texts are put into templates when they are loaded: ``_("…")`` costs nothing when a page is made."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CALL = re.compile(r"""(?<![\w.])_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
PLACE = re.compile(r"%\((\w+)\)s")
_OPENING, _CLOSING, _QUOTES = "([{", ")]}", "\"'"


class FoldingError(ValueError):
    """A template's text is not written as ``_("literal", name=value)``."""


def fold(source: str, translate: Callable[[str], str]) -> str:
    """Return the template with every ``_("…")`` replaced by its text in one language.

    A tag that holds nothing else becomes plain text (escaped), so that no expression is left to be run.
    """
    return TAG.sub(lambda tag: _fold_tag(tag.group(), translate), source)


def messages(source: str) -> Iterator[str]:
    """Yield the message of every ``_("…")`` of a template, for the extraction into the catalogue."""
    for tag in TAG.finditer(source):
        for call in CALL.finditer(tag.group()):
            yield _literal(call.group(1))


def _literal(quoted: str) -> str:
    inner = quoted[1:-1]
    return str(json.loads(f'"{inner}"')) if quoted[0] == '"' else inner.replace("\\'", "'")


def _fold_tag(tag: str, translate: Callable[[str], str]) -> str:
    folded, start = "", 0
    while call := CALL.search(tag, start):
        text = translate(_literal(call.group(1)))
        values, end = _values(tag, call.end())
        alone = tag.startswith("{{") and not tag[2 : call.start()].strip("- ") and not tag[end:-2].strip("- ")
        if alone:
            return _as_text(text, values)
        folded += tag[start : call.start()] + _as_expression(text, values)
        start = end
    return folded + tag[start:]


def _values(tag: str, at: int) -> tuple[dict[str, str], int]:
    """Read ``, name=expression …)`` from ``at``; return the expressions by name and where the call ends."""
    parts, part, depth, quote = [], "", 0, ""
    for place in range(at, len(tag)):
        character = tag[place]
        if quote:
            quote = "" if character == quote else quote
        elif character in _QUOTES:
            quote = character
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            if depth == 0:
                parts.append(part)
                return dict(_named(parts)), place + 1
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(part)
            part = ""
            continue
        part += character
    raise FoldingError(tag)


def _named(parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.strip():
            name, sign, value = part.partition("=")
            if not sign:
                raise FoldingError(part)
            yield name.strip(), value.strip()


def _as_text(text: str, values: dict[str, str]) -> str:
    pieces = PLACE.split(text)
    return "".join(
        escape(piece.replace("%%", "%"), quote=True) if number % 2 == 0 else "{{ " + values[piece] + " }}"
        for number, piece in enumerate(pieces)
    )


def _as_expression(text: str, values: dict[str, str]) -> str:
    pieces = PLACE.split(text)
    parts = [
        json.dumps(piece.replace("%%", "%"), ensure_ascii=False) if number % 2 == 0 else f"({values[piece]})"
        for number, piece in enumerate(pieces)
        if piece
    ]
    return "(" + " ~ ".join(parts or ['""']) + ")"
