"""Acts on several chosen articles at once: tag, move, hand over, throw away: POST ``/studio/@<handle>/bulk``.

Without ``sure`` an act asks for what it needs to know; then each article is tried by itself, and a page says which went, which
did not and why. What was done is signed into that page, so that it can be undone from there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles import access, filing, moving, trashing
from haowen.domain.articles.importing import tags_of
from haowen.domain.articles.models import Article, Series, Tag
from haowen.domain.channels.models import Channel
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import ACT, UNPROCESSABLE, Form, for_people, see, the_person
from haowen.doors.studio.fields import tag_names
from haowen.doors.words import channel_name
from haowen.kit.refusals import Refused

MOST = 100
SAME, NONE = "same", "none"
UNDO_SECONDS = 24 * 3600
_SALT = "haowen.studio.bulk"


class TagForm(Form):
    """Which tags to add, and which to take away."""

    add = forms.CharField(
        label=gettext_lazy("Tags to add"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Separated by commas; an article has at most ten."),
    )
    drop = forms.CharField(label=gettext_lazy("Tags to take away"), max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        """Return lists of names, and ask for one at least."""
        said = super().clean() or {}
        said = {name: tag_names(text) for name, text in said.items()}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Please write at least one tag."))
        return said


class MoveForm(Form):
    """Where to."""

    channel = forms.ChoiceField(label=gettext_lazy("Channel"))
    series = forms.ChoiceField(label=gettext_lazy("Series"))

    def __init__(self, publisher: Publisher, data: Any = None) -> None:
        """Offer the open channels and the publisher's own series."""
        super().__init__(data)
        stay = [(SAME, _("as it is"))]
        self.channels = {one.slug: one for one in Channel.objects.open()}
        self.own_series = {one.public_id: one for one in Series.objects.filter(publisher=publisher).order_by("title")}
        named = [(slug, channel_name(one)) for slug, one in self.channels.items()]
        titled = [(key, one.title) for key, one in self.own_series.items()]
        self.fields["channel"].choices = stay + named  # type: ignore[attr-defined]
        self.fields["series"].choices = [*stay, (NONE, _("in no series")), *titled]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a change."""
        said = super().clean() or {}
        if said.get("channel") == said.get("series") == SAME:
            raise forms.ValidationError(_("Please choose a channel or a series to move to."))
        return said


class HandForm(Form):
    """To whom."""

    to = forms.ChoiceField(
        label=gettext_lazy("To which publisher"),
        help_text=gettext_lazy(
            "Addresses, comments and history stay. An article leaves its series, and the top of the page."
        ),
    )

    def __init__(self, targets: list[Publisher], data: Any = None) -> None:
        """Offer the others that this person owns or edits."""
        super().__init__(data)
        self.targets = {one.handle: one for one in targets}
        self.fields["to"].choices = [(one.handle, one.name) for one in targets]  # type: ignore[attr-defined]


class SureForm(Form):
    """Nothing more to know."""


@dataclass(slots=True)
class Outcome:
    """What became of the chosen ones; ``undo`` is one entry for each that went."""

    went: list[Article] = field(default_factory=list)
    stayed: list[tuple[Article, str]] = field(default_factory=list)
    undo: list[dict[str, Any]] = field(default_factory=list)


Act = Callable[[Article], dict[str, Any] | None]


def targets(user: User, publisher: Publisher) -> list[Publisher]:
    """Return the publishers to which this person may hand over what this one has."""
    mine = list(publishers.arranged_by(user))
    return [one for one in mine if one != publisher] if publisher in mine else []


@for_people(methods=ACT)
def create(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask for what an act needs to know, or do it."""
    user = the_person(request)
    publisher = get_object_or_404(publishers.written_by(user), handle=handle)
    do = request.POST.get("do", "")
    if do == "undo":
        return _undo(request, publisher, user)
    chosen = _chosen(request, user, publisher)
    form = _form(do, publisher, user, request.POST if "sure" in request.POST else None)
    if form is None or not chosen:
        messages.error(request, _("Please tick the articles first.") if form else _("There is nothing here."))
        return see(f"/studio?publisher={publisher.handle}")
    if not form.is_bound or not form.is_valid():
        context = {"publisher": publisher, "do": do, "articles": chosen, "form": form, "count": len(chosen)}
        context["are_out"] = sum(1 for article in chosen if article.is_published())
        return render(request, "studio/bulk.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    return _answer(request, publisher, do, _try(chosen, _act(do, form, actor_of(user))))


def _chosen(request: HttpRequest, user: User, publisher: Publisher) -> list[Article]:
    """Load what was ticked, as far as this person may write on it; for others it does not exist."""
    keys = [key for key in request.POST.getlist("id") if "\0" not in key][:MOST]
    rows = access.editable_by(user).filter(publisher=publisher, public_id__in=keys)
    return list(_loaded(rows).order_by("-head_id", "-pk"))


def _loaded(rows: Any) -> Any:
    return rows.select_related("publisher", "channel", "series", "head", "revision", "planned")


def _form(do: str, publisher: Publisher, user: User, data: Any) -> Any:
    if do == "tag":
        return TagForm(data)
    if do == "move":
        return MoveForm(publisher, data)
    if do == "hand" and (others := targets(user, publisher)):
        return HandForm(others, data)
    return SureForm(data) if do == "bin" else None


def _act(do: str, form: Any, by: Actor) -> Act:
    said = form.cleaned_data
    if do == "tag":
        return _tagging(list(tags_of(said["add"]).values()), _known(said["drop"]), by)
    if do == "move":
        return _moving(form, by)
    if do == "hand":
        to = form.targets[said["to"]]
        return lambda article: _handed(article, to, by)
    return lambda article: _thrown(article, by)


def _known(names: list[str]) -> list[Tag]:
    """Return the tags of these names that there are: what is taken away is not made for it."""
    return [one for name in names for one in Tag.objects.filter(name__iexact=name)]


def _tagging(add: list[Tag], drop: list[Tag], by: Actor) -> Act:
    def act(article: Article) -> dict[str, Any] | None:
        changed = filing.retag(article, by=by, add=add, drop=drop)
        if not changed:
            return None
        return {"add": [one.pk for one in changed if one not in add], "drop": [one.pk for one in changed if one in add]}

    return act


def _moving(form: MoveForm, by: Actor) -> Act:
    said = form.cleaned_data

    def act(article: Article) -> dict[str, Any] | None:
        channel = article.channel if said["channel"] == SAME else form.channels[said["channel"]]
        series = article.series if said["series"] == SAME else form.own_series.get(said["series"])
        before = {"channel": article.channel_id, "series": article.series_id}
        if (channel, series) == (article.channel, article.series):
            return None
        moving.move(article, by=by, channel=channel, series=series)
        return before

    return act


def _handed(article: Article, to: Publisher, by: Actor) -> dict[str, Any]:
    before = {"publisher": article.publisher_id, "series": article.series_id, "at": to.pk}
    moving.hand_over(article, to, by=by)
    return before


def _thrown(article: Article, by: Actor) -> dict[str, Any]:
    trashing.trash(article, by=by)
    return {}


def _try(chosen: list[Article], act: Act) -> Outcome:
    outcome = Outcome()
    for article in chosen:
        try:
            undo = act(article)
        except Refused as refused:
            outcome.stayed.append((article, refused.message))
            continue
        if undo is None:
            outcome.stayed.append((article, _("It was so already.")))
            continue
        outcome.went.append(article)
        outcome.undo.append({"id": article.pk, **undo})
    return outcome


def _answer(
    request: HttpRequest, publisher: Publisher, do: str, outcome: Outcome, *, is_undone: bool = False
) -> HttpResponse:
    user = the_person(request)
    said = {"do": do, "by": user.pk, "publisher": publisher.pk, "rows": outcome.undo}
    can_undo = bool(outcome.undo) and not is_undone
    context = {
        "publisher": publisher,
        "do": do,
        "outcome": outcome,
        "is_undone": is_undone,
        "undo": signing.dumps(said, salt=_SALT, compress=True) if can_undo else "",
    }
    return render(request, "studio/bulk_done.html", context)


def _undo(request: HttpRequest, publisher: Publisher, user: User) -> HttpResponse:
    try:
        said = signing.loads(request.POST.get("undo", ""), salt=_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        said = {}
    if (said.get("by"), said.get("publisher")) != (user.pk, publisher.pk):
        messages.error(request, _("This can no longer be undone from here."))
        return see(f"/studio?publisher={publisher.handle}")
    rows = {row["id"]: row for row in said["rows"]}
    found = access.trashed_by(user) if said["do"] == "bin" else access.editable_by(user)
    chosen = list(_loaded(found.filter(pk__in=rows)).order_by("-head_id", "-pk"))
    by = actor_of(user)
    back: dict[str, Callable[[Article, dict[str, Any]], object]] = {
        "tag": lambda article, row: filing.retag(article, by=by, add=_tags(row["add"]), drop=_tags(row["drop"])),
        "move": lambda article, row: _moved_back(article, row, by),
        "hand": lambda article, row: _handed_back(article, row, by),
        "bin": lambda article, _row: trashing.take_out(article, by=by),
    }

    def act(article: Article) -> dict[str, Any]:
        back[said["do"]](article, rows[article.pk])
        return {}

    return _answer(request, publisher, said["do"], _try(chosen, act), is_undone=True)


def _tags(keys: list[int]) -> list[Tag]:
    return list(Tag.objects.filter(pk__in=keys))


def _moved_back(article: Article, row: dict[str, Any], by: Actor) -> None:
    channel = Channel.objects.filter(pk=row["channel"]).first()
    moving.move(article, by=by, channel=channel, series=Series.objects.filter(pk=row["series"]).first())


def _handed_back(article: Article, row: dict[str, Any], by: Actor) -> None:
    if article.publisher_id != row["at"]:
        raise Refused(_("It belongs to another publisher by now."))
    moving.hand_over(article, Publisher.objects.get(pk=row["publisher"]), by=by)
    article = Article.objects.select_related("publisher", "channel").get(pk=article.pk)
    moving.move(article, by=by, channel=article.channel, series=Series.objects.filter(pk=row["series"]).first())
