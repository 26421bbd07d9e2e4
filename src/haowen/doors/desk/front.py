"""Headline slots and originals: what stands at the top, now or from six tomorrow: ``/desk/front``."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.articles import access as articles
from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.headlines import originals, placing
from haowen.domain.headlines.models import Place, Slot, Vertical
from haowen.domain.people.models import User
from haowen.doors.forms import ACT, UNPROCESSABLE, Form, Moment, attempt, for_people, see, the_person
from haowen.doors.words import PLACES
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

CANDIDATES = 40
_ADDRESS = re.compile(r"/a/([0-9A-Za-z]{6,20})")


def found_article(said: str) -> Article:
    """Find the article that an address, an identifier or a title names; raise Refused where none or several do."""
    text = said.strip()
    listed = articles.listed(now())
    address = _ADDRESS.search(text)
    if article := listed.filter(public_id=address[1] if address else text).first():
        return article
    same = list(listed.filter(title=text)[:2]) or list(listed.filter(title__icontains=text)[:2]) if text else []
    if not same:
        raise Refused(_("No article that readers can see has this address or title."), field="article")
    if len(same) > 1:
        raise Refused(_("Several articles have these words in the title. Please give the address."), field="article")
    return same[0]


class ArticleField(forms.CharField):
    """An article by its address or title."""

    widget = forms.TextInput(attrs={"list": "candidates", "autocomplete": "off"})


class SlotForm(Form):
    """Which article stands where, from when, until when."""

    article = ArticleField(
        label=gettext_lazy("Article"), help_text=gettext_lazy("Its address, or words of its title."), max_length=300
    )
    place = forms.ChoiceField(label=gettext_lazy("Place"), choices=list(PLACES.items()))
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"),
        queryset=Channel.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("None: the front page"),
        help_text=gettext_lazy("For the headline of a channel."),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Position"), min_value=0, max_value=9, initial=0, help_text=gettext_lazy("0 is the first.")
    )
    starts_at = Moment(label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Empty: at once."))
    until = Moment(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until another takes the place.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels that are open."""
        super().__init__(*args, **kwargs)
        channels = self.fields["channel"]
        channels.queryset = Channel.objects.open()  # type: ignore[attr-defined]
        channels.label_from_instance = _named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask a channel's headline for its channel, and an end to lie after the beginning."""
        said = super().clean() or {}
        if said.get("place") == Place.CHANNEL and not said.get("channel"):
            self.add_error("channel", _("Please choose the channel."))
        if said.get("until") and said["until"] <= (said.get("starts_at") or now()):
            self.add_error("until", _("The end must lie after the beginning."))
        return said


class VerticalForm(Form):
    """A new vertical of originals."""

    slug = forms.SlugField(label=gettext_lazy("Name in the address"), max_length=30)
    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=20)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=30)
    position = forms.IntegerField(label=gettext_lazy("Position"), min_value=0, max_value=99, initial=0)


class OriginalForm(Form):
    """An article's place in a vertical."""

    vertical = forms.ModelChoiceField(
        label=gettext_lazy("Vertical"), queryset=Vertical.objects.none(), to_field_name="slug", empty_label=None
    )
    article = ArticleField(
        label=gettext_lazy("Article"), help_text=gettext_lazy("Its address, or words of its title."), max_length=300
    )
    position = forms.IntegerField(label=gettext_lazy("Position"), min_value=0, max_value=999, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the verticals there are."""
        super().__init__(*args, **kwargs)
        verticals = self.fields["vertical"]
        verticals.queryset = Vertical.objects.all()  # type: ignore[attr-defined]
        verticals.label_from_instance = _named  # type: ignore[attr-defined]


def _named(thing: Channel | Vertical) -> str:
    return thing.name_zh if (get_language() or "").startswith("zh") else thing.name_en


@for_people(User.may_edit_front)
def index(request: HttpRequest) -> HttpResponse:
    """Show what stands and will stand where, and the forms to change it."""
    return _page(request)


@for_people(User.may_edit_front, ACT)
def place(request: HttpRequest) -> HttpResponse:
    """Place an article: POST ``/desk/front/place``."""
    form = SlotForm(request.POST)
    attempt(form, lambda said: _place(said, the_person(request)))
    if form.errors:
        return _page(request, slot=form, status=UNPROCESSABLE)
    messages.success(request, _("Placed. Readers see it from the time you gave."))
    return see("/desk/front")


def _place(said: dict[str, Any], user: User) -> Slot:
    return placing.place(
        found_article(said["article"]),
        Place(said["place"]),
        channel=said["channel"] if said["place"] == Place.CHANNEL else None,
        position=said["position"],
        starts_at=said["starts_at"] or now(),
        until=said["until"],
        by=user,
    )


@for_people(User.may_edit_front, ACT)
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a slot now; one that has not begun does not begin: POST ``/desk/front/slots/<key>/end``."""
    slot = get_object_or_404(Slot, pk=key)
    try:
        placing.end(slot, by=the_person(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Taken down. The place is filled by rank until somebody fills it."))
    return see("/desk/front")


@for_people(User.may_edit_front, ACT)
def open_vertical(request: HttpRequest) -> HttpResponse:
    """Open a vertical: POST ``/desk/front/verticals``."""
    form = VerticalForm(request.POST)
    attempt(
        form, lambda said: originals.open_vertical(said["slug"], said["name_zh"], said["name_en"], said["position"])
    )
    if form.errors:
        return _page(request, vertical=form, status=UNPROCESSABLE)
    messages.success(request, _("The vertical is open."))
    return see("/desk/front")


@for_people(User.may_edit_front, ACT)
def enter(request: HttpRequest) -> HttpResponse:
    """Put an article into a vertical: POST ``/desk/front/originals``."""
    form = OriginalForm(request.POST)
    attempt(form, lambda said: originals.enter(said["vertical"], found_article(said["article"]), said["position"]))
    if form.errors:
        return _page(request, original=form, status=UNPROCESSABLE)
    messages.success(request, _("It is in the vertical."))
    return see("/desk/front")


def _page(
    request: HttpRequest,
    *,
    slot: SlotForm | None = None,
    vertical: VerticalForm | None = None,
    original: OriginalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    slots = Slot.objects.filter(Q(until__isnull=True) | Q(until__gt=at)).select_related("article__publisher", "channel")
    rows = [
        {
            "slot": row,
            "place": PLACES[Place(row.place)],
            "channel": _named(row.channel) if row.channel else "",
            "is_now": row.starts_at <= at,
        }
        for row in slots.order_by("place", "channel__position", "position", "-starts_at")
    ]
    verticals = Vertical.objects.prefetch_related("entries__article").order_by("position", "id")
    context = {
        "rows": rows,
        "verticals": [{"name": _named(row), "slug": row.slug, "entries": row.entries.all()} for row in verticals],
        "candidates": articles.listed(at).newest()[:CANDIDATES],
        "slot_form": slot or SlotForm(auto_id="slot_%s"),
        "vertical_form": vertical or VerticalForm(auto_id="vertical_%s"),
        "original_form": original or OriginalForm(auto_id="original_%s"),
    }
    return render(request, "desk/front.html", context, status=status)
