"""Reading the pages that writers cite: what they say of themselves, and a copy of them where the host has it so."""

import hashlib
import json
import re
import time
from typing import Final

from haowen.domain.sources import copying, naming
from haowen.domain.sources.models import Link, Trouble
from haowen.domain.sources.naming import Found
from haowen.formats.page import NoArticle
from haowen.formats.page.describing import describe
from haowen.kit import outbound
from haowen.kit.tasks import SLOW, task
from haowen.text import references

RESOLVER = "https://doi.org/"
CSL: Final = "application/vnd.citationstyles.csl+json"
PAGE: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
MOST_BYTES: Final = 4 * 1024 * 1024
LATER_SECONDS: Final = 20.0
_MISSING: Final = frozenset({404, 410})
_DOI: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)


@task(queue=SLOW, priority=20)
def read_link(*, link_id: int) -> None:
    """Read the page of an address that a writer waits for, or that came out."""
    link = Link.objects.filter(pk=link_id).first()
    if link is not None and not naming.is_fresh(link):
        look_up(link, seconds=LATER_SECONDS)


def look_up(link: Link, *, seconds: float) -> None:
    """Ask for an address now, within so many seconds, and note what came of it."""
    deadline = time.monotonic() + seconds
    try:
        found = _of_doi(link.url, seconds / 2) or _of_page(link, max(0.1, deadline - time.monotonic()))
    except outbound.ForbiddenAddressError:
        naming.note(link, None, Trouble.FORBIDDEN)
    except _MissingError:
        naming.note(link, None, Trouble.NOT_THERE)
    except (outbound.UnwantedError, NoArticle):
        naming.note(link, None, Trouble.UNREADABLE)
    except outbound.OutboundError:
        naming.note(link, None, Trouble.NO_ANSWER)
    else:
        naming.note(link, found)


class _MissingError(Exception):
    """There is nothing at the address."""


def _of_doi(url: str, seconds: float) -> Found | None:
    """Return what is registered of a DOI; None where the address is none, or its registry tells nothing."""
    doi = _DOI.fullmatch(url)
    if doi is None:
        return None
    try:
        answer = outbound.get(f"{RESOLVER}{doi[1]}", accept=CSL, most_bytes=MOST_BYTES, seconds=seconds)
        said = json.loads(answer.data) if answer.status == 200 else None  # noqa: PLR2004 - HTTP's own number
    except (outbound.UnwantedError, ValueError, RecursionError):
        return None
    source = references.item(said) if isinstance(said, dict) else None
    if source is None:
        return None
    return Found(source.title, source.outlet, source.authors, source.dated_on, url)


def _of_page(link: Link, seconds: float) -> Found:
    types = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")
    answer = outbound.get(link.url, accept=PAGE, types=types, most_bytes=MOST_BYTES, seconds=seconds)
    if answer.status in _MISSING:
        raise _MissingError
    if answer.status >= 400:  # noqa: PLR2004 - HTTP's own number
        raise outbound.OutboundError(f"{link.url} answered {answer.status}")
    described = describe(answer.data, answer.url)
    source, page = described.source, described.page
    if page is not None:
        copying.keep(
            link, title=page.title or source.title, html=page.html, language=page.language,
            sha256=hashlib.sha256(answer.data).hexdigest(),
        )  # fmt: skip
    return Found(source.title, source.outlet, source.authors, source.date, source.url)
