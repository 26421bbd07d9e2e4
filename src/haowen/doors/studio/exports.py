"""Taking everything of a publisher along: ``/studio/@<handle>/export``, for its owners."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from haowen.domain.archives import asking
from haowen.domain.archives.models import Export, ExportState
from haowen.domain.publishers import access
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.changing import current
from haowen.doors.forms import BOTH, UNPROCESSABLE, for_people, see, the_person
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

SHOWN_MOST = 10
UNDER_WAY = (ExportState.WAITING, ExportState.RUNNING)


@for_people(methods=BOTH)
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Show the archives there are and how far the one is that is being made; ask for one, or delete one."""
    user = the_person(request)
    publisher = get_object_or_404(access.owned_by(user), handle=handle)
    if request.method != "POST":
        return _page(request, publisher)
    try:
        if request.POST.get("do") == "delete":
            key = request.POST.get("export", "")
            rows = asking.of_user(user).filter(publisher=publisher)
            asking.delete(get_object_or_404(rows, pk=int(key) if key.isdecimal() else 0), by=user)
            messages.success(request, _("The file is deleted."))
        else:
            asking.ask(publisher, by=user)
    except Refused as refused:
        return _page(request, publisher, wrong=refused.message)
    return see(f"/studio/@{publisher.handle}/export")


def _page(request: HttpRequest, publisher: Publisher, wrong: str = "") -> HttpResponse:
    exports = list(Export.objects.filter(publisher=publisher).select_related("asked_by")[:SHOWN_MOST])
    under_way = next((one for one in exports if one.state in UNDER_WAY), None)
    context: dict[str, Any] = {
        "publisher": publisher,
        "under_way": under_way,
        "exports": [one for one in exports if one.state not in UNDER_WAY],
        "days": current().archives_kept_days,
        "wrong": wrong,
    }
    return render(request, "studio/export.html", context, status=UNPROCESSABLE if wrong else 200)


@for_people()
def download(request: HttpRequest, handle: str, secret: str) -> HttpResponseBase:
    """Give an archive to its owners, as long as it is kept: ``/studio/@<handle>/export/<secret>``."""
    user = the_person(request)
    rows = asking.of_user(user).filter(publisher__handle=handle, state=ExportState.READY, expires_at__gt=now())
    export = get_object_or_404(rows.select_related("publisher"), secret=secret)
    try:
        file = asking.path_of(export).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(file, content_type="application/zip")
    name = f"{export.publisher.handle}-{export.asked_at:%Y-%m-%d}.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Content-Length"] = str(export.size_bytes)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
