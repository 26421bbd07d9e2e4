"""Asking another site for a picture, and knowing what it shows instead of one."""

import hashlib
import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from haowen.domain.articles import ailing
from haowen.domain.articles.models import PictureElsewhere, Trouble
from haowen.domain.media.keeping import BYTES_MOST
from haowen.domain.media.rendering import opened
from haowen.kit import outbound
from haowen.kit.refusals import Refused
from haowen.text import late

PICTURE_SECONDS: Final = 20.0
_ACCEPT: Final = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,image/*;q=0.5"
_OK, _GONE, _TOO_MANY, _SERVER_ERROR = 200, (404, 410), 429, 500
_REFUSALS: Final = (401, 402, 403, 451)
_STAND_IN = re.compile(
    r"hot-?link|dao-?lian|no-?(?:hot)?link|stolen|forbid|no-?ref(?:erer)?|anti-?leech|fangdao|(?:no|default|error|blocked)[_-]?(?:pic|image|img|photo)\b",
    re.IGNORECASE,
)
SPECK: Final = 16  # pixels altogether: what is smaller shows nothing


class LaterError(Exception):
    """The picture may be there another time."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to: the picture's bytes, or the trouble."""

    data: bytes = b""
    trouble: Trouble | None = None
    sha256: str = ""


def ask(address: str, page: str = "") -> Found:
    """Return the picture at an address, or what is there instead. Raises LaterError when it is worth asking again.

    Some sites show their pictures only to readers of the page they belong to. Where the first answer is a refusal or a
    stand-in, they are told once which page that is, as a browser tells it: ``page`` is where the article came from.
    """
    found = _asked(address, "")
    referer = referer_of(page, address)
    if found.trouble in {Trouble.REFUSED, Trouble.PLACEHOLDER, Trouble.NO_PICTURE} and referer:
        again = _asked(address, referer)
        return found if again.trouble else again
    return found


def referer_of(page: str, address: str) -> str:
    """Return what a browser says about the page that shows a picture; nothing of private pages, and none to a plainer door."""
    try:
        where, there = urlsplit(page), urlsplit(address)
        host = where.hostname or ""
    except ValueError:
        return ""
    if (
        where.scheme not in {"http", "https"}
        or not _is_public(host)
        or (where.scheme, there.scheme) == ("https", "http")
    ):
        return ""
    origin = f"{where.scheme}://{where.netloc.rpartition('@')[2]}"
    if where.netloc != there.netloc:
        return f"{origin}/"
    return f"{origin}{where.path or '/'}{f'?{where.query}' if where.query else ''}"


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.lower().endswith(
            (".local", ".internal", ".localhost", ".lan", ".home.arpa", ".test")
        )


def _asked(address: str, referer: str) -> Found:
    if ailing.is_ailing(address):
        raise LaterError(f"{address}: the host has not answered lately")
    try:
        answer = outbound.get(address, most_bytes=BYTES_MOST, seconds=PICTURE_SECONDS, accept=_ACCEPT, referer=referer)
    except (outbound.ForbiddenAddressError, ValueError):
        return Found(trouble=Trouble.PRIVATE)
    except outbound.UnwantedError:
        return Found(trouble=Trouble.UNUSABLE)
    except outbound.OutboundError as error:
        ailing.note(address, answered=False)
        raise LaterError(str(error)) from error
    ailing.note(address, answered=True)
    if answer.status == _TOO_MANY or answer.status >= _SERVER_ERROR:
        raise LaterError(f"{address} answers {answer.status}")
    if answer.status in _REFUSALS:
        return Found(trouble=Trouble.REFUSED)
    if answer.status != _OK:
        return Found(trouble=Trouble.GONE)
    return _judged(address, answer)


def _judged(address: str, answer: outbound.Answer) -> Found:
    """Return what an answer holds: a picture, a stand-in for one, or something else."""
    digest = hashlib.sha256(answer.data).hexdigest()
    beginning = answer.data[:200].lstrip().lower()
    if answer.content_type.startswith(("text/html", "application/json")) or beginning.startswith(
        (b"<!doctype", b"<html", b"{")
    ):
        return Found(trouble=Trouble.NO_PICTURE)
    if answer.url != address and (_STAND_IN.search(urlsplit(answer.url).path) or late.is_blank(answer.url)):
        return Found(trouble=Trouble.PLACEHOLDER, sha256=digest)
    if PictureElsewhere.objects.filter(sha256=digest, trouble=Trouble.PLACEHOLDER).exists():
        return Found(trouble=Trouble.PLACEHOLDER, sha256=digest)
    try:
        with opened(answer.data) as picture:
            if picture.width * picture.height <= SPECK:
                return Found(trouble=Trouble.PLACEHOLDER, sha256=digest)
    except Refused:
        is_picture = answer.content_type.startswith("image/")
        return Found(trouble=Trouble.UNUSABLE if is_picture else Trouble.NO_PICTURE)
    return Found(data=answer.data, sha256=digest)
