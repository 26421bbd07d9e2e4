"""XML as text: elements and attributes that are well-formed whatever stands in them."""

import re
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 has no way to write, not even as a character reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTES = {**_SIGNS, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT, _ATTRIBUTE = str.maketrans(_SIGNS), str.maketrans(_IN_ATTRIBUTES)


class Xml(str):
    """A piece of XML: goes into an element as it is, where other strings are escaped."""

    __slots__ = ()


def legal(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def element(name: str, *inside: str, attributes: Mapping[str, str | int] | None = None) -> Xml:
    """Return an element; attributes with an empty value are left out. ``]]>`` cannot come about, as ``>`` is escaped."""
    said = "".join(
        f' {key}="{legal(str(value)).translate(_ATTRIBUTE)}"'
        for key, value in (attributes or {}).items()
        if value != ""
    )
    text = "".join(part if isinstance(part, Xml) else legal(part).translate(_TEXT) for part in inside)
    return Xml(f"<{name}{said}>{text}</{name}>" if text else f"<{name}{said}/>")


def known(name: str, text: str, attributes: Mapping[str, str | int] | None = None) -> Xml:
    """Return an element with a text, and nothing at all where there is none."""
    return element(name, text, attributes=attributes) if legal(text).strip() else Xml("")
