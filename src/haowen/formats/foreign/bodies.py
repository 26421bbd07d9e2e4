"""The HTML of other systems as a body: pictures where they really are, addresses whole, nothing said lost."""

import base64
import binascii
import hashlib
import html as entities
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haowen.formats.foreign.comparing import lost
from haowen.text import late, markup

_TAG = re.compile(r"<(img|a|iframe|embed|video|audio|source)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_NAME = re.compile(r"[a-z][\w:-]*")
_UNSEEN = re.compile(r"<noscript\b[^>]*>(.*?)</noscript\s*>", re.IGNORECASE | re.DOTALL)
_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp|avif|bmp);base64,(.+)", re.IGNORECASE | re.DOTALL)
_PIXEL = re.compile(r"\s*[01]\s*(?:px)?\s*")
_COUNTER = re.compile(
    r"//(?:[\w.-]+\.)?(?:feedburner\.com/~|feeds\.feedburner\.com/~|pixel\.|stats\.wordpress\.com|doubleclick\.net|medium\.com/_/stat)|/(?:b|pixel|track)\.gif\?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"</?h([1-6])\b", re.IGNORECASE)
LEAST_PICTURE: Final = 200  # bytes: what is smaller and written into the page only keeps a place
_ADDRESSED: Final = {"a": ("href",), "iframe": ("src",), "embed": ("src",), "video": ("src",), "audio": ("src",), "source": ("src",)}  # fmt: skip


@dataclass(slots=True)
class Body:
    """A body and what was found on the way; ``files`` are pictures that were written into the HTML itself."""

    html: str
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class _Pictures:
    """Puts right the tags that name addresses."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.files: dict[str, bytes] = {}
        self.late = 0
        self.blank = 0

    def written(self, tag: re.Match[str]) -> str:
        name = tag[1].lower()
        given = _given(tag[2])
        if name == "img":
            return self._picture(given)
        for key in _ADDRESSED[name]:
            if given.get(key):
                given[key] = self.whole(given[key])
        return _tag(name, given)

    def _picture(self, given: dict[str, str]) -> str:
        source = given.get("src", "").strip()
        if any(_PIXEL.fullmatch(given.get(side, "")) for side in ("width", "height")) or _COUNTER.search(source):
            return ""
        kept = {key: given[key] for key in ("alt", "data-media") if key in given}
        if (found := _written_in(source)) and not any(given.get(key) for key in late.ATTRIBUTES):
            self.files[found[0]] = found[1]
            return _tag("img", kept | {"src": found[0]})
        addresses = late.addresses(given)
        if addresses and addresses[0] != source:
            self.late += 1
        elif not addresses and source:
            self.blank += 1
        return _tag("img", kept | {"src": self.whole(addresses[0]) if addresses else ""})

    def whole(self, address: str) -> str:
        """Return the address as it leads from anywhere."""
        return address.strip() if address.strip().startswith("#") or not self.base else whole(self.base, address)


def whole(base: str, address: str) -> str:
    """Return an address as it leads from anywhere; what leads nowhere stays as it is."""
    address = address.strip()
    try:
        return urljoin(base, address) if urlsplit(address).scheme in {"", "http", "https"} else address
    except ValueError:
        return address


def body_of(source: str, *, base: str = "", said: str = "") -> Body:
    """Return the body of another system's HTML; ``base`` is the address that relative ones are relative to.

    ``said`` is the HTML as the system kept it, where ``source`` has been made of that: what the body lacks of it is named.
    """
    pictures = _Pictures(base if base.startswith(("http://", "https://")) else "")
    put_right = _TAG.sub(pictures.written, _seen(source))
    body = Body(markup.clean_keeping_names(_levelled(put_right)), pictures.files)
    if pictures.late:
        body.remarks.append(
            ngettext(
                "%(count)d picture was to be loaded late; its own address was taken.",
                "%(count)d pictures were to be loaded late; their own addresses were taken.",
                pictures.late,
            )
            % {"count": pictures.late}
        )
    if pictures.blank:
        body.remarks.append(
            ngettext(
                "%(count)d picture is only a placeholder in the source; its own address is not known.",
                "%(count)d pictures are only placeholders in the source; their own addresses are not known.",
                pictures.blank,
            )
            % {"count": pictures.blank}
        )
    body.remarks += [_("Not in the body: %(text)s") % {"text": words} for words in lost(said or put_right, body.html)]
    return body


def _seen(source: str) -> str:
    """Return the source with what is for readers without scripts, where that alone names a picture."""

    def shown(inner: re.Match[str]) -> str:
        if "<img" not in inner[1].lower():
            return ""
        named = [late.addresses(_given(tag[2])) for tag in _TAG.finditer(inner[1]) if tag[1].lower() == "img"]
        new = [addresses[0] for addresses in named if addresses and source.count(entities.escape(addresses[0])) <= 1]
        return inner[1] if new else ""

    if "<noscript" not in source.lower():
        return source
    return _UNSEEN.sub(shown, source)


def _levelled(source: str) -> str:
    """Return the source with its highest headings as ``h2`` and all others as ``h3``, whatever levels were written."""
    highest = min((int(level) for level in _HEADING.findall(source)), default=2)
    return _HEADING.sub(lambda tag: re.sub(r"[1-6]", "2" if int(tag[1]) == highest else "3", tag[0], count=1), source)


def _given(attributes: str) -> dict[str, str]:
    return {
        key.lower(): entities.unescape(double or single or bare)
        for key, double, single, bare in reversed(_ATTRIBUTE.findall(attributes))
    }


def _tag(name: str, given: dict[str, str]) -> str:
    attributes = "".join(f' {key}="{entities.escape(value)}"' for key, value in given.items() if _NAME.fullmatch(key))
    return f"<{name}{attributes}>"


def _written_in(address: str) -> tuple[str, bytes] | None:
    """Return name and bytes of a picture that is written into its own address."""
    found = _DATA.fullmatch(address)
    if not found:
        return None
    try:
        data = base64.b64decode(unquote_to_bytes(found[2].strip()), validate=False)
    except (binascii.Error, ValueError):
        return None
    if len(data) < LEAST_PICTURE:
        return None
    return f"{hashlib.sha256(data).hexdigest()[:16]}.{found[1].lower()}", data
