"""Reader pages are made here: minijinja, one environment for each language, with the frame that all pages share.

Django's own templates (forms, accounts, studio, desk) take the same frame from :func:`chrome`.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone, translation
from minijinja import Environment

from haowen.doors.web import emblem, statics
from haowen.doors.web.folding import fold
from haowen.doors.web.house import House, house
from haowen.doors.web.marks import Piece, escaped, moment
from haowen.kit import pagestore
from haowen.kit.choices import AIDS, Choices
from haowen.kit.clock import now

TEMPLATES = Path(__file__).resolve().parent / "templates"
ZH, EN = "zh-hans", "en"
TAGS = {ZH: "zh-Hans", EN: "en"}
AID_WORTH = {"spacing": 1, "pointer": 2, "guide": 4}
# Stands in the kept masthead for the address to come back to after signing in.
_NEXT = "%NEXT%"


def render(request: HttpRequest, name: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with the whole page ``templates/web/<name>.html`` in the reader's language and edition.

    Of the context the frame takes: ``title`` or ``page_title``, ``description``, ``canonical`` (a path), ``alternates``
    (pairs of language and path), ``graph`` (Open Graph pairs), ``jsonld``, ``channel`` (slug), ``noindex``, ``feeds``
    (see ``discovery``).
    """
    page = frame(request, str(context.get("channel") or ""))
    page.update(context)
    html = _environment(page["language"]).render_template(f"web/{name}.html", **page)
    return HttpResponse(html, status=status, headers={"Content-Language": page["lang"]})


def part(name: str, context: Mapping[str, Any], request: HttpRequest) -> Piece:
    """Return one piece of a page, made from ``templates/web/<name>.html``, without the frame."""
    choices = choices_of(request)
    return piece(name, context, language_of(choices), edition=choices.edition)


def piece(name: str, context: Mapping[str, Any], language: str, *, edition: str = "standard") -> Piece:
    """Return one piece of a page where there is no request, only a language and an edition."""
    surroundings = {**_surroundings(language), "edition": edition, "care": edition == "care"}
    return Piece(_environment(language).render_template(f"web/{name}.html", **surroundings, **context))


def choices_of(request: HttpRequest) -> Choices:
    """Return what the reader chose (the middleware put it there)."""
    chosen: Choices = request.choices  # type: ignore[attr-defined]
    return chosen


def language_of(choices: Choices) -> str:
    """Return the interface's language: the reader's, else the host's."""
    language = str(choices.language or house()["default_language"]).lower()
    return EN if language == EN else ZH


def frame(request: HttpRequest, channel: str = "") -> dict[str, Any]:
    """Return what stands around every page: masthead, footer, language, address, time of making."""
    choices = choices_of(request)
    site = house()
    language = language_of(choices)
    pagestore.depends("site")
    at = now()
    # Short dates leave the year out while it is this year's.
    pagestore.valid_until(next_year(at))
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    signed_in = bool(user is not None and user.is_authenticated)
    return {
        **_surroundings(language),
        "edition": choices.edition,
        "care": choices.edition == "care",
        "aided": choices.aids != "off",
        "html_attributes": html_attributes(choices, language),
        "css": [emblem.tokens_address(site), *_sheets(choices.edition)],
        "icon": Piece(emblem.icon_address(site, 32) or statics.address("web/icon.svg")),
        "touch_icon": Piece(emblem.icon_address(site, 180)),
        "site": site,
        "site_name": escaped(site["name"]),
        "masthead": _masthead(request, choices, language, channel, _standing(user)),
        "footer": Piece(pagestore.fragment("footer", language, lambda: _footer(language, site))),
        "made": moment(at, language),
        "path": escaped(request.path),
        "base": settings.BASE_URL,
        "next": quote(request.path, safe="/@"),
        "signed_in": signed_in,
        "user": user if signed_in else None,
        "csrf": get_token(request) if signed_in else "",
    }


def _sheets(edition: str) -> list[Piece]:
    """Return the style sheets of an edition; what only one needs is sent to none of the others."""
    names = ["web/reader.css", "web/care.css"] if edition == "care" else ["web/reader.css"]
    return [Piece(statics.address(name)) for name in names]


