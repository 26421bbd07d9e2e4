"""One's own application after it was handed in: where it stands, its history, answers; and private documents."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from haowen.domain.publishers import applying, documents, proving
from haowen.domain.publishers.models import Application, ApplicationState, Document, Kind
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, attempt, for_people, person, see, the_person
from haowen.doors.web.joinforms import AnswerForm, DocumentForm
from haowen.doors.web.joining import add_document
from haowen.doors.words import APPLICATION_STATES, PUBLISHER_KINDS, channel_name
from haowen.kit.refusals import Refused


def _own(request: HttpRequest, public_id: str) -> Application:
    rows = Application.objects.exclude(state=ApplicationState.DRAFT).select_related("publisher", "applicant")
    return get_object_or_404(rows, public_id=public_id, applicant=the_person(request))


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one of one's own applications, and take answers and further documents: ``/join/<public_id>``."""
    found = _own(request, public_id)
    if request.method != "POST":
        return _page(request, found, AnswerForm(), DocumentForm())
    if request.POST.get("do") == "add":
        form = DocumentForm(request.POST, request.FILES)
        attempt(form, lambda said: add_document(found, said))
        if form.errors:
            return _page(request, found, AnswerForm(), form)
        messages.success(request, _("The document is added."))
        return see(f"/join/{public_id}")
    answer = AnswerForm(request.POST)
    attempt(answer, lambda said: applying.answer(found, by=the_person(request), text=said["text"]))
    if answer.errors:
        found.refresh_from_db()
        return _page(request, found, answer, DocumentForm())
    messages.success(request, _("Your answer is in."))
    return see(f"/join/{public_id}")


@for_people(methods=ACT)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an application back: POST ``/join/<public_id>/withdraw``."""
    try:
        applying.withdraw(_own(request, public_id), by=the_person(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The application is withdrawn. Its handle is free again."))
    return see(f"/join/{public_id}")


def document(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give a private document to those who may see it; to everybody else there is none: ``/join/documents/<public_id>``."""
    user = person(request)
    found = Document.objects.filter(public_id=public_id).select_related("application").first()
    if user is None or found is None:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        if not documents.may_open(found, user):
            raise Http404
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    try:
        file = documents.opened(found, by=user).open("rb")
    except (Refused, FileNotFoundError) as error:
        raise Http404 from error
    answer = FileResponse(file, content_type=found.content_type)
    # A picture can be looked at in its sandbox; a browser's reader of PDF files does not work in one.
    said = content_disposition_header(found.content_type == documents.PDF, found.name)
    answer["Content-Disposition"] = said or "inline"
    answer["Content-Length"] = str(found.size_bytes)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _page(request: HttpRequest, found: Application, answer: AnswerForm, document_form: DocumentForm) -> HttpResponse:
    is_open = found.state in applying.OPEN
    context: dict[str, Any] = {
        "application": found,
        "state": APPLICATION_STATES[ApplicationState(found.state)],
        "kind": PUBLISHER_KINDS[Kind(found.kind)],
        "channels": [channel_name(channel) for channel in found.channels.all()],
        "words": [
            {"word": word, "state": APPLICATION_STATES[ApplicationState(word.state)]} for word in found.words.all()
        ],
        "documents": found.documents.all(),
        "is_open": is_open,
        "is_claim": is_open and proving.kept_publisher(found) is not None,
        "form": answer if found.state == ApplicationState.ASKED else None,
        "document_form": document_form if is_open else None,
    }
    is_wrong = answer.errors or document_form.errors
    return render(request, "forms/application.html", context, status=UNPROCESSABLE if is_wrong else 200)
