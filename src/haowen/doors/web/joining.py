"""Applying for a publisher: what it takes, for everybody; five steps that are kept one by one, after signing in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import documents, proving, resembling, stepping
from haowen.domain.publishers.models import Application, ApplicationState, Document, Kind
from haowen.doors.forms import (
    ACT,
    BOTH,
    UNPROCESSABLE,
    Form,
    attempt,
    for_people,
    person,
    see,
    the_person,
    to_sign_in,
)
from haowen.doors.web.joinforms import DocumentForm, KindForm, NamesForm, ProofForm, PurposeForm
from haowen.doors.words import APPLICATION_STATES, PUBLISHER_KINDS, channel_name
from haowen.kit.refusals import Refused

DOCUMENTS = {
    Kind.PERSON: gettext_lazy(
        "No documents. Write under your own name or a pen name; say what you want to write about."
    ),
    Kind.ORGANISATION: gettext_lazy(
        "The certificate of registration, and a letter that you may speak for the organisation."
    ),
    Kind.COMPANY: gettext_lazy("The business licence, and a letter that you may speak for the company."),
    Kind.MEDIA: gettext_lazy("The licence to publish or to provide news, and a letter of the editorial office."),
    Kind.GOVERNMENT: gettext_lazy("A letter of the authority with its seal, and the name of the person in charge."),
}
STEPS = {
    stepping.KIND: gettext_lazy("Who opens it"),
    stepping.NAMES: gettext_lazy("Name and introduction"),
    stepping.PURPOSE: gettext_lazy("Channels and reasons"),
    stepping.DOCUMENTS: gettext_lazy("Documents"),
    stepping.LOOK_OVER: gettext_lazy("Look over and send"),
}


def show(request: HttpRequest) -> HttpResponse:
    """Say what it takes; to people also where their applications stand: ``/join``."""
    user = person(request)
    if request.method == "POST":
        return to_sign_in(request, "/join") if user is None else see("/join/1")
    kinds = [{"key": kind.value, "name": name, "documents": DOCUMENTS[kind]} for kind, name in PUBLISHER_KINDS.items()]
    draft = stepping.draft_of(user) if user else None
    context = {
        "kinds": kinds,
        "mine": _mine(user) if user else [],
        "user": user,
        "draft": draft,
        "next": stepping.first_open(draft),
    }
    return render(request, "forms/join.html", context)


def _mine(user: User) -> list[dict[str, Any]]:
    rows = Application.objects.filter(applicant=user).exclude(state=ApplicationState.DRAFT)
    rows = rows.select_related("publisher").order_by("-submitted_at", "-id")
    return [{"application": row, "state": APPLICATION_STATES[ApplicationState(row.state)]} for row in rows]


@for_people(methods=BOTH)
def step(request: HttpRequest, number: str) -> HttpResponse:
    """Show one step and keep what is said there: ``/join/1`` to ``/join/5``."""
    user, here = the_person(request), int(number)
    draft = stepping.draft_of(user)
    if here > (least := min(here, stepping.first_open(draft))):
        return see(f"/join/{least}")
    if request.method == "POST":
        return _TAKING[here](request, user, draft)
    return _page(request, draft, here)


@for_people(methods=ACT)
def drop(request: HttpRequest) -> HttpResponse:
    """Forget what was filled in: POST ``/join/drop``."""
    if draft := stepping.draft_of(the_person(request)):
        stepping.drop(draft)
        messages.success(request, _("What you had filled in is deleted."))
    return see("/join")


def _take_kind(request: HttpRequest, user: User, draft: Application | None) -> HttpResponse:
    form = KindForm(request.POST)
    attempt(form, lambda said: stepping.say_kind(user, **said))
    return _page(request, draft, stepping.KIND, form) if form.errors else see(f"/join/{stepping.NAMES}")


def _take_names(request: HttpRequest, user: User, draft: Application | None) -> HttpResponse:
    form = NamesForm(request.POST, request.FILES)

    def act(said: dict[str, Any]) -> Application:
        upload = said.pop("avatar")
        try:
            picture = keep(upload.read(), by=actor_of(user)) if upload else None
        except Refused as refused:
            raise Refused(refused.message, field="avatar") from refused
        return stepping.say_names(_the(draft), **said, avatar=picture)

    kept = attempt(form, act)
    if kept is None:
        return _page(request, draft, stepping.NAMES, form)
    for one in _likenesses(kept):
        messages.warning(request, one)
    return see(f"/join/{stepping.PURPOSE}")


def _take_purpose(request: HttpRequest, _user: User, draft: Application | None) -> HttpResponse:
    form = PurposeForm(request.POST)
    attempt(form, lambda said: stepping.say_purpose(_the(draft), **said))
    return _page(request, draft, stepping.PURPOSE, form) if form.errors else see(f"/join/{stepping.DOCUMENTS}")


def _take_documents(request: HttpRequest, user: User, draft: Application | None) -> HttpResponse:
    filled, here = _the(draft), f"/join/{stepping.DOCUMENTS}"
    do = request.POST.get("do")
    if do == "remove":
        if found := filled.documents.filter(public_id=request.POST.get("document", "")).first():
            documents.take_back(found, by=user)
        return see(here)
    if do == "prove":
        proof = ProofForm(request.POST)
        attempt(proof, lambda said: proving.prove(filled, said["url"]))
        return _page(request, filled, stepping.DOCUMENTS, proof=proof) if proof.errors else see(here)
    if do == "add":
        form = DocumentForm(request.POST, request.FILES)
        attempt(form, lambda said: add_document(filled, said))
        return _page(request, filled, stepping.DOCUMENTS, form) if form.errors else see(here)
    try:
        stepping.check_documents(filled)
    except Refused as refused:
        return _page(request, filled, stepping.DOCUMENTS, missing=refused.message)
    return see(f"/join/{stepping.LOOK_OVER}")


def add_document(application: Application, said: dict[str, Any]) -> Document:
    """Keep a document that was sent by a form."""
    return documents.keep(application, what=said["what"], name=said["file"].name, data=said["file"].read())


def _hand_in(request: HttpRequest, _user: User, draft: Application | None) -> HttpResponse:
    form = Form(request.POST)
    made = attempt(form, lambda _said: stepping.hand_in(_the(draft)))
    if made is None:
        return _page(request, draft, stepping.LOOK_OVER, form)
    messages.success(request, _("Your application is in. You will be told what comes of it."))
    return see(f"/join/{made.public_id}")


_TAKING: dict[int, Callable[[HttpRequest, User, Application | None], HttpResponse]] = {
    stepping.KIND: _take_kind,
    stepping.NAMES: _take_names,
    stepping.PURPOSE: _take_purpose,
    stepping.DOCUMENTS: _take_documents,
    stepping.LOOK_OVER: _hand_in,
}


def _the(draft: Application | None) -> Application:
    """Return the draft, where another page may have handed it in meanwhile."""
    if draft is None:
        raise Refused(_("This application has been handed in already."))
    return draft


def _likenesses(draft: Application) -> list[str]:
    """Say what the name resembles; it may be kept."""
    claimed = proving.kept_publisher(draft)
    told = []
    for one in resembling.likenesses(draft.name, draft.handle, but=claimed):
        if one.name:
            message = _(
                "The name resembles “%(other)s”. You can keep it; the host only looks twice, which takes longer."
            )
            told.append(message % {"other": one.name})
        else:
            told.append(_("The name mixes letters of several alphabets. You can keep it; the host only looks twice."))
    return told[:3]


def _fresh(draft: Application | None, here: int) -> Form | None:
    if here == stepping.KIND or draft is None:
        return KindForm.of(draft)
    if here == stepping.NAMES:
        return NamesForm.of(draft)
    if here == stepping.PURPOSE:
        return PurposeForm.of(draft)
    return DocumentForm() if here == stepping.DOCUMENTS else None


def _page(
    request: HttpRequest,
    draft: Application | None,
    here: int,
    form: Form | None = None,
    *,
    proof: Form | None = None,
    missing: str = "",
) -> HttpResponse:
    ready = stepping.first_open(draft)
    claimed = proving.kept_publisher(draft) if draft and here >= stepping.DOCUMENTS else None
    is_wrong = bool(missing or (form and form.errors) or (proof and proof.errors))
    context = {
        "draft": draft,
        "here": here,
        "title": STEPS[here],
        "steps": [{"number": n, "name": name, "is_done": n < ready and n != here} for n, name in STEPS.items()],
        "answered": _answered(draft, here) if draft else [],
        "form": form or _fresh(draft, here),
        "asked_for": DOCUMENTS[Kind(draft.kind)] if draft else "",
        "documents": draft.documents.filter(deleted_at=None) if draft and here >= stepping.DOCUMENTS else [],
        "claimed": claimed,
        "code": proving.code_of(draft) if draft and claimed and here == stepping.DOCUMENTS else "",
        "proof": (proof or ProofForm(initial={"url": draft.proof_url})) if draft and claimed else None,
        "missing": missing,
    }
    return render(request, "forms/join_step.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _answered(draft: Application, here: int) -> list[dict[str, Any]]:
    """Return what was said in the steps before this one, as strips."""
    said: dict[int, list[tuple[Any, Any]]] = {
        stepping.KIND: [
            (_("Kind"), PUBLISHER_KINDS[Kind(draft.kind)]),
            (_("Name of the organisation"), draft.organisation),
        ],
        stepping.NAMES: [
            (_("Name of the publisher"), draft.name),
            (_("Handle"), f"@{draft.handle}"),
            (_("Tagline"), draft.tagline),
            (_("Picture"), _("There is one.") if draft.avatar_id else ""),
        ],
        stepping.PURPOSE: [
            (_("Field"), draft.field),
            (_("Channels"), " · ".join(channel_name(channel) for channel in draft.channels.all())),
            (_("Motivation"), draft.motivation),
        ],
    }
    if here == stepping.LOOK_OVER:
        names = [document.what for document in draft.documents.filter(deleted_at=None)]
        said[stepping.DOCUMENTS] = [
            (_("Documents"), " · ".join(names) or _("none")),
            (_("Code found on"), draft.proof_url),
        ]
    return [
        {"step": number, "name": STEPS[number], "facts": [fact for fact in facts if fact[1]]}
        for number, facts in said.items()
        if number < here
    ]
