"""The parts of a Word file as an independent reader sees them: is it safe to open, what does it say, what is it called."""

import io
import re
import zipfile
import zlib
from typing import Final

from django.utils.translation import gettext as _
from lxml import etree

from haowen.formats.foreign.xmlreading import named, why_no_entities

MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_GROWTH: Final = 200
SMALL: Final = 1024 * 1024
_PARTS: Final = re.compile(r"(?:^|/)(?:document|footnotes|endnotes)\d*\.xml$")
_LOCAL: Final = "{*}"
_UNREAD: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})


class NoDocumentError(Exception):
    """The file is no Word document that can be read; the message says why, for people."""


class Package:
    """A Word file, opened after it was found safe: it does not unpack to more than it should and declares no entities."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises NoDocumentError."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError) as error:
            raise NoDocumentError(_("is no Word document (docx)")) from error
        if sum(each.file_size for each in entries) > MOST_UNPACKED or any(
            each.file_size > max(SMALL, MOST_GROWTH * each.compress_size) for each in entries
        ):
            raise NoDocumentError(_("unpacks to far more than it holds"))
        self.names = [each.filename for each in entries]
        if not any(name.lower().endswith("document.xml") or "/document" in name.lower() for name in self.names):
            raise NoDocumentError(_("is no Word document (docx)"))
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in self.part(name)[:4096].upper().replace(
                b"\x00", b""
            ):
                raise NoDocumentError(why_no_entities())

    def part(self, name: str) -> bytes:
        """Return the bytes of a part. Raises NoDocumentError when it is broken."""
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, ValueError, OSError, EOFError) as error:
            raise NoDocumentError(_("is a broken Word document")) from error

    def text(self) -> str:
        """Return all text of document and notes, read off the parts themselves, a line for each paragraph."""
        return "\n".join(
            "\n".join(_paragraphs(tree))
            for name in self.names
            if _PARTS.search(name) and (tree := self._tree(name)) is not None
        )

    def property(self, name: str) -> str:
        """Return what the file says of itself: ``title``, ``creator``."""
        for part in self.names:
            if part.lower().endswith("core.xml") and (tree := self._tree(part)) is not None:
                return " ".join((tree.findtext(f"{_LOCAL}{name}") or "").split())
        return ""

    def has_comments(self) -> bool:
        """Whether people have left comments in its margin."""
        return any(name.lower().endswith("comments.xml") and b":comment " in self.part(name) for name in self.names)

    def _tree(self, name: str) -> etree._Element | None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(self.part(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            return None


def _paragraphs(tree: etree._Element) -> list[str]:
    """Return the paragraphs; those within text boxes stand by themselves, what was deleted is not read."""
    lines: list[list[str]] = [[]]

    def walk(element: etree._Element) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            kind = named(child)[1]
            if kind in _UNREAD:
                continue
            if kind == "t":
                lines[-1].append(child.text or "")
            elif kind in {"tab", "br", "cr"}:
                lines[-1].append(" ")
            elif kind in {"noBreakHyphen", "softHyphen"}:
                continue
            if kind in {"p", "txbxContent"}:
                lines.append([])
                walk(child)
                lines.append([])
            else:
                walk(child)

    walk(tree)
    return ["".join(line) for line in lines if line]
