"""The lines by which translators sign at the end of a text: where the original is, and who did what."""

import re
from dataclasses import dataclass
from typing import Final

from haowen.formats.markdown.people import Person, persons

_VIA = re.compile(r"^[ >*]*via\s*[:：]\s*(.+)$", re.IGNORECASE)
_ROLES: Final = {
    "作者": "author", "原文作者": "author", "译者": "translator", "翻译": "translator", "校对": "proof", "校对者": "proof",
    "编辑": "editor", "选题": "chosen by", "选题者": "chosen by",
}  # fmt: skip
_ROLE = re.compile(r"(原文作者|作者|译者|翻译|校对者|校对|编辑|选题者|选题)\s*[:：]\s*")
_CLOSING = re.compile(r"^\s*(?:本文由.*(?:编译|翻译|推出)|.*荣誉推出)[^。！？]*$")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*<?([^\s<>]+)")
_RULE = re.compile(r"^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$")
_WEB = re.compile(r"https?://[^\s<>\[\]（）\"]+")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)")
_MOST_STRANGERS: Final = 6  # lines among the signatures that are none: notes about a translator stay in the text


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the end of a text says about its making. ``lines`` are the ones taken out, as they stood."""

    via: str = ""
    people: tuple[tuple[str, Person], ...] = ()
    closing: str = ""
    lines: tuple[str, ...] = ()


def taken(text: str) -> tuple[Colophon, str]:
    """Return the colophon of a text, and the text without it; what is not wholly understood stays in the text."""
    lines = text.split("\n")
    start = next((at for at in range(len(lines) - 1, -1, -1) if _VIA.match(lines[at])), None)
    if start is None or sum(1 for line in lines[:start] if _FENCE.match(line)) % 2:
        return Colophon(), text  # there is none, or it stands in a code block that was never closed
    signed = [start, *(at for at in range(start + 1, len(lines)) if _is_signature(lines[at]))]
    strangers = [
        line for at, line in enumerate(lines[start:], start)
        if line.strip() and at not in signed and not _DEFINITION.match(line)
    ]  # fmt: skip
    if len(strangers) > _MOST_STRANGERS or any(_FENCE.match(line) for line in strangers):
        return Colophon(), text
    above = start
    while above and (not lines[above - 1].strip() or _is_signature(lines[above - 1])):
        above -= 1
        signed += [above] if lines[above].strip() else []
    gone = set(signed)
    if above and _RULE.match(lines[above - 1]) and (above == 1 or not lines[above - 2].strip()):
        gone.add(above - 1)
    signatures = [lines[at] for at in sorted(signed)]
    left = [line for at, line in enumerate(lines) if at not in gone]
    return _read(signatures, _definitions(lines)), "\n".join(left)


def _is_signature(line: str) -> bool:
    return bool(_ROLE.match(line.strip()) and len(line) < 400) or bool(_CLOSING.match(line))  # noqa: PLR2004 - no paragraph


def _definitions(lines: list[str]) -> dict[str, str]:
    found = (_DEFINITION.match(line) for line in lines)
    return {match[1].casefold(): match[2] for match in found if match}


def _read(signatures: list[str], addresses: dict[str, str]) -> Colophon:
    via, closing = "", []
    people: list[tuple[str, Person]] = []
    for line in signatures:
        if found := _VIA.match(line):
            address = _WEB.search(found[1])
            via = address[0].rstrip(").,") if address else via
        elif _CLOSING.match(line):
            closing.append(_LINK.sub(r"\1", line).strip())
        else:
            parts = _ROLE.split(line.strip())
            for role, said in zip(parts[1::2], parts[2::2], strict=True):
                people += [(_ROLES[role], person) for person in persons(said, addresses)]
    return Colophon(via, tuple(people), " ".join(closing), tuple(signatures))
