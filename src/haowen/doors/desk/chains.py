"""Who reviews what: the stages of each channel and publisher, set by an operator: ``/desk/reviews``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import STAGES_MOST, Chain, Passer
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, attempt, for_people, see, the_person
from haowen.doors.words import channel_name

PASSERS = {
    Passer.WRITERS: gettext_lazy("Writers of the publisher, the author too"),
    Passer.EDITORS: gettext_lazy("Owners and editors of the publisher"),
    Passer.HOST: gettext_lazy("People of the host"),
}
MOST = 200


class StageForm(Form):
    """One stage; without a name it is none."""

    name = forms.CharField(label=gettext_lazy("Name of the stage"), max_length=40, required=False)
    passers = forms.ChoiceField(label=gettext_lazy("Who passes it"), choices=list(PASSERS.items()), required=False)
    hours = forms.IntegerField(label=gettext_lazy("Hours until it is due"), min_value=1, max_value=9999, required=False)
    people = forms.CharField(
        label=gettext_lazy("These people alone"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("Their e-mail addresses here, separated by commas."),
    )
    deputies = forms.CharField(label=gettext_lazy("Their deputies, once it is overdue"), max_length=600, required=False)

    def clean_people(self) -> tuple[User, ...]:
        """Find the people."""
        return _users(self.cleaned_data["people"])

    def clean_deputies(self) -> tuple[User, ...]:
        """Find the deputies."""
        return _users(self.cleaned_data["deputies"])


class ChainForm(Form):
    """What holds for all stages together."""

    returns_to = forms.IntegerField(
        label=gettext_lazy("An edited article goes back to stage"), min_value=1, max_value=STAGES_MOST, initial=1
    )
    may_be_urgent = forms.BooleanField(
        label=gettext_lazy("Whoever passes the last stage may publish at once; the others sign later"), required=False
    )
    entries_stage = forms.IntegerField(
        label=gettext_lazy("Entries of live reports are passed by stage"),
        min_value=1,
        max_value=STAGES_MOST,
        required=False,
        help_text=gettext_lazy("One by one, and by this stage alone. Empty: by the last."),
    )
    entries_go_first = forms.BooleanField(
        label=gettext_lazy("Entries of live reports are out at once, and are passed afterwards"), required=False
    )


def _users(said: str) -> tuple[User, ...]:
    addresses = [word.strip() for word in said.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    found = {user.email.lower(): user for user in User.objects.filter(email__in=[a.lower() for a in addresses])}
    if unknown := [address for address in addresses if address.lower() not in found]:
        raise forms.ValidationError(
            _("Nobody has this address here: %(addresses)s") % {"addresses": ", ".join(unknown)}
        )
    return tuple(found.values())


@for_people(User.is_operator)
def index(request: HttpRequest) -> HttpResponse:
    """List the channels, and the publishers that have a chain, with their stages."""
    chains = Chain.objects.prefetch_related("stages")
    of_channel = {chain.channel_id: chain for chain in chains.exclude(channel=None)}
    rows = [
        {"name": channel_name(row), "at": f"channel/{row.slug}", "chain": of_channel.get(row.pk)}
        for row in Channel.objects.open()
    ]
    rows += [
        {"name": chain.publisher.name, "at": f"publisher/{chain.publisher.handle}", "chain": chain}
        for chain in chains.exclude(publisher=None).select_related("publisher")
        if chain.publisher
    ]
    handle = request.GET.get("publisher", "").strip().lstrip("@")
    if handle and Publisher.objects.filter(handle=handle).exists():
        return see(f"/desk/reviews/publisher/{handle}")
    return render(request, "desk/chains.html", {"rows": rows, "unknown": handle})


@for_people(User.is_operator, BOTH)
def of_channel(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the stages of a channel: ``/desk/reviews/channel/<slug>``."""
    channel = get_object_or_404(Channel, slug=slug)
    return _edit(request, channel, Chain.objects.filter(channel=channel).first(), channel_name(channel))


@for_people(User.is_operator, BOTH)
def of_publisher(request: HttpRequest, handle: str) -> HttpResponse:
    """Set the stages of a publisher: ``/desk/reviews/publisher/<handle>``."""
    publisher = get_object_or_404(Publisher, handle=handle)
    return _edit(request, publisher, Chain.objects.filter(publisher=publisher).first(), publisher.name)


def _edit(request: HttpRequest, of: Channel | Publisher, chain: Chain | None, name: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    kept = _kept(chain)
    form = ChainForm(data, initial={name: getattr(chain, name) for name in ChainForm.base_fields} if chain else None)
    rows = [
        StageForm(data, prefix=f"stage{number}", initial=kept[number - 1] if number <= len(kept) else None)
        for number in range(1, STAGES_MOST + 1)
    ]
    if data is not None and all([row.is_valid() for row in rows]):  # noqa: C419 - each keeps its own mistakes
        attempt(form, lambda said: _set(of, rows, said, the_person(request)))
        if not form.errors:
            messages.success(request, _("The stages are saved."))
            return see("/desk/reviews")
    status = UNPROCESSABLE if data is not None else 200
    return render(request, "desk/chain.html", {"name": name, "form": form, "rows": rows}, status=status)


def _set(of: Channel | Publisher, rows: list[StageForm], said: dict[str, Any], user: User) -> None:
    wanted = [
        StageWanted(
            row.cleaned_data["name"].strip(), Passer(row.cleaned_data["passers"] or Passer.HOST),
            row.cleaned_data["hours"], row.cleaned_data["people"], row.cleaned_data["deputies"],
        )
        for row in rows if row.cleaned_data["name"].strip()
    ]  # fmt: skip
    set_chain(of, wanted, by=user, **said)


def _kept(chain: Chain | None) -> list[dict[str, Any]]:
    rows = chain.stages.prefetch_related("people__user") if chain else []
    return [
        {
            "name": row.name, "passers": row.passers, "hours": row.hours,
            "people": ", ".join(one.user.email for one in row.people.all() if not one.is_deputy),
            "deputies": ", ".join(one.user.email for one in row.people.all() if one.is_deputy),
        }
        for row in rows
    ]  # fmt: skip
