"""Names that publishers want and that somebody looks at first: ``/desk/renames``."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers import renaming
from haowen.domain.publishers.models import FlagReason, NameChange
from haowen.doors.forms import BOTH, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.words import FLAG_REASONS
from haowen.kit.refusals import Refused

KEY_DIGITS = 12
PAST = 20


@for_people(User.is_operator, BOTH)
def index(request: HttpRequest) -> HttpResponse:
    """Show what waits, the oldest first, with what each resembles; grant or refuse one."""
    if request.method != "POST":
        return _page(request)
    said = request.POST.get("change", "")
    key = int(said) if said.isascii() and said.isdecimal() and len(said) <= KEY_DIGITS else 0
    change = NameChange.objects.filter(pk=key, is_granted=None).first()
    reasons = request.POST.get("reasons", "")
    do = request.POST.get("do")
    if change is None or do not in ("grant", "refuse"):
        return _page(request, wrong=_("It has been decided already, or another name is asked for now."))
    if str(change.asked_at.timestamp()) != request.POST.get("asked", ""):
        return _page(request, wrong=_("It has been decided already, or another name is asked for now."))
    try:
        renaming.decide(change, grants=do == "grant", reasons=reasons, by=the_person(request))
    except Refused as refused:
        return _page(request, wrong=refused.message, typed=(change.pk, reasons))
    messages.success(request, _("Decided. The owners are told."))
    return see("/desk/renames")


def _page(request: HttpRequest, *, wrong: str = "", typed: tuple[int, str] = (0, "")) -> HttpResponse:
    rows = NameChange.objects.select_related("publisher", "asked_by", "decided_by")
    context: dict[str, Any] = {
        "waiting": [
            {
                "change": one,
                "asked": str(one.asked_at.timestamp()),
                "why": [
                    {"reason": FLAG_REASONS[FlagReason(key)] if key in FlagReason.values else _("Verified name"), "name": name}
                    for key, name in one.resembles
                ],
                "typed": typed[1] if typed[0] == one.pk else "",
            }
            for one in rows.filter(is_granted=None)
        ],
        "past": rows.exclude(is_granted=None).order_by("-decided_at")[:PAST],
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "desk/renames.html", context, status=UNPROCESSABLE if wrong else 200)