def chrome(request: HttpRequest) -> dict[str, Piece]:
    """Return the frame for pages made by Django's templates: ``head``, ``masthead``, ``footer``, ``html_attributes``."""
    around = frame(request)
    around["description"] = ""
    made = _environment(around["language"]).render_template("web/_made.html", **around)
    return {
        "head": Piece(_environment(around["language"]).render_template("web/_head.html", **around)),
        "masthead": around["masthead"],
        "footer": Piece(around["footer"] + made),
        "html_attributes": around["html_attributes"],
    }


def html_attributes(choices: Choices, language: str) -> Piece:
    """Return the attributes of ``<html>`` that carry language, edition, size and theme."""
    theme = "" if choices.theme == "auto" else f' data-theme="{escape(str(choices.theme))}"'
    aids = "".join(f" data-{name}" for name in _aids(choices))
    return Piece(
        f'lang="{TAGS[language]}" data-edition="{escape(str(choices.edition))}" '
        f'data-size="{escape(str(choices.size))}"{theme}{aids}'
    )


def _aids(choices: Choices) -> list[str]:
    if choices.aids == AIDS[0]:
        return []
    return [name for name, worth in AID_WORTH.items() if int(choices.aids) & worth]


def _standing(user: Any) -> str:
    if user is None or not user.is_authenticated:
        return "visitor"
    return "staff" if user.is_staff else "reader"


def _masthead(request: HttpRequest, choices: Choices, language: str, channel: str, standing: str) -> Piece:
    variant = f"{language} {choices.edition} {choices.theme} {choices.size} {choices.aids} {standing}"
    kept = pagestore.fragment("masthead", variant, lambda: _make_masthead(choices, language, standing))
    if channel:
        here = f'href="/c/{channel}"'
        kept = kept.replace(here, f'{here} aria-current="page"', 1)
    if query := request.GET.urlencode():  # a choice keeps what was searched for, and the page of a list
        kept = kept.replace('href="?', f'href="?{escape(query)}&amp;')
    return Piece(kept.replace(_NEXT, quote(request.path, safe="/@")))


def _make_masthead(choices: Choices, language: str, standing: str) -> str:
    pagestore.depends("site")
    return piece(
        "_masthead",
        {"choices": choices._asdict() | {"size": str(choices.size), "language": language},
         "site": house(), "standing": standing, "next": _NEXT, "logo": emblem.logo(house(), choices.theme),
         "bar": None if choices.aids == AIDS[0] else _bar(choices)},
        language,
        edition=choices.edition,
    )  # fmt: skip


def _bar(choices: Choices) -> dict[str, Any]:
    """Return where the links of the bar of accessible reading lead: a smaller and a larger size, each aid changed."""
    size, sum_now, on = int(choices.size), int(choices.aids), _aids(choices)
    return {
        "smaller": max(size - 1, 1),
        "larger": min(size + 1, 5),
        "aids": {name: {"on": name in on, "to": sum_now ^ worth} for name, worth in AID_WORTH.items()},
    }


def _footer(language: str, site: House) -> str:
    pagestore.depends("site")
    return piece("_footer", {"site": site}, language)


@cache
def _surroundings(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "lang": TAGS[language],
        "zh": language == ZH,
        "named": "zh" if language == ZH else "en",
        "js": Piece(statics.address("web/reader.js")),
        "signals_js": Piece(statics.address("web/signals.js")),
        "aids_css": Piece(statics.address("web/aids.css")),
        "aids_js": Piece(statics.address("web/aids.js")),
    }


@cache
def _environment(language: str) -> Environment:
    def load(name: str) -> str | None:
        path = (TEMPLATES / name).resolve()
        if not path.is_relative_to(TEMPLATES) or not path.is_file():
            return None
        with translation.override(language):
            return fold(path.read_text(encoding="utf-8"), translation.gettext)

    return Environment(loader=load, auto_escape_callback=lambda _name: "html", trim_blocks=True, lstrip_blocks=True)


def next_year(at: dt.datetime) -> dt.datetime:
    """Return the first moment of the year after ``at``, in the active time zone."""
    here = timezone.localtime(at)
    return here.replace(year=here.year + 1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
