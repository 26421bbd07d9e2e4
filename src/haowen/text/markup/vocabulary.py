"""What the canonical body may hold, and the patterns by which its parts are recognised."""

import html
import re
from typing import Final

SANITISER_VERSION: Final = 1

SHA256: Final = re.compile(r"[0-9a-f]{64}")
CITE_KEY: Final = re.compile(r"[\w.:-]{1,40}")
TOKEN: Final = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
ATTRIBUTE: Final = re.compile(r'([a-zA-Z][\w:-]*)(?:\s*=\s*"([^"]*)")?')
VOID: Final = frozenset({"br", "hr", "img", "source", "wbr", "col", "input"})

_OWN_MEDIA = re.compile(r"/media/([0-9a-f]{64})/")
_WEB = re.compile(r"https?://[^\s/?#\\][^\s]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


class Clean(str):
    """HTML that is safe to put into a page as it is. Only ``haowen.text`` makes values of this type."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines that nothing needs escaping."""
        return str(self)


class Canonical(Clean):
    """A canonical body: cleaning it again would change nothing. Only ``clean`` makes values of this type."""

    __slots__ = ()


def writable(text: str) -> str:
    """Return the text without characters that no page, feed or database may hold; line separators become newlines."""
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\f", " ")
    return _UNWRITABLE.sub("", text)


def attribute(value: str) -> str:
    """Return a value escaped for double quotes."""
    return html.escape(value, quote=True).replace("&#x27;", "'")


def link_target(address: str) -> str:
    """Return the address when a body may link to it (the web, mail, a path on this site), else an empty string."""
    address = _bare(address)
    if address.startswith("//"):
        address = "https:" + address
    if _WEB.fullmatch(address) or _MAIL.fullmatch(address) or _OWN_PATH.fullmatch(address):
        return address
    return ""


def picture_target(address: str) -> str:
    """Return the http(s) address of a picture elsewhere, else an empty string."""
    address = _bare(address)
    if address.startswith("//"):
        address = "https:" + address
    return address if _WEB.fullmatch(address) else ""


def own_media(address: str) -> str:
    """Return the SHA-256 that an address of this site's media names, else an empty string."""
    found = _OWN_MEDIA.match(address.strip())
    return found[1] if found else ""


def _bare(address: str) -> str:
    """Drop what browsers drop before they look at a scheme; inner blanks are escaped."""
    return _UNSEEN.sub("", address.strip().replace(" ", "%20"))
