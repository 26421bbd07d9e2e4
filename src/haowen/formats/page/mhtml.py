"""Pages that browsers save as one file (MHTML): the page itself, where it stood, and the pictures that came with it."""

import email
import re
from dataclasses import dataclass, field
from email.message import Message

_HEAD = re.compile(
    rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?[Cc]ontent-[Tt]ype:\s*multipart/related", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What was in the file; ``files`` maps the address of a picture (or ``cid/`` and its number) to its bytes."""

    page: bytes
    address: str
    files: dict[str, bytes] = field(default_factory=dict)


def is_wrapped(data: bytes) -> bool:
    """Whether a file is such a page."""
    return _HEAD.match(data[:4096].lstrip().replace(b"\r\n", b"\n")) is not None


def unwrapped(data: bytes) -> Wrapped:
    """Return what is in the file; the first part of text is the page, frames within it are not."""
    message = email.message_from_bytes(data)
    page, address = b"", _where(message)
    files: dict[str, bytes] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in {"text/html", "application/xhtml+xml", "text/plain"} and not page:
            page = _text(part)
            address = (part.get("Content-Location") or "").strip() or address
        elif kind.startswith("image/") and isinstance(content := part.get_payload(decode=True), bytes) and content:
            for name in (part.get("Content-Location"), f"cid/{(part.get('Content-ID') or '').strip('<> ')}"):
                if name and name != "cid/":
                    files[str(name).strip()] = content
    return Wrapped(page, address if address.startswith(("http://", "https://")) else "", files)


def _where(message: Message) -> str:
    return str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "").strip()


def _text(part: Message) -> bytes:
    """Return a part's text; in an encoding that only the part's head names it would be read wrong."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    charset = part.get_content_charset() or ""
    if charset in {"", "utf-8", "us-ascii"}:
        return content
    try:
        return content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return content
