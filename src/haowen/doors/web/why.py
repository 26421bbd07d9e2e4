"""Why an item is shown: one sentence, and the numbers that stand behind it."""

import datetime as dt
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.derived.recommend import heat, reading, weights
from haowen.domain.articles import access
from haowen.domain.headlines import access as headlines
from haowen.doors.web import engine, items
from haowen.doors.web.house import trail
from haowen.doors.web.marks import escaped, moment
from haowen.doors.web.reasons import reasons
from haowen.kit import pagestore
from haowen.kit.clock import now

POPULAR, EDITORS = "popular", "editors"
RELATED = ("same_subject", "same_publisher", "same_channel", "read_together", "older_good", "fresh")
WEIGHTS = {
    "same_subject": "related.subject",
    "read_together": "related.read_together",
    "same_publisher": "related.same_publisher",
    "same_channel": "related.same_channel",
    "fresh": "related.fresh",
    "older_good": "related.older_good",
}


def show(request: HttpRequest) -> HttpResponse:
    """Explain an item: ``/why?about=<id>&reason=<key>&from=<id>``; ``from`` is the article under which it stands."""
    at = now()
    language = engine.language_of(engine.choices_of(request))
    key = request.GET.get("reason", "")
    about = _item(request.GET.get("about", ""), at, language)
    under = _item(request.GET.get("from", ""), at, language)
    if about is None or key not in (POPULAR, EDITORS, *RELATED):
        raise Http404
    pagestore.bounded()
    if key == POPULAR:
        said = _popular(about, at, request.GET.get("span", ""))
    elif key == EDITORS:
        said = _placed(about, at, language)
    else:
        said = _related(about, under, key, language)
    title = _("Why this article is shown")
    context = {"title": title, "noindex": True, "trail": trail((title, "")), "about": about, "under": under, **said}
    return engine.render(request, "why/show", context)


def _item(public_id: str, at: dt.datetime, language: str) -> items.Item | None:
    if not public_id.isalnum():
        return None
    row = access.listed(at).filter(public_id=public_id).values(*items.FIELDS).first()
    return items.item(row, language) if row else None


def _term(name: str, number: float, explanation: str = "") -> dict[str, Any]:
    return {"name": escaped(name), "number": f"{number:,.2f}", "explanation": escaped(explanation)}


def _meaning(row: weights.WeightRow) -> str:
    # The part before the colon names the list, which this page is about.
    meaning = re.split(r"[:：]\s*", row.explanation, maxsplit=1)[-1]
    said = {"meaning": meaning[:1].upper() + meaning[1:], "points": f"{row.value:g}"}
    return _("%(meaning)s; at most %(points)s points") % said


def _related(about: items.Item, under: items.Item | None, key: str, language: str) -> dict[str, Any]:
    """Return the score that orders the related list, with the terms that add up to it."""
    meanings = {row.name: row for row in weights.table()}
    found = reading.explain(under["pk"], about["pk"]) if under else None
    sentences = {
        "same_subject": _("It speaks of the same things as the article you were reading."),
        "same_publisher": _("It is by the same publisher as the article you were reading."),
        "same_channel": _("It stands in the same channel as the article you were reading."),
        "read_together": _("Readers of the article you were reading also read this one on the same day."),
        "older_good": _(
            "It is older, and it was read more than most of its kind; some places are kept for such pieces."
        ),
        "fresh": _("It is among the newest here."),
    }
    if found is None:
        said = sentences[key]
        if under:
            said += " " + _(
                "No more exact numbers are kept for this pair yet: until they are, the newest of the channel are shown."
            )
        return {"sentence": said, "terms": [], "total": ""}
    parts = sorted(found.parts.items(), key=lambda part: -part[1])
    terms = [
        _term(str(reasons(language)[name]), value, _meaning(meanings[WEIGHTS[name]]))
        for name, value in parts
        if name in WEIGHTS
    ]
    return {"sentence": sentences.get(found.why, sentences[key]), "terms": terms, "total": f"{found.score:,.2f}"}


def _popular(about: items.Item, at: dt.datetime, span: str) -> dict[str, Any]:
    """Return the heat of an article now, with the terms that add up to it."""
    pagestore.depends(f"comments:{about['pk']}")
    values = weights.in_force()
    found = heat.explain(about["pk"], at, span=span)
    words = {
        "heat.read": _("Readers who kept it in view"),
        "heat.finished": _("Readers who came to the end"),
        "heat.like": _("Likes"),
        "heat.bookmark": _("Bookmarks"),
        "heat.share": _("Copied or sent on"),
        "heat.comment": _("Comments"),
    }
    parts = sorted(found.parts.items(), key=lambda part: -part[1])
    half_life = values[heat.WEEK if span == "week" else heat.NOW]
    said = (
        _("It is among what is read most this week: its heat is %(heat)s.")
        if span == "week"
        else _("It is among what is read most now: its heat is %(heat)s.")
    )
    return {
        "sentence": said % {"heat": f"{found.total:,.1f}"},
        "terms": [
            _term(words[name], value, _("Each counts %(points)s when it happens.") % {"points": f"{values[name]:g}"})
            for name, value in parts
            if name in words
        ],
        "total": f"{found.total:,.2f}",
        "note": _("Everything counts its weight when it happens, half of it after %(hours)s hours, a quarter after twice as long, and so on; the sum is the heat, and it orders the list.")
        % {"hours": f"{half_life:g}"},
    }  # fmt: skip


def _placed(about: items.Item, at: dt.datetime, language: str) -> dict[str, Any]:
    """Say since when the desk has had it in a slot."""
    pagestore.depends("slots", "originals")
    slot = headlines.current(at).filter(article=about["pk"]).values("starts_at", "until").first()
    if slot is None:
        return {"sentence": _("The editors of this site chose it."), "terms": [], "total": ""}
    since = moment(slot["starts_at"], language).long
    return {
        "sentence": _("The editors of this site put it here on %(time)s.") % {"time": since},
        "terms": [],
        "total": "",
    }
