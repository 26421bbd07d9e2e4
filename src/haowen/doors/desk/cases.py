"""Cases: what was reported, as it was; what was done before; the decision with its reasons: ``/desk/cases``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.models import Article
from haowen.domain.moderation import deciding
from haowen.domain.moderation.models import Case, CaseState, Decision, Outcome, Reason
from haowen.domain.people.models import User
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.changing import terms_in_force
from haowen.domain.statements.models import Ground
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, Moment, attempt, for_people, see, the_person
from haowen.doors.words import CASE_STATES, GROUNDS, OUTCOMES, REASONS
from haowen.kit.clock import now
from haowen.text import markup

MOST = 200
WITHHOLD, RESTORE, DISMISS = "withhold", "restore", "dismiss"


class DecisionForm(Form):
    """One decision, with what it stands on."""

    do = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (DISMISS, gettext_lazy("No action: nothing changes for readers. The reporters read your reasons.")),
            (
                WITHHOLD,
                gettext_lazy(
                    "Withhold: within a second it leaves its page, all lists, search and cards. The text is kept as it is; its page says the ground and the case."
                ),
            ),
            (RESTORE, gettext_lazy("Restore: what was withheld is shown again at once, where it was.")),
        ],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"), choices=list(GROUNDS.items()), required=False, initial=Ground.TERMS
    )
    rule = forms.CharField(
        label=gettext_lazy("Rule"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Which law or which clause of the terms, so that it can be looked up."),
    )
    facts = Lines(
        label=gettext_lazy("Facts"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("What was found, and how it was checked. The affected person reads it."),
    )
    until = Moment(label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until it is restored."))
    note = Lines(label=gettext_lazy("Reasons for no action or for restoring"), max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        """Without reasons there is no decision."""
        said = super().clean() or {}
        if said.get("do") == WITHHOLD:
            for name in ("rule", "facts"):
                if not said.get(name, "").strip() and name not in self.errors:
                    self.add_error(name, _("Without it nothing can be withheld."))
            if not said.get("ground"):
                self.add_error("ground", _("Without it nothing can be withheld."))
            if said.get("until") and said["until"] <= now():
                self.add_error("until", _("Please choose a time that is still to come."))
        elif said.get("do") and not said.get("note", "").strip():
            self.add_error("note", _("Please write the reasons down: the reporters read them."))
        return said


@for_people(User.may_moderate)
def index(request: HttpRequest) -> HttpResponse:
    """List cases by state, the one that waits longest first."""
    state = request.GET.get("state", CaseState.OPEN)
    state = state if state in CaseState.values else CaseState.OPEN
    counted = {
        row["state"]: row["count"] for row in Case.objects.order_by().values("state").annotate(count=Count("pk"))
    }
    found = Case.objects.filter(state=state).select_related("article", "comment__article", "publisher")
    found = found.annotate(count=Count("reports")).order_by(
        "opened_at" if state == CaseState.OPEN else "-opened_at", "number"
    )
    context = {
        "tabs": [{"key": key.value, "name": name, "count": counted.get(key, 0)} for key, name in CASE_STATES.items()],
        "state": state,
        "rows": [{"case": case, "about": about(case), "count": case.count} for case in found[:MOST]],
    }
    return render(request, "desk/cases.html", context)


def about(case: Case) -> str:
    """Return in a few words what a case is about."""
    if case.comment:
        return _("Comment on floor %(floor)d under “%(title)s”") % {
            "floor": case.comment.floor,
            "title": case.comment.article.title,
        }
    if case.article:
        return case.article.title
    if case.publisher:
        return case.publisher.name
    return case.page


@for_people(User.may_moderate, BOTH)
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the case whole, and take the decision."""
    cases = Case.objects.select_related(
        "article__publisher", "article__revision__body", "comment__article__publisher", "comment__actor", "publisher"
    )
    case = get_object_or_404(cases, number=number)
    if request.method != "POST":
        return _page(request, case, DecisionForm())
    form = DecisionForm(request.POST)
    attempt(form, lambda said: _decide(case, the_person(request), said))
    if form.errors:
        return _page(request, case, form, UNPROCESSABLE)
    messages.success(request, _("Decided, with its reasons on record."))
    return see(f"/desk/cases/{number}")


def _decide(case: Case, user: User, said: dict[str, Any]) -> None:
    if said["do"] == WITHHOLD:
        deciding.withhold(
            case, by=user, ground=said["ground"], rule=said["rule"], facts=said["facts"], until=said["until"]
        )
    elif said["do"] == RESTORE:
        deciding.restore(case, by=user, note=said["note"])
    else:
        deciding.dismiss(case, by=user, note=said["note"])


def _page(request: HttpRequest, case: Case, form: DecisionForm, status: int = 200) -> HttpResponse:
    article = case.article or (case.comment.article if case.comment else None)
    publisher = case.publisher or (article.publisher if article else None)
    decisions = case.decisions.select_related("statement", "by")
    context = {
        "case": case,
        "about": about(case),
        "state": CASE_STATES[CaseState(case.state)],
        "article": case.article,
        "body": _body(case.article),
        "comment": case.comment,
        "publisher": publisher,
        "reports": [
            {"row": row, "reason": REASONS[Reason(row.reason)]} for row in case.reports.select_related("reporter")
        ],
        "decisions": [_told(row) for row in decisions],
        "earlier": [_told(row) for row in _earlier(case, publisher)],
        "terms": terms_in_force(now()),
        "form": form,
    }
    return render(request, "desk/case.html", context, status=status)


def _body(article: Article | None) -> markup.Clean | None:
    """Return the text that readers saw, without its pictures (their places are marked)."""
    if article is None or article.revision is None:
        return None
    words = {
        "gap": _("A picture is missing here"),
        "remote": _("Picture on another site"),
        "unplaced": _("Text that the import could not place"),
        "cite": _("Reference {n}"),
    }
    return markup.shown(article.revision.body.html, pictures={}, cited={}, words=words)


def _told(row: Decision) -> dict[str, Any]:
    return {
        "row": row,
        "outcome": OUTCOMES[Outcome(row.outcome)],
        "ground": GROUNDS[Ground(row.statement.ground)] if row.statement else "",
    }


def _earlier(case: Case, publisher: Publisher | None) -> list[Decision]:
    """Return what was decided before on this publisher's things."""
    if publisher is None:
        return []
    rows = Decision.objects.exclude(case=case).select_related("case", "statement", "by").order_by("-at")
    return list(rows.filter(case__publisher=publisher)[:10]) + list(
        rows.filter(case__article__publisher=publisher)[:10]
    )
