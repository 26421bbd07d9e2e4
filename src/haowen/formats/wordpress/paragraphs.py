"""Paragraphs of the classic editor, which keeps them as empty lines and sets them when a page is shown."""

import re
from typing import Final

_BLOCKS: Final = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style"
    r"|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|iframe)"
)
_EDGE = re.compile(rf"(</?{_BLOCKS}(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>)", re.IGNORECASE)
_VERBATIM = re.compile(r"<(pre|textarea|script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_EMPTY = re.compile(r"\n[ \t\xa0\u3000]*(?:\n[ \t\xa0\u3000]*)+")
_BREAK = re.compile(r"(?:<br\s*/?>)?[ \t]*\n", re.IGNORECASE)
_IS_BLOCK = re.compile(rf"</?{_BLOCKS}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def with_paragraphs(text: str) -> str:
    """Return the text with its paragraphs and line breaks as elements; what is verbatim stays as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    out: list[str] = []
    last = 0
    for verbatim in _VERBATIM.finditer(text):
        out += [_set(text[last : verbatim.start()]), verbatim[0]]
        last = verbatim.end()
    return "".join([*out, _set(text[last:])])


def _set(text: str) -> str:
    text = _TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = _EDGE.sub(r"\n\n\1\n\n", text)
    return "\n".join(_part(part.strip("\n")) for part in _EMPTY.split(text) if part.strip())


def _part(part: str) -> str:
    if _IS_BLOCK.match(part.lstrip()):
        return part
    if _ADDRESS.fullmatch(part.strip()):  # set by itself, an address is shown as what it leads to
        return linked(part.strip())
    return f"<p>{_BREAK.sub('<br>', part)}</p>"


def linked(address: str) -> str:
    """Return a paragraph that links to an address."""
    address = address.replace("&amp;", "&").replace("&", "&amp;").replace('"', "%22")
    return f'<p><a href="{address}">{address}</a></p>'
