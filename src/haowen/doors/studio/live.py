"""The writer's side of a live report: write an entry, correct one, pin or take one back, declare the end."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles import reporting, telling, vetting
from haowen.domain.articles.models import Article, Kind, LiveEntry, ReviewState
from haowen.domain.library import taking
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.studio import plain
from haowen.doors.studio.articles import editable

SHOWN = 100


class EntryForm(Form):
    """An entry: quickly written, with a picture or video if there is one."""

    title = forms.CharField(label=gettext_lazy("Title, if it needs one"), max_length=120, required=False)
    text = Lines(
        label=gettext_lazy("What happened"),
        max_length=reporting.CHARACTERS_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label=gettext_lazy("Picture or video"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,video/mp4,video/quicktime,video/webm"}),
    )
    alt = forms.CharField(label=gettext_lazy("What can be seen"), max_length=300, required=False)
    is_pinned = forms.BooleanField(label=gettext_lazy("Keep it on top"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask what a picture shows."""
        said = super().clean() or {}
        if said.get("file") and not said.get("alt"):
            self.add_error("alt", _("Please say what the picture shows."))
        return said


class CorrectionForm(Form):
    """What an entry says from now on, and what was put right."""

    title = forms.CharField(label=gettext_lazy("Title, if it needs one"), max_length=120, required=False)
    text = Lines(
        label=gettext_lazy("What happened"),
        max_length=reporting.CHARACTERS_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    note = forms.CharField(
        label=gettext_lazy("What was put right, for readers"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Readers are told in any case that the entry was corrected."),
    )


def _report(request: HttpRequest, public_id: str) -> Article:
    article = editable(request, public_id)
    if article.kind != Kind.LIVE:
        raise Http404
    return article


def _here(article: Article) -> str:
    return f"/studio/a/{article.public_id}/live"


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form and the entries, or add one: ``/studio/a/<public_id>/live``."""
    article = _report(request, public_id)
    if request.method != "POST":
        return _page(request, article, EntryForm())
    form = EntryForm(request.POST, request.FILES)
    made = attempt(form, lambda said: _enter(request, article, said))
    if made is None:
        return _page(request, article, form, status=UNPROCESSABLE)
    messages.success(request, _told(article, made))
    return see(_here(article))


def _told(article: Article, entry: LiveEntry) -> str:
    if entry.texts.out().count() == 0:
        return _("The entry waits: readers see it once somebody else has passed it.")
    return _("The entry is out.") if article.is_published() else _("The entry is kept; readers see it with the report.")


def _enter(request: HttpRequest, article: Article, said: dict[str, Any]) -> LiveEntry:
    user = the_person(request)
    by, text = actor_of(user), said["text"].rstrip()
    if said["file"]:
        words = taking.Words(name=said["file"].name or "", alt=said["alt"])
        asset = taking.take(article.publisher, said["file"], words, user=user, by=by)
        text = f"{text}\n\n{plain.figure(asset.media.sha256, said['alt'], '')}\n"
    return reporting.enter(
        article, title=said["title"], html=plain.to_html(text + "\n"), by=by, is_pinned=said["is_pinned"]
    )


def _page(request: HttpRequest, article: Article, form: Form, *, status: int = 200) -> HttpResponse:
    context = {
        "article": article,
        "title": article.head.title if article.head else article.title,
        "form": form,
        "entries": [_item(one) for one in telling.written(article.pk, SHOWN)],
        "ended": telling.ended_at(article.pk),
        "way": vetting.way_of(article),
    }
    return render(request, "studio/live.html", context, status=status)


def _item(one: telling.Written) -> dict[str, Any]:
    """Return an entry with where it stands: it waits, was returned, is out and to be signed, or is simply out."""
    review = one.review
    return {
        "entry": one.entry,
        "text": one.text,
        "review": review,
        "is_corrected": one.versions > 1,
        "waits": review is not None and review.state == ReviewState.OPEN,
        "is_returned": review is not None and review.state == ReviewState.RETURNED,
    }


@for_people(methods=BOTH)
def correct(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show an entry, or correct it: ``/studio/a/<public_id>/live/<number>``."""
    article = _report(request, public_id)
    entry = get_object_or_404(LiveEntry.objects.select_related("article"), article=article, number=number)
    last = entry.texts.last()
    if last is None:
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"title": last.title, "text": plain.to_markdown(last.html)})
    if request.method == "POST" and attempt(form, lambda said: _correct(request, entry, said)) is not None:
        messages.success(request, _("The entry is corrected."))
        return see(_here(article))
    context = {"article": article, "entry": entry, "form": form, "texts": entry.texts.order_by("-pk")}
    return render(request, "studio/live_entry.html", context, status=UNPROCESSABLE if form.errors else 200)


def _correct(request: HttpRequest, entry: LiveEntry, said: dict[str, Any]) -> Any:
    html = plain.to_html(said["text"].rstrip() + "\n")
    by = actor_of(the_person(request))
    return reporting.correct(entry, title=said["title"], html=html, note=said["note"], by=by)


@for_people(methods=ACT)
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pin, let go, take back or bring back an entry, end the report or go on: POST ``/studio/a/<public_id>/live/act``."""
    article, by = _report(request, public_id), actor_of(the_person(request))
    done = request.POST.get("do", "")
    form = Form(request.POST)
    if done in ("end", "go_on"):
        made = attempt(
            form, lambda _said: (reporting.end if done == "end" else reporting.go_on)(article, by=by) or True
        )
    else:
        number = request.POST.get("entry", "")
        entry = get_object_or_404(
            LiveEntry.objects.select_related("article"), article=article, number=number if number.isdecimal() else 0
        )
        acts = {
            "pin": lambda: reporting.pin(entry, is_pinned=True, by=by),
            "let_go": lambda: reporting.pin(entry, is_pinned=False, by=by),
            "remove": lambda: reporting.remove(entry, by=by),
            "bring_back": lambda: reporting.bring_back(entry, by=by),
        }
        if done not in acts:
            raise Http404
        made = attempt(form, lambda _said: acts[done]() or True)
    if made is None:
        for reason in form.non_field_errors():
            messages.error(request, str(reason))
    return see(_here(article))
