"""The publishing dialog: look, state, choose channel and time, publish; and what can be done with a published article."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.derived.duplicates.reading import same_as
from haowen.domain.articles import filing, preparing, publishing, saving, scheduling, withdrawing
from haowen.domain.articles.models import Article, Cause, NoteKind, ReviewState, Revision, State, WriterNote
from haowen.domain.articles.preparing import Along
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor
from haowen.domain.site.changing import current
from haowen.doors.forms import ACT, BOTH, CONFLICT, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.reading import page_of
from haowen.doors.studio.articles import editable, save
from haowen.doors.studio.declaring import LATER, PublishForm, channels
from haowen.doors.studio.missing import missing_of, missing_words, press, steps
from haowen.doors.words import ARTICLE_STATES, note_words
from haowen.kit import gates
from haowen.kit.clock import now
from haowen.kit.gates import Finding, Weight
from haowen.kit.refusals import Refused

NOTES_SHOWN = 3


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the dialog, and do what it says: ``/studio/a/<public_id>/publish``.

    A text that comes along is saved first, and the dialog shown. A POST that says nothing publishes what was saved last.
    """
    article = editable(request, public_id)
    if request.method == "POST":
        if "body" in request.POST:
            return save(request, article) or see(_here(article))
        return _act(request, article)
    if article.head is None:
        raise Http404
    return _page(request, article, PublishForm.of(article, article.head))


def _here(article: Article) -> str:
    return f"/studio/a/{article.public_id}/publish"


def _act(request: HttpRequest, article: Article) -> HttpResponse:
    by = actor_of(the_person(request))
    head = article.head
    if "dialog" not in request.POST or head is None:
        form = PublishForm.of(article, head) if head else PublishForm(article=article)
        return _publish(request, article, form, by, None)
    form = PublishForm(request.POST, article=article)
    if request.POST.get("base") != head.public_id:
        is_done = request.POST.get("do") != "keep" and _is_done(article, head, form, by)
        return see(f"/studio/a/{article.public_id}") if is_done else _overtaken(request, article, form)
    if not form.is_valid():
        return _page(request, article, form, status=UNPROCESSABLE)
    try:
        saving.save(article, form.draft(head), base=head, by=by, cause=Cause.PUBLISH)
    except saving.ConflictError:
        return _overtaken(request, editable(request, article.public_id), form)
    filed = form.filed() | _history(article, shown=form.cleaned_data["history"])
    along = Along(filed, form.cleaned_data["correction"])
    if request.POST.get("do") == "keep":
        return _kept(request, article, along, by)
    if article.is_published():
        preparing.prepare(article, along)  # for the time that is chosen, or for whoever passes it
    return _publish(request, article, form, by, along)


def _is_done(article: Article, head: Revision, form: PublishForm, by: Actor) -> bool:
    """Whether this very form has done its work already: the button was pressed twice."""
    has_gone = article.revision_id == head.pk or article.state in (State.SCHEDULED, State.IN_REVIEW)
    is_of_form = head.cause == Cause.PUBLISH and head.made_by_id == by.pk and head.made_from is not None
    if not has_gone or not is_of_form or head.made_from is None or not form.is_valid():
        return False
    return head.made_from.public_id == form.data.get("base") and form.draft(head) == saving.as_draft(head)


def _history(article: Article, *, shown: bool) -> dict[str, Any]:
    return {"history_shown_at": (article.history_shown_at or now()) if shown else None}


def _kept(request: HttpRequest, article: Article, along: Along, by: Actor) -> HttpResponse:
    """Keep what was stated; what readers see stays as it is, so a published article keeps its place until then."""
    if article.is_published():
        preparing.prepare(article, along)
        messages.success(request, _("Kept. Readers see it once you publish."))
    else:
        filing.file(article, by=by, **along.filed)
        messages.success(request, _("Kept. It is not published yet."))
    return see(f"/studio/a/{article.public_id}")


def _publish(request: HttpRequest, article: Article, form: PublishForm, by: Actor, along: Along | None) -> HttpResponse:
    moment = form.cleaned_data.get("moment") if form.is_bound and form.cleaned_data.get("when") == LATER else None
    try:
        if moment is not None:
            if along is not None and not article.is_published():
                filing.file(article, by=by, **along.filed)
            scheduling.schedule(article, moment, by=by)
        else:
            publishing.publish(article, by=by, along=along)
    except publishing.SentToReviewError as sent:
        reasons = " ".join(finding.message for finding in sent.findings)
        messages.warning(
            request, _("Sent to review: a person of the host looks at it first. %(reasons)s") % {"reasons": reasons}
        )
        return see(f"/studio/a/{article.public_id}")
    except publishing.RefusedError as refused:
        return _page(request, editable(request, article.public_id), form, refused.findings, UNPROCESSABLE)
    except Refused as refused:
        found = [Finding("schedule", Weight.REFUSE, refused.message, refused.field)]
        return _page(request, editable(request, article.public_id), form, found, UNPROCESSABLE)
    except publishing.SomebodyElseDidItError:
        return _overtaken(request, editable(request, article.public_id), form)
    return _done(request, article)


