"""Sources that a writer hands in as they are: a link, a DOI, a pasted list. Read into rows, and filled from their pages."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.sources import naming
from haowen.domain.sources.models import Link
from haowen.doors.forms import ACT, UNPROCESSABLE, for_people, the_person
from haowen.doors.studio import lookups
from haowen.doors.studio.rows import MOST_ROWS, ReferenceRow
from haowen.kit import limits
from haowen.kit.refusals import Refused
from haowen.text import references

MOST_CHARACTERS: Final = 200_000
AT_ONCE: Final = 3  # pages that are read while the writer waits; the others are filled in later
AT_ONCE_SECONDS: Final = 5.0
PAGES_AN_HOUR: Final = 200
MOST_ASKED: Final = 100
FIELDS: Final = ("title", "outlet", "authors", "dated_on", "url", "accessed_on")
_FILLED: Final = ("title", "outlet", "authors", "dated_on")


@dataclass(slots=True)
class Handed:
    """What was handed in: a row for each source, and what there is to say of it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@for_people(methods=ACT)
def read(request: HttpRequest) -> HttpResponse:
    """Read what was pasted into rows: POST ``/studio/references/read`` with ``text``."""
    user = _writer(request)
    try:
        handed = gather(request.POST.get("text", ""), user)
    except Refused as refused:
        return JsonResponse({"reason": refused.message}, status=UNPROCESSABLE)
    return JsonResponse({"references": handed.rows, "told": handed.told})


@for_people(methods=ACT)
def found(request: HttpRequest) -> HttpResponse:
    """Say what is known by now of addresses: POST ``/studio/references/found`` with ``urls``, a JSON list."""
    user = _writer(request)
    try:
        urls = json.loads(request.POST.get("urls", ""))
    except (ValueError, RecursionError):
        urls = None
    if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
        return JsonResponse(
            {"reason": _("What was sent could not be read; nothing was changed.")}, status=UNPROCESSABLE
        )
    wanted = [url for url in dict.fromkeys(urls[:MOST_ASKED]) if naming.is_link(url)]
    known = naming.known(wanted)
    read_by_now = {url: link for url, link in known.items() if link.read_at is not None}
    # Who asks about an address has it read, so that nobody learns here what others cite.
    waiting = [url for url in wanted if url not in read_by_now and (url in known or _may_ask(user))]
    naming.want(url for url in waiting if url not in known)
    return JsonResponse({"found": {url: said(link) for url, link in read_by_now.items()}, "waiting": waiting})


def _writer(request: HttpRequest) -> User:
    user = the_person(request)
    if not publishers.written_by(user).exists():
        raise Http404
    return user


def _may_ask(user: User) -> bool:
    return limits.take("source_pages", user.public_id, PAGES_AN_HOUR, 3600)


def gather(text: str, user: User) -> Handed:
    """Return rows for what a text names, filled from their pages as far as these answer at once.

    Raises Refused where there is nothing in it, or too much.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(_("That is too much at once. Please paste a part of it."), field="sources_text")
    reading = references.read(text)
    if not reading.sources:
        raise Refused(_("There is no source in this. Paste a link, a DOI or a list."), field="sources_text")
    if len(reading.sources) > MOST_ROWS:
        most = _("These are %(count)d sources; an article holds %(most)d.") % {
            "count": len(reading.sources), "most": MOST_ROWS,
        }  # fmt: skip
        raise Refused(most, field="sources_text")
    handed = Handed([_row(source) for source in reading.sources])
    _ask(handed, user)
    for row in handed.rows:
        if row["left"]:
            handed.told.append(
                _("“%(title)s”: no field for: %(what)s") % {"title": row["title"][:60], "what": " · ".join(row["left"])}
            )
    return handed


def _row(source: references.Source) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(source, name) for name in FIELDS}
    if row["url"] and not naming.is_link(row["url"]):
        row["url"] = ""
    is_bare = bool(row["url"]) and row["title"] == row["url"]
    if is_bare and not row["accessed_on"]:
        row["accessed_on"] = f"{timezone.localdate():%Y-%m-%d}"
    return row | {"left": list(source.left), "waits": False}


def _ask(handed: Handed, user: User) -> None:
    """Fill rows from the pages they name: those that are known, then a few at once, the rest later."""
    wanting = [row for row in handed.rows if row["url"] and is_wanting(row)]
    known = naming.known(row["url"] for row in wanting)
    deadline, asked, refused = time.monotonic() + AT_ONCE_SECONDS, 0, False
    later = []
    for row in wanting:
        link = known.get(row["url"])
        if link is None or not naming.is_fresh(link):
            if not _may_ask(user):
                refused = True
                continue
            left = deadline - time.monotonic()
            if asked >= AT_ONCE or left < 1.0:
                later.append(row["url"])
                row["waits"] = True
                continue
            asked += 1
            link = naming.of_url(row["url"])
            lookups.look_up(link, seconds=left)
        fill(row, link)
        if link.trouble:
            handed.told.append(f"{row['url']}: {trouble(link)}")
    naming.want(later)
    if refused:
        handed.told.append(
            _("Many pages were asked for within an hour. The rows are here; what is missing can be typed.")
        )


def is_wanting(row: dict[str, Any]) -> bool:
    """Whether its page could tell something that the row does not."""
    return row["title"] in {"", row["url"]} or not (row["outlet"] and row["dated_on"])


def fill(row: dict[str, Any], link: Link) -> None:
    """Fill what is empty; what somebody typed stays."""
    for name in _FILLED:
        if row[name] in {"", row["url"]} and getattr(link, name):
            row[name] = getattr(link, name)


def filled(rows: Iterable[ReferenceRow]) -> None:
    """Fill rows of a form that is shown whose pages have been read since: those that say no more than their address."""
    bare = [row for row in rows if row.initial.get("url") and row.initial.get("title") == row.initial["url"]]
    known = naming.known(row.initial["url"] for row in bare) if bare else {}
    for row in bare:
        if link := known.get(row.initial["url"]):
            said_ = {name: str(row.initial.get(name) or "") for name in FIELDS}
            fill(said_, link)
            row.initial.update(said_)


def said(link: Link) -> dict[str, str]:
    """Return what is known of a page, for the editor."""
    return {name: getattr(link, name) for name in _FILLED} | {"trouble": trouble(link)}


def trouble(link: Link) -> str:
    """Say why a page could not be read."""
    words = {
        "no_answer": _("did not answer; what is missing can be typed"),
        "not_there": _("there is nothing at this address"),
        "unreadable": _("is no page that can be read; what is missing can be typed"),
        "forbidden": _("is an address that is not asked for from here"),
    }
    return words.get(link.trouble, "")


def rows_of(handed: Handed, start: int) -> list[ReferenceRow]:
    """Return what was handed in as rows of the plain form, counted on from ``start``."""
    return [
        ReferenceRow(number, {f"{ReferenceRow.word}_{name}": row[name] for name in FIELDS} | {"reference_key": ""})
        for number, row in enumerate(handed.rows, start)
    ]
