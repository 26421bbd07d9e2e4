"""Large XML files read item by item, with entities and the network off, and what may be mended in them."""

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import IO, Final

from django.utils.translation import gettext as _
from lxml import etree

CHUNK: Final = 256 * 1024
PROLOG: Final = 1024 * 1024  # bytes in which a file has to come to its first element
_FIRST = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*+(<!DOCTYPE\b[^\[>]*(\[)?|<[A-Za-z_:])", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<\w")
_ENCODING = re.compile(r"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"utf-?(?:8|16(?:[lb]e)?)|us-?ascii|iso-?8859-\d+|latin-?\d|windows-125\d|cp125\d|gb(?:k|2312|18030)|big5(?:-hkscs)?|euc-(?:jp|kr|tw)|shift_jis|koi8-[ru]",
    re.IGNORECASE,
)
_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NAMED = re.compile(rb"&amp;([A-Za-z][A-Za-z0-9]{1,31};)")
_UNWRITABLE: Final = bytes([*range(9), 11, 12, *range(14, 32)])
_CLOSE: Final = b"]]>"
_AHEAD: Final = 64  # bytes: longer than any entity and than the blanks before an end tag
_STARTS = re.compile(rb"<!\[CDATA\[")
_ENDS = re.compile(rb"\]\]>(?=\s*</|\s*<!\[CDATA\[)")


class BrokenError(Exception):
    """The file cannot be read further; the message says why and where, for people."""


Opened = Callable[[], IO[bytes]]


def items(opened: Opened, names: frozenset[str], *, mends: bool = False) -> Iterator[etree._Element]:
    """Yield each element of these names (with its namespace) as it ends; it is emptied when the next is asked for.

    Raises BrokenError where the file is not well-formed, declares entities, or is no XML at all; what came before is whole.
    """
    with opened() as file:
        head = file.read(PROLOG)
        _check(head)
        source = _Mended(head, file) if mends and b"\x00" not in head[:4] else _Joined(head, file)
        events = etree.iterparse(
            source, events=("end",), tag=sorted(names), resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            for _event, element in events:
                parent = element.getparent()
                if parent is not None and named(parent)[1] == "item":
                    continue  # a part of what is still being read
                yield element
                element.clear()
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise BrokenError(_("is not well-formed: %(reason)s") % {"reason": error.msg}) from error


def named(element: etree._Element) -> tuple[str, str]:
    """Return namespace and name of an element; a prefix that was never declared is no part of the name."""
    space, _brace, name = str(element.tag).rpartition("}")
    return space.removeprefix("{"), name.rpartition(":")[2]


def text_of(element: etree._Element) -> str:
    """Return all text within an element, as it stands."""
    return "".join(str(part) for part in element.itertext())


def _forget(element: etree._Element) -> None:
    """Let go of what stands before an element, so that the tree does not grow with the file."""
    parent = element.getparent()
    if parent is None:
        return
    while (before := element.getprevious()) is not None:
        parent.remove(before)


def _check(head: bytes) -> None:
    """Refuse what is no XML, what declares entities, and encodings in which such a declaration could hide."""
    text = _decoded(head)
    named = _ENCODING.match(text.lstrip())
    if named and not _KNOWN.fullmatch(named[1]):
        raise BrokenError(_("is in an encoding that is not read here: %(name)s") % {"name": named[1]})
    first = _FIRST.match(text)
    if first is None:
        raise BrokenError(_("is no XML file"))
    if first[2] or "<!ENTITY" in text[: first.end()].upper():
        raise BrokenError(why_no_entities())


def why_no_entities() -> str:
    """Return why a file that declares entities is refused, for people."""
    return _("declares entities, which could be made to fill the memory or to read other files")


def declares_entities(data: bytes) -> bool:
    """Whether what is taken loosely for XML declares entities before its first element."""
    text = _decoded(data)
    first = _ELEMENT.search(text)
    return "<!ENTITY" in text[: first.start() if first else len(text)].upper()


def _decoded(head: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[1:2] == b"\x00":
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\x00":
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")


class _Joined:
    """What was read already, then the rest."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._head = head.lstrip(b" \t\r\n") if head[:1] in b" \t\r\n" else head
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if self._head:
            part, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
            return part
        return self._file.read(CHUNK if size < 0 else size)


class _Mended:
    """The same, with what writers of such files do wrong put right so that nothing is lost.

    Ampersands that begin no entity are text; entities of HTML are their signs; characters that XML does not know are
    taken out; a CDATA section ends where its element does, not at brackets within it.
    """

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._inner = _Joined(head, file)
        self._rest = b""
        self._ready = b""
        self._is_inside = False
        self._is_over = False

    def read(self, size: int = -1) -> bytes:
        wanted = CHUNK if size < 0 else size
        while len(self._ready) < wanted and not self._is_over:
            more = self._inner.read(CHUNK)
            self._is_over = not more
            self._rest += more.translate(None, _UNWRITABLE)
            self._ready += self._mend()
        part, self._ready = self._ready[:wanted], self._ready[wanted:]
        return part

    def _mend(self) -> bytes:
        out: list[bytes] = []
        while True:
            mark = _ENDS.search(self._rest) if self._is_inside else _STARTS.search(self._rest)
            at = mark.start() if mark else self._safe()
            part, self._rest = self._rest[:at], self._rest[at:]
            out.append(part.replace(_CLOSE, b"]]]]><![CDATA[>") if self._is_inside else _text(part))
            if mark is None:
                return b"".join(out)
            out.append(mark[0])
            self._rest = self._rest[len(mark[0]) :]
            self._is_inside = not self._is_inside

    def _safe(self) -> int:
        """Return how much of what is left can be told without seeing what follows."""
        if self._is_over:
            last = self._rest.rfind(_CLOSE) if self._is_inside else -1
            return last if last >= 0 else len(self._rest)
        at = max(0, len(self._rest) - _AHEAD)
        entity = self._rest.rfind(b"&", max(0, at - _AHEAD), at)
        at = entity if entity >= 0 and not self._is_inside else at
        while at and self._rest[at - 1 : at] in (b"]", b">"):
            at -= 1
        return at


def _text(part: bytes) -> bytes:
    return _NAMED.sub(_sign, _AMPERSAND.sub(b"&amp;", part))


def _sign(name: re.Match[bytes]) -> bytes:
    """Return the sign that an entity of HTML stands for; another name is text."""
    sign = html5.get(name[1].decode("ascii"))
    return sign.encode("ascii", "xmlcharrefreplace") if sign else name[0]
