"""The polls of an article: asked where they stand in its text, answered by POST, counted the same for everybody."""

import re
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haowen.domain.articles import access
from haowen.domain.people.acting import actor_of
from haowen.domain.readers import polling
from haowen.doors.forms import person, see, to_sign_in
from haowen.doors.web import engine
from haowen.doors.web.marks import Piece, escaped, partial
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from haowen.text import markup
from haowen.text.numbers import compact

_PLACE = re.compile(r'<aside class="poll" data-key="([0-9a-f]{12})">.*?</aside>', re.DOTALL)


@require_POST
def answer(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Answer a poll, or take the answer back (``undo``): POST ``/a/<public_id>/polls/<key>``."""
    user = person(request)
    article = get_object_or_404(access.readable_by(user), public_id=public_id)
    if user is None:
        return to_sign_in(request, f"/a/{public_id}")
    option = request.POST.get("option", "")
    with suppress(Refused):  # the page says what it asks now, and what is closed
        if "undo" in request.POST:
            polling.take_back(article, key, by=actor_of(user))
        else:
            polling.answer(article, key, int(option) if option in set("01234567") else -1, by=actor_of(user))
    return see(f"/a/{public_id}#poll-{key}")


def filled(body: Piece, row: dict[str, Any], language: str, viewer: int | None, csrf: str) -> Piece:
    """Return the body with its polls as they stand now; ``viewer`` is a person's primary key, None for visitors."""
    if 'class="poll"' not in body:
        return body
    asked = {poll.key: poll for poll in markup.polls(row["revision__body__html"])}
    pagestore.bounded()
    counts = polling.counts(row["pk"], asked.keys())
    own = polling.own(row["pk"], asked.keys(), viewer) if viewer is not None else {}

    def shown(place: re.Match[str]) -> str:
        poll = asked.get(place[1])
        if poll is None:
            return place[0]
        context = _context(poll, counts[poll.key], language) | {
            "id": row["public_id"],
            "lang_of": row["language"],
            "own": own.get(poll.key, -1),
            "viewer": viewer is not None,
            "csrf": csrf,
        }
        return str(engine.piece("articles/_poll", context, language))

    return Piece(_PLACE.sub(shown, body))


def _context(poll: markup.Asked, counts: dict[int, int], language: str) -> dict[str, Any]:
    total = sum(counts.values())
    closes = polling.closes_at(poll)
    pagestore.valid_until(closes if closes and closes > now() else None)
    return {
        "key": poll.key,
        "question": escaped(poll.question),
        "options": [
            {
                "number": number,
                "text": escaped(option),
                "count": compact(counts.get(number, 0), language),
                "percent": round(100 * counts.get(number, 0) / total) if total else 0,
            }
            for number, option in enumerate(poll.options)
        ],
        "total": compact(total, language),
        "is_closed": closes is not None and closes <= now(),
        "until": Piece(poll.until),
        "last_day": partial(poll.until, language),
        "words": {"votes": _("Votes: %(number)s") % {"number": compact(total, language)}},
    }
