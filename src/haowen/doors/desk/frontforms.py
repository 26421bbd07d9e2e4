"""The forms of ``/desk/front``: placing an article, verticals of originals, their entries."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.articles import access as articles
from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.headlines.models import Place, Slot, Vertical
from haowen.doors.forms import Form, Moment
from haowen.doors.words import PLACES
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

CHOICES = 8
SIX = 6
_ADDRESS = re.compile(r"/a/([0-9A-Za-z]{6,20})")
NOW, AT_SIX, THEN = "now", "six", "then"


class SeveralError(Refused):
    """Several articles have the words in their titles; ``found`` has the newest of them."""

    def __init__(self, found: list[Article]) -> None:
        """Keep what was found."""
        super().__init__(_("Several articles have these words in the title. Please choose one."), field="article")
        self.found = found


def found_article(said: str) -> Article:
    """Find the article that an address, an identifier or a title names; raise Refused where none or several do."""
    text = said.strip()
    listed = articles.listed(now()).select_related("publisher")
    address = _ADDRESS.search(text)
    if article := listed.filter(public_id=address[1] if address else text).first():
        return article
    titled = listed.newest()
    same = list(titled.filter(title=text)[:2]) or list(titled.filter(title__icontains=text)[:CHOICES]) if text else []
    if not same:
        raise Refused(_("No article that readers can see has this address or title."), field="article")
    if len(same) > 1:
        raise SeveralError(same)
    return same[0]


def six_tomorrow() -> dt.datetime:
    """Return six in the morning of tomorrow, in the site's time zone."""
    here = timezone.localtime(now()) + dt.timedelta(days=1)
    return here.replace(hour=SIX, minute=0, second=0, microsecond=0)


def named(thing: Channel | Vertical) -> str:
    """Return the name in the reader's language."""
    return thing.name_zh if (get_language() or "").startswith("zh") else thing.name_en


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
    when = forms.ChoiceField(
        label=gettext_lazy("From when"),
        choices=[
            (NOW, gettext_lazy("Now")),
            (AT_SIX, gettext_lazy("Tomorrow at six")),
            (THEN, gettext_lazy("From the time below")),
        ],
        required=False,
        initial=NOW,
        widget=forms.RadioSelect,
    )
    starts_at = Moment(label=gettext_lazy("From"), required=False)
    until = Moment(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until another takes the place.")
    )

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    instead = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels that are open; remember the last slot that its writer has seen."""
        last = Slot.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        super().__init__(*args, initial={"seen": last} | (kwargs.pop("initial", None) or {}), **kwargs)
        channels = self.fields["channel"]
        channels.queryset = Channel.objects.open()  # type: ignore[attr-defined]
        channels.label_from_instance = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask a channel's headline for its channel, and an end to lie after the beginning."""
        said = super().clean() or {}
        when = said.get("when") or (THEN if said.get("starts_at") else NOW)
        if when == THEN and not said.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Please give the time."))
        said["starts_at"] = {NOW: now(), AT_SIX: six_tomorrow()}.get(when) or said.get("starts_at")
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
        verticals.label_from_instance = named  # type: ignore[attr-defined]
