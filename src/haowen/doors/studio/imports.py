"""Bringing in what one wrote elsewhere: asking for it, seeing how it goes, proving that an account there is one's own."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.models import Article, Trouble
from haowen.domain.imports import access, proving, starting, working
from haowen.domain.imports.models import OPEN_STATES, Account, Item, ItemState, Outcome
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.bringing.owning import said_on
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.words import IMPORT_FATES, IMPORT_KINDS, IMPORT_STATES
from haowen.text import markup

LISTED: Final = 20
DRAFTS_SHOWN, REASONS_SHOWN = 50, 100  # of one address or file


class _SeveralFiles(forms.FileInput):
    """A place for as many files as somebody chooses."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return all of them."""
        del data
        return list(files.getlist(name))


class Files(forms.Field):
    """Files of any kind; what they are is seen when they are read."""

    widget = _SeveralFiles(attrs={"multiple": True})

    def clean(self, value: Any) -> list[Any]:
        """Return what was sent."""
        return list(value or [])


class ImportForm(Form):
    """What to bring in."""

    addresses = Lines(
        label=gettext_lazy("Addresses"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Of articles on 公众号, 163, Toutiao, Sohu or any page. One or many; they are found in any text that you paste."
        ),
    )

    uploads = Files(label=gettext_lazy("Files"), required=False)


class ProofForm(Form):
    """Where the code stands."""

    url = forms.CharField(
        label=gettext_lazy("Address of the page on which the code stands"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": ""}),
    )


@for_people(methods=BOTH)
def index(request: HttpRequest) -> HttpResponse:
    """Show the form, what was brought in lately, and the accounts: ``/studio/import?publisher=``."""
    user = the_person(request)
    mine = publishers.written_by(user)
    handle = request.POST.get("publisher") or request.GET.get("publisher")
    publisher = get_object_or_404(mine, handle=handle) if handle else mine.first()
    if publisher is None or request.method != "POST":
        return _page(request, user, publisher, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    work = attempt(
        form,
        lambda said: starting.start(publisher, said["addresses"], said["uploads"], user=user, by=actor_of(user)),
    )
    if work is None:
        return _page(request, user, publisher, form, status=UNPROCESSABLE)
    return see(f"/studio/import/{work.public_id}")


def _page(
    request: HttpRequest, user: User, publisher: Publisher | None, form: ImportForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"publisher": publisher, "publishers": list(publishers.written_by(user)), "form": form}
    if publisher is not None:
        context |= {
            "limits": starting.limits_of(user, publisher),
            "megabytes": starting.limits_of(user, publisher).file_bytes // starting.MEGABYTE,
            "imports": [_told(work) for work in _lately(publisher)],
            "accounts": publisher.accounts_elsewhere.annotate(count=Count("articles")),
        }
    return render(request, "studio/import.html", context, status=status)


def _lately(publisher: Publisher) -> Any:
    counted = {state.value: Count("items", filter=Q(items__state=state), distinct=True) for state in ItemState} | {
        "asked": Count("items", distinct=True)
    }
    return publisher.imports.annotate(**counted).select_related("by").order_by("-began_at")[:LISTED]


def _told(work: Any) -> dict[str, Any]:
    is_open = bool(work.waiting or work.working)
    return {"work": work, "is_open": is_open, "ended": work.asked - work.waiting - work.working}


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how an import goes, and stop it: ``/studio/import/<public_id>``."""
    work = get_object_or_404(access.of_user(the_person(request)).select_related("publisher", "by"), public_id=public_id)
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            working.stop(work)
            messages.success(request, _("Stopped. What came in until now stays."))
        return see(f"/studio/import/{public_id}")
    items = [_shown(item) for item in work.items.all()]
    is_open = any(one["is_open"] for one in items)
    drafts = Outcome.objects.filter(item__work=work).exclude(fate="").count()
    context = {
        "publisher": work.publisher,
        "work": work,
        "items": items,
        "is_open": is_open,
        "ended": sum(not one["is_open"] for one in items),
        "drafts": drafts,
        "unproved": Account.objects.filter(
            articles__article__in=Outcome.objects.filter(item__work=work).exclude(article=None).values("article"),
            proved_at=None,
        ).distinct(),
    }
    return render(request, "studio/importing.html", context)


def _shown(item: Item) -> dict[str, Any]:
    came = item.outcomes.exclude(fate="").select_related("article__head__body")
    refused = item.outcomes.filter(fate="")
    drafts, reasons = list(came[:DRAFTS_SHOWN]), list(refused[:REASONS_SHOWN])
    counts = item.outcomes.aggregate(came=Count("pk", filter=~Q(fate="")), refused=Count("pk", filter=Q(fate="")))
    state = ItemState(item.state)
    return {
        "item": item,
        "state": IMPORT_STATES[state],
        "mark": {ItemState.DONE: "done", ItemState.REFUSED: "back-to", ItemState.STOPPED: "back-to", ItemState.WORKING: "wait"}.get(state, ""),
        "kind": IMPORT_KINDS.get(item.kind, ""),
        "is_open": item.state in OPEN_STATES,
        "drafts": [_draft(one) for one in drafts],
        "reasons": reasons,
        "more_drafts": counts["came"] - len(drafts),
        "more_reasons": counts["refused"] - len(reasons),
    }  # fmt: skip


def _draft(outcome: Outcome) -> dict[str, Any]:
    """Return a draft with how far its pictures have come."""
    article: Article | None = outcome.article
    told = {"outcome": outcome, "article": article, "fate": IMPORT_FATES.get(outcome.fate, "")}
    if article is None or article.head is None or not outcome.pictures:
        return told
    left = len(markup.remote_addresses(article.head.body.html))
    failed = article.pictures_elsewhere.filter(is_cover=False).exclude(trouble__in=["", Trouble.NO_ANSWER]).count()
    return told | {
        "pictures": outcome.pictures,
        "here": max(0, outcome.pictures - left),
        "failed": min(failed, left),
        "coming": max(0, left - failed),
    }


@for_people(methods=BOTH)
def account(request: HttpRequest, number: int) -> HttpResponse:
    """Show the code of an account elsewhere, and look for it there: ``/studio/import/accounts/<number>``."""
    user = the_person(request)
    found = get_object_or_404(access.accounts_of(user).select_related("publisher", "proved_by"), pk=number)
    form = ProofForm(request.POST) if request.method == "POST" else ProofForm()
    if request.method == "POST":
        proved = attempt(form, lambda said: proving.prove(found, said["url"], by=actor_of(user), read=said_on))
        if proved is not None:
            messages.success(request, _("The account is proved. What came from it can be declared original."))
            return see(f"/studio/import/accounts/{number}")
    context = {"publisher": found.publisher, "account": found, "form": form, "proof_file": proving.PROOF_FILE,
               "articles": found.articles.count()}  # fmt: skip
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "studio/account.html", context, status=status)
