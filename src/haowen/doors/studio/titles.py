"""Two titles that are being tried: how often each was shown and opened, and which is to stay."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.domain.articles import deciding, publishing, saving
from haowen.domain.articles.models import Article, TitleTrial, TrialOutcome
from haowen.domain.audience.comparing import Counted, by_chance, counted
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import BOTH, CONFLICT, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.studio.articles import editable
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

HARDLY_CHANCE = 0.05
_SMALLEST = 0.001
OUTCOMES = {"first": TrialOutcome.FIRST, "second": TrialOutcome.SECOND}


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the numbers of both titles, and keep the one that is chosen (``keep``): ``/studio/a/<public_id>/titles``."""
    article = editable(request, public_id)
    trial = article.title_trials.select_related("article__head__body").first()
    if trial is None:
        raise Http404
    if request.method != "POST":
        return _page(request, article, trial)
    outcome = OUTCOMES.get(request.POST.get("keep", ""))
    if outcome is None:
        return _page(request, article, trial, _("Please choose one of the two titles."), UNPROCESSABLE)
    return _keep(request, article, trial, outcome)


def _keep(request: HttpRequest, article: Article, trial: TitleTrial, outcome: TrialOutcome) -> HttpResponse:
    by = actor_of(the_person(request))
    try:
        if outcome is TrialOutcome.FIRST:
            deciding.keep_first(trial, by=by)
            messages.success(request, _("The first title stays."))
        else:
            made = deciding.take_second(trial, by=by)
            messages.success(request, _taken(article, made.number))
    except Refused as refused:
        return _page(request, article, trial, refused.message, UNPROCESSABLE)
    except (saving.ConflictError, publishing.SomebodyElseDidItError):
        said = _("Somebody saved the article meanwhile. The second title is kept in its history; look at both texts.")
        return _page(request, article, trial, said, CONFLICT)
    except publishing.RefusedError as refused:  # it is in the text already, and comes out once what is missing is there
        messages.warning(request, " ".join(finding.message for finding in refused.findings))
        return see(f"/studio/a/{article.public_id}/publish")
    return see(f"/studio/a/{article.public_id}/titles")


def _taken(article: Article, number: int) -> str:
    article.refresh_from_db()
    said = (
        _("The second title is in revision %(number)d and comes out with your next publishing.")
        if article.has_unpublished_changes()
        else _("The second title is the article's title now (revision %(number)d).")
    )
    return said % {"number": number}


def _page(
    request: HttpRequest, article: Article, trial: TitleTrial, refused: str = "", status: int = 200
) -> HttpResponse:
    first, second = counted(trial)
    is_over = trial.ends_at <= now()
    context: dict[str, Any] = {
        "article": article,
        "publisher": article.publisher,
        "trial": trial,
        "is_over": is_over,
        "rows": [_row(_("First title"), trial.first, first), _row(_("Second title"), trial.second, second)],
        "verdict": verdict(first, second) if is_over or trial.outcome else "",
        "outcome": _outcome(trial),
        "refused": refused,
    }
    return render(request, "studio/titles.html", context, status=status)


def _row(name: str, title: str, numbers: Counted) -> dict[str, Any]:
    share = numbers.share()
    return {"name": name, "title": title, "numbers": numbers, "share": "—" if share is None else f"{share:.1%}"}


def _outcome(trial: TitleTrial) -> str:
    words = {
        TrialOutcome.FIRST: _("The first title was kept."),
        TrialOutcome.SECOND: _("The second title was taken."),
        TrialOutcome.OVERTAKEN: _("Other titles came out before it was decided."),
    }
    return words[TrialOutcome(trial.outcome)] if trial.outcome else ""


def verdict(first: Counted, second: Counted) -> str:
    """Say in a sentence whether the difference between two titles can be chance."""
    one, other = first.share(), second.share()
    if one is None or other is None:
        return _("One of the titles was shown to nobody, so there is nothing to compare.")
    if one == other:
        return _("Both titles drew the same.")
    chance = by_chance(first, second)
    share = _("less than 0.1") if chance < _SMALLEST else f"{100 * chance:.1f}"
    better = _("The second title drew more.") if other > one else _("The first title drew more.")
    if chance < HARDLY_CHANCE:
        said = _(
            "It is hardly chance: if readers liked both the same, a difference as large as this, or larger, would come in %(share)s of 100 such trials."
        )
    else:
        said = _(
            "It can well be chance: if readers liked both the same, a difference as large as this, or larger, would come in %(share)s of 100 such trials."
        )
    return f"{better} {said % {'share': share}}"