def _done(request: HttpRequest, article: Article) -> HttpResponse:
    if article.scheduled_at is not None:
        messages.success(request, _("Scheduled for %(moment)s.") % {"moment": _moment(article)})
        return see(_here(article))
    messages.success(request, _("Published."))
    if others := same_as(article):
        titles = ", ".join(f"“{other.title}”" for other in others[:3])
        messages.warning(request, _("Most of it stands in other articles too: %(titles)s") % {"titles": titles})
    return see(f"/studio/a/{article.public_id}")


def _moment(article: Article) -> str:
    at = timezone.localtime(article.scheduled_at) if article.scheduled_at else None
    return f"{at:%Y-%m-%d %H:%M} ({scheduling.zone()})" if at else ""


def _overtaken(request: HttpRequest, article: Article, form: PublishForm) -> HttpResponse:
    """Show the article as it is now, with everything that was chosen."""
    message = _(
        "The article is no longer as it was when you pressed the button. Look at it as it is now, then decide again."
    )
    if form.is_bound:
        said = request.POST.copy()
        said["base"] = article.head.public_id if article.head else ""
        form.data = said
    return _page(request, article, form, [Finding("state", Weight.REFUSE, message, "preview")], CONFLICT)


def _page(
    request: HttpRequest, article: Article, form: PublishForm, findings: list[Finding] | None = None, status: int = 200
) -> HttpResponse:
    head = article.head
    if head is None:
        raise Http404
    by = actor_of(the_person(request))
    asked = gates.ask("publish", article=article, revision=head, by=by)
    if findings is None and not form.is_bound:
        findings = [finding for finding in asked if finding.weight is Weight.REFUSE]
    missing = missing_of(article, form, findings or [])
    offered = channels(form, article)
    context = page_of(article, head) | {
        "form": form,
        "publisher": article.publisher,
        "missing": missing,
        "missing_words": missing_words(len(missing)),
        "advice": [finding for finding in asked if finding.weight is not Weight.REFUSE],
        "channels": offered,
        "state": ARTICLE_STATES[State(article.state)],
        "zone": scheduling.zone(),
        "moment": _moment(article),
        "is_in_review": article.state == State.IN_REVIEW
        or article.reviews.filter(state=ReviewState.OPEN, urgent_at=None).exists(),
        "is_behind": article.scheduled_at is not None and article.planned_id != article.head_id,
        "bounds": current(),
        "steps": steps(article, form, missing),
        "press": press(form, offered),
        "notes": [{"words": note_words(NoteKind(note.kind)), "note": note} for note in _notes(article)[:NOTES_SHOWN]],
        "corrections": list(article.corrections.all()),
    }
    return render(request, "studio/publish.html", context, status=status)


def _notes(article: Article) -> QuerySet[WriterNote]:
    """Return what its writers were told; that two titles wait for a decision only as long as they do."""
    is_decided = article.title_trial_id is None
    return article.notes.exclude(kind=NoteKind.TITLES) if is_decided else article.notes.all()


@for_people(methods=ACT)
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the time away from what is scheduled: POST ``/studio/a/<public_id>/publish/cancel``."""
    article = editable(request, public_id)
    try:
        scheduling.cancel(article, by=actor_of(the_person(request)))
    except publishing.SomebodyElseDidItError:
        messages.error(request, _("It was not scheduled any more."))
    else:
        messages.success(request, _("No time is set any more."))
    return see(_here(article))


@for_people(methods=ACT)
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a published article back; its address keeps a tombstone: POST ``/studio/a/<public_id>/withdraw``."""
    article = editable(request, public_id)
    try:
        withdrawing.withdraw(article, by=actor_of(the_person(request)))
    except (publishing.SomebodyElseDidItError, Refused):
        article = editable(request, public_id)
        form = PublishForm.of(article, article.head) if article.head else PublishForm(article=article)
        return _overtaken(request, article, form)
    messages.success(request, _("Withdrawn. Its address says that it was taken back; publishing brings it back."))
    return see(f"/studio/a/{public_id}")
