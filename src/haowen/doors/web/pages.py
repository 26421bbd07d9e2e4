"""Standing pages of the site: about, contact, terms, how it ranks and how it decides."""

import re
from typing import Any

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.derived.recommend import heat, weights
from haowen.domain.site.changing import terms_in_force
from haowen.domain.site.models import Site, Terms
from haowen.doors.web import engine, marks
from haowen.doors.web.house import house, trail
from haowen.doors.web.marks import NOTHING, Piece, partial
from haowen.doors.words import GROUNDS, PUBLISHER_KINDS, REASONS
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text import markup


def body(text: str) -> Piece:
    """Return a host's text, written in Markdown, as readers see it; nothing where there is none."""
    if not text.strip():
        return NOTHING
    from haowen.formats.markdown.standing import standing  # a library that few pages need

    words = {"gap": "", "remote": _("Picture at its source:"), "unplaced": "", "cite": "{n}"}
    return Piece(markup.shown(standing(text), pictures={}, cited={}, words=words))


def _in(request: HttpRequest, zh: str, en: str) -> str:
    """Return the text in the reader's language, or the other where the host wrote only that."""
    is_en = engine.language_of(engine.choices_of(request)) == engine.EN
    return (en.strip() or zh.strip()) if is_en else (zh.strip() or en.strip())


def _show(request: HttpRequest, name: str, title: str, path: str, **more: Any) -> HttpResponse:
    pagestore.depends("site")
    context = {
        "title": title,
        "description": f"{title} - {house()['name']}",
        "canonical": path,
        "trail": trail((title, "")),
        **more,
    }
    return engine.render(request, f"pages/{name}", context)


def about(request: HttpRequest) -> HttpResponse:
    """Say what this site is: ``/about``."""
    site = Site.objects.filter(pk=1).values("about_zh", "about_en").first() or {"about_zh": "", "about_en": ""}
    text = _in(request, site["about_zh"], site["about_en"])
    return _show(request, "about", _("About us"), "/about", body=body(text))


def badges(request: HttpRequest) -> HttpResponse:
    """Say what badges mean and when they go: ``/about/badges``."""
    language = engine.language_of(engine.choices_of(request))
    shown = [{"kind": PUBLISHER_KINDS[kind], "badge": marks.badges(language)[kind.value]} for kind in PUBLISHER_KINDS]
    return _show(request, "badges", _("Badges and their rules"), "/about/badges", badges=shown)


def contact(request: HttpRequest) -> HttpResponse:
    """Say how to reach the host: ``/contact``."""
    site = Site.objects.filter(pk=1).values("contact_zh", "contact_en").first() or {"contact_zh": "", "contact_en": ""}
    text = _in(request, site["contact_zh"], site["contact_en"])
    return _show(request, "contact", _("Contact"), "/contact", body=body(text))


def terms(request: HttpRequest) -> HttpResponse:
    """Show the terms of use in force, with their version: ``/terms``."""
    at = now()
    language = engine.language_of(engine.choices_of(request))
    found = terms_in_force(at)
    coming = Terms.objects.filter(in_force_at__gt=at).aggregate(next=Min("in_force_at"))["next"]
    pagestore.valid_until(coming)

    def day(moment: Any) -> dict[str, str]:
        here = timezone.localtime(moment)
        return {"iso": f"{here:%Y-%m-%d}", "text": partial(f"{here:%Y-%m-%d}", language)}

    more = {
        "version": found.version if found else 0,
        "since": day(found.in_force_at) if found else None,
        "coming": day(coming) if coming else None,
        "body": body(_in(request, found.text_zh, found.text_en)) if found else NOTHING,
    }
    return _show(request, "terms", _("Terms of use"), "/terms", **more)


def ranking(request: HttpRequest) -> HttpResponse:
    """Say how lists are ordered, from the weights that are in force: ``/how-we-rank``."""
    rows = weights.table()
    half_life = next(row.value for row in rows if row.name == "heat.half_life_hours")
    more = {
        "heat": [_weight(row) for row in rows if row.name in heat.TERMS],
        "related": [_weight(row) for row in rows if row.name.startswith("related.")],
        "hours": f"{half_life:g}",
    }
    return _show(request, "ranking", _("How we rank"), "/how-we-rank", **more)


def _weight(row: weights.WeightRow) -> dict[str, str]:
    # The part before the colon names the list, which has a table of its own here.
    meaning = re.split(r"[:：]\s*", row.explanation, maxsplit=1)[-1]
    return {"meaning": meaning[:1].upper() + meaning[1:], "value": f"{row.value:g}"}


def deciding(request: HttpRequest) -> HttpResponse:
    """Say how reports are decided, and what a decision owes to those it meets: ``/how-we-decide``."""
    more = {"grounds": [str(name) for name in GROUNDS.values()], "reasons": [str(name) for name in REASONS.values()]}
    return _show(request, "deciding", _("How we decide"), "/how-we-decide", **more)
