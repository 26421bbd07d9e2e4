"""What the host lays down about publishers: reserved words, who may write where: ``/desk/names``, ``/desk/writing``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.publishers import permitting, reserving
from haowen.domain.publishers.models import Holding, Kind, Permission, ReservedWord, WritingRule
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.words import PERMISSIONS, PUBLISHER_KINDS, RESERVED_SORTS

ANY = gettext_lazy("any")
HOLDINGS = {
    "": ANY,
    Holding.HELD: gettext_lazy("with a credential in force"),
    Holding.NONE: gettext_lazy("without a credential"),
}
KEY_DIGITS = 12


class WordsForm(Form):
    """Words to put on the list."""

    texts = Lines(label=gettext_lazy("Words, one a line"), max_length=4000)
    sort = forms.ChoiceField(label=gettext_lazy("They make readers think of"), choices=list(RESERVED_SORTS.items()))


class RuleForm(Form):
    """One line of the table."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of publisher"), required=False, choices=[("", ANY), *PUBLISHER_KINDS.items()]
    )
    holds = forms.ChoiceField(label=gettext_lazy("Credential"), required=False, choices=list(HOLDINGS.items()))
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"),
        queryset=Channel.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=ANY,
    )
    permission = forms.ChoiceField(label=gettext_lazy("May publish"), choices=list(PERMISSIONS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every channel by its name."""
        super().__init__(*args, **kwargs)
        channel = self.fields["channel"]
        channel.queryset = Channel.objects.all()  # type: ignore[attr-defined]
        channel.label_from_instance = _name  # type: ignore[attr-defined]


def _name(channel: Channel) -> str:
    return channel.name_zh if (get_language() or "").startswith("zh") else channel.name_en


@for_people(User.is_operator, BOTH)
def names(request: HttpRequest) -> HttpResponse:
    """Show the list of reserved words; put words on it, take some off."""
    form = WordsForm()
    if request.method == "POST" and request.POST.get("do") == "take_off":
        keys = [int(key) for key in request.POST.getlist("word") if key.isdecimal() and len(key) <= KEY_DIGITS]
        gone = reserving.take_off(keys, by=the_person(request))
        messages.success(request, _("Taken off the list: %(number)d") % {"number": gone})
        return see("/desk/names")
    if request.method == "POST":
        form = WordsForm(request.POST)
        made = attempt(form, lambda said: reserving.put(said["texts"], said["sort"], by=the_person(request)))
        if made is not None:
            messages.success(request, _("New on the list: %(number)d") % {"number": made})
            return see("/desk/names")
    words = list(ReservedWord.objects.all())
    groups = [
        {"name": name, "words": [word for word in words if word.sort == sort]} for sort, name in RESERVED_SORTS.items()
    ]
    context = {"groups": [group for group in groups if group["words"]], "form": form}
    return render(request, "desk/names.html", context, status=UNPROCESSABLE if form.errors else 200)


@for_people(User.is_operator, BOTH)
def writing(request: HttpRequest) -> HttpResponse:
    """Show the table who may write where; set a line, take one off."""
    form = RuleForm()
    if request.method == "POST" and request.POST.get("do") == "take_off":
        key = request.POST.get("rule", "")
        known = int(key) if key.isdecimal() and len(key) <= KEY_DIGITS else 0
        permitting.take_off(get_object_or_404(WritingRule, pk=known), by=the_person(request))
        messages.success(request, _("The line is taken off."))
        return see("/desk/writing")
    if request.method == "POST":
        form = RuleForm(request.POST)
        if attempt(form, lambda said: permitting.set_rule(**said, by=the_person(request))) is not None:
            messages.success(request, _("The line is set."))
            return see("/desk/writing")
    rows = WritingRule.objects.select_related("channel")
    context = {"rows": [_row(rule) for rule in rows], "form": form}
    return render(request, "desk/writing.html", context, status=UNPROCESSABLE if form.errors else 200)


def _row(rule: WritingRule) -> dict[str, Any]:
    return {
        "rule": rule,
        "kind": PUBLISHER_KINDS[Kind(rule.kind)] if rule.kind else ANY,
        "holds": HOLDINGS[Holding(rule.holds) if rule.holds else ""],
        "channel": _name(rule.channel) if rule.channel else ANY,
        "permission": PERMISSIONS[Permission(rule.permission)],
    }
