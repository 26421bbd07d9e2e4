"""What waits at the desk, for each according to their part: ``/desk``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.domain.articles import access as articles
from haowen.domain.articles import reviewing, vetting
from haowen.domain.comments import access as comments
from haowen.domain.headlines.models import Slot
from haowen.domain.moderation.models import Case, CaseState
from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Application, ApplicationState
from haowen.doors.desk.entry import works_here
from haowen.doors.forms import for_people, the_person
from haowen.kit.clock import now


@for_people(works_here)
def index(request: HttpRequest) -> HttpResponse:
    """Show the counts, each leading to its list."""
    user = the_person(request)
    at = now()
    context = {
        "counts": _waiting(user),
        "totals": [
            {"name": _("Articles readers can see"), "count": articles.readable(at).count()},
            {"name": _("Publishers"), "count": publishers.visible(at).count()},
            {"name": _("Comments"), "count": comments.visible(at).count()},
        ],
    }
    return render(request, "desk/overview.html", context)


def _waiting(user: User) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    if user.is_operator():
        count = Application.objects.filter(state=ApplicationState.SUBMITTED).count()
        rows.append({"name": _("Applications to read"), "href": "/desk/applications", "count": count})
    if user.may_moderate():
        count = Case.objects.filter(state=CaseState.OPEN).count()
        rows.append({"name": _("Open cases"), "href": "/desk/cases", "count": count})
    rows.append({"name": _("Articles to review"), "href": "/desk/review", "count": reviewing.waiting().count()})
    if count := sum(number for _article, number in vetting.waiting_for(user)):
        rows.append({"name": _("Entries of live reports to pass"), "href": "/studio/reviews", "count": count})
    if user.may_edit_front():
        count = Slot.objects.filter(starts_at__gt=now()).count()
        rows.append({"name": _("Headlines planned"), "href": "/desk/front", "count": count})
    return rows
