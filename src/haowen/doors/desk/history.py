"""The history of the site, and undoing: ``/desk/site/history``."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from haowen.domain.channels import arranging
from haowen.domain.channels.arranging import ORDER
from haowen.domain.channels.opening import ONE
from haowen.domain.people.models import User
from haowen.domain.site import undoing
from haowen.domain.site.models import SiteChange
from haowen.domain.site.recording import Overtaken
from haowen.doors.desk import telling
from haowen.doors.forms import BOTH, CONFLICT, UNPROCESSABLE, for_people, see, the_person
from haowen.kit.refusals import Refused

ROWS = 50


@for_people(User.is_operator)
def index(request: HttpRequest) -> HttpResponse:
    """Show every change, the latest first; of one setting where ``field`` names it."""
    field = request.GET.get("field", "")
    changes = SiteChange.objects.select_related("undoes")
    rows = Paginator(changes.filter(field=field) if field else changes, ROWS).get_page(request.GET.get("page"))
    context = {"rows": telling.rows(rows), "pages": rows, "field": field, "name": telling.named(field) if field else ""}
    return render(request, "desk/history.html", context)


@for_people(User.is_operator, BOTH)
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show one change beside what holds now, and undo it: ``/desk/site/history/<key>``."""
    row = get_object_or_404(SiteChange, pk=key)
    if request.method != "POST":
        return _page(request, row)
    seen = request.POST.get("seen", "")
    try:
        _undo(row, by=the_person(request), seen=int(seen) if seen.isdecimal() else 0)
    except Overtaken:
        text = _("Somebody else has changed this in the meantime. Please look at what holds now, and decide again.")
        return _page(request, row, refused=text, status=CONFLICT)
    except Refused as refused:
        return _page(request, row, refused=refused.message, status=UNPROCESSABLE)
    messages.success(request, _("Undone: %(name)s is as it was before.") % {"name": telling.named(row.field)})
    return see("/desk/site/history")


def _undo(row: SiteChange, *, by: User, seen: int) -> None:
    is_of_channels = row.field == ORDER or row.field.startswith(ONE)
    (arranging.undo if is_of_channels else undoing.undo)(row, by=by, seen=seen)


def _page(request: HttpRequest, row: SiteChange, *, refused: str = "", status: int = 200) -> HttpResponse:
    last = undoing.last_of(row)
    told, now = telling.rows([row, last])
    context: dict[str, Any] = {"told": told, "now": now, "is_latest": last.pk == row.pk, "refused": refused}
    return render(request, "desk/history_one.html", context, status=status)
