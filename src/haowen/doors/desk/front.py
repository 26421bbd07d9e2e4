"""Headline slots and originals: what stands at the top, now or from six tomorrow: ``/desk/front``."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from haowen.domain.articles import access as articles
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines import originals, placing
from haowen.domain.headlines.models import Place, Slot, Vertical
from haowen.domain.headlines.placing import Clashing
from haowen.domain.people.models import User
from haowen.doors.desk import foreseeing
from haowen.doors.desk.frontforms import (
    THEN,
    OriginalForm,
    SeveralError,
    SlotForm,
    VerticalForm,
    found_article,
    named,
    six_tomorrow,
)
from haowen.doors.forms import ACT, CONFLICT, UNPROCESSABLE, Form, attempt, for_people, see, the_person
from haowen.doors.words import PLACES
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

CANDIDATES = 40


@for_people(User.may_edit_front)
def index(request: HttpRequest) -> HttpResponse:
    """Show what stands and will stand where, and the forms to change it.

    ``change`` names a slot whose words the form takes over, ``at`` the moment at which the front page is foreseen.
    """
    key = request.GET.get("change", "")
    slot = Slot.objects.filter(pk=int(key)).select_related("article", "channel").first() if key.isdecimal() else None
    return _page(request, slot=_changing(slot) if slot else None)


def _changing(slot: Slot) -> SlotForm:
    said = {
        "article": f"/a/{slot.article.public_id}",
        "place": slot.place,
        "channel": slot.channel.slug if slot.channel else "",
        "position": slot.position,
        "when": THEN,
        "starts_at": timezone.localtime(slot.starts_at),
        "until": timezone.localtime(slot.until) if slot.until else None,
        "instead": slot.pk,
    }
    return SlotForm(initial=said, auto_id="slot_%s")


@for_people(User.may_edit_front, ACT)
def place(request: HttpRequest) -> HttpResponse:
    """Place an article: POST ``/desk/front/place``."""
    posted = request.POST.copy()
    posted["article"] = posted.get("pick") or posted.get("article", "")
    form = SlotForm(posted, auto_id="slot_%s")
    choices: list[Any] = []
    status = UNPROCESSABLE
    clashing: list[Slot] = []
    if form.is_valid():
        try:
            _place(form.cleaned_data, the_person(request), is_over=posted.get("over") == "1")
        except SeveralError as several:
            form.refuse(several)
            choices = several.found
        except Clashing as clash:
            form.refuse(clash)
            clashing, status = clash.slots, CONFLICT
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Placed. Readers see it from the time you gave."))
            return see("/desk/front")
    return _page(request, slot=form, choices=choices, clashing=clashing, status=status)


def _place(said: dict[str, Any], user: User, *, is_over: bool) -> Slot:
    article = found_article(said["article"])
    how: dict[str, Any] = {
        "channel": said["channel"] if said["place"] == Place.CHANNEL else None,
        "position": said["position"],
        "starts_at": said["starts_at"],
        "until": said["until"],
        "by": user,
        "is_over": is_over,
        "seen": said["seen"],
    }
    old = Slot.objects.filter(pk=said["instead"]).first() if said["instead"] else None
    if old is not None:
        return placing.replace(old, article, said["place"], **how)
    return placing.place(article, said["place"], **how)


@for_people(User.may_edit_front, ACT)
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a slot now; one that has not begun does not begin: POST ``/desk/front/slots/<key>/end``."""
    slot = get_object_or_404(Slot, pk=key)
    try:
        placing.end(slot, by=the_person(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Taken down. The place is filled by rank until somebody fills it."))
    return see("/desk/front")


@for_people(User.may_edit_front, ACT)
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Move a slot up or down (``step``) among those beside the lead: POST ``/desk/front/slots/<key>/move``."""
    slot = get_object_or_404(Slot, pk=key)
    try:
        placing.move(slot, request.POST.get("step", ""), by=the_person(request))
    except Refused as refused:
        messages.error(request, refused.message)
    return see("/desk/front")


@for_people(User.may_edit_front, ACT)
def open_vertical(request: HttpRequest) -> HttpResponse:
    """Open a vertical: POST ``/desk/front/verticals``."""
    form = VerticalForm(request.POST, auto_id="vertical_%s")
    attempt(
        form, lambda said: originals.open_vertical(said["slug"], said["name_zh"], said["name_en"], said["position"])
    )
    return _done(request, form, _("The vertical is open."), vertical=form)


@for_people(User.may_edit_front, ACT)
def enter(request: HttpRequest) -> HttpResponse:
    """Put an article into a vertical: POST ``/desk/front/originals``."""
    form = OriginalForm(request.POST, auto_id="original_%s")
    attempt(form, lambda said: originals.enter(said["vertical"], found_article(said["article"]), said["position"]))
    return _done(request, form, _("It is in the vertical."), original=form)


def _done(request: HttpRequest, form: Form, said: str, **shown: Any) -> HttpResponse:
    if form.errors:
        return _page(request, **shown, status=UNPROCESSABLE)
    messages.success(request, said)
    return see("/desk/front")


def _page(
    request: HttpRequest,
    *,
    slot: SlotForm | None = None,
    vertical: VerticalForm | None = None,
    original: OriginalForm | None = None,
    choices: list[Any] | None = None,
    clashing: list[Slot] | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    slots = Slot.objects.filter(Q(until__isnull=True) | Q(until__gt=at)).select_related("article__publisher", "channel")
    rows = foreseeing.named_rows(slots.order_by("channel__position", "position", "starts_at", "pk"), at)
    verticals = Vertical.objects.prefetch_related("entries__article").order_by("position", "id")
    moment = _asked(request.GET.get("at", ""), at)
    context = {
        "rows": rows,
        "timeline": foreseeing.timeline(rows, at),
        "moment": moment,
        "foreseen": foreseeing.front_at(moment),
        "six": six_tomorrow(),
        "next_change": headlines.edges(moment),
        "verticals": [{"name": named(row), "slug": row.slug, "entries": row.entries.all()} for row in verticals],
        "candidates": articles.listed(at).newest()[:CANDIDATES],
        "slot_form": slot or SlotForm(auto_id="slot_%s"),
        "choices": choices or [],
        "clashing": [{"slot": row, "place": PLACES[Place(row.place)]} for row in clashing or []],
        "vertical_form": vertical or VerticalForm(auto_id="vertical_%s"),
        "original_form": original or OriginalForm(auto_id="original_%s"),
    }
    return render(request, "desk/front.html", context, status=status)


def _asked(said: str, at: dt.datetime) -> dt.datetime:
    """Return the moment that was asked for, in the site's time zone; six tomorrow where none was, now for the past."""
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None:
        return six_tomorrow()
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return max(moment, at)
