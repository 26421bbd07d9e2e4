"""What a publisher says of itself, and its name: ``/studio/@<handle>/profile``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import picture
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import access, profiling, renaming
from haowen.domain.publishers.models import FlagReason, NameChange, Publisher
from haowen.domain.publishers.profiling import LINKS_MOST, Profile
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.studio.fields import Upload
from haowen.doors.studio.rows import Row
from haowen.doors.words import FLAG_REASONS, LANGUAGES, LICENCES
from haowen.kit.refusals import Refused


class LinkRow(Row):
    """A place elsewhere."""

    word = "link"
    label = forms.CharField(label=gettext_lazy("Name of the link"), max_length=40, required=False)
    url = forms.URLField(label=gettext_lazy("Link"), max_length=300, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """Ask for both where one is there."""
        said = super().clean() or {}
        for name, words in (("label", _("A link needs a name.")), ("url", _("A link needs its address."))):
            if not self.is_blank() and not said.get(name) and name not in self.errors:
                self.add_error(name, words)
        return said


class ProfileForm(Form):
    """Everything but name, handle and links."""

    avatar = Upload(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("Square is best. What it says about place and camera is taken out."),
    )
    avatar_off = forms.BooleanField(label=gettext_lazy("No picture"), required=False)
    tagline = forms.CharField(
        label=gettext_lazy("Tagline"),
        max_length=profiling.TAGLINE_MOST,
        required=False,
        help_text=gettext_lazy("One sentence under the name."),
    )
    field = forms.CharField(label=gettext_lazy("Field"), max_length=profiling.FIELD_MOST, required=False)
    about = Lines(
        label=gettext_lazy("About"),
        max_length=profiling.ABOUT_MOST,
        required=False,
        help_text=gettext_lazy("Up to 2,000 characters, shown on the publisher's page."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How readers reach you"),
        max_length=profiling.CONTACT_MOST,
        required=False,
        help_text=gettext_lazy("An e-mail address or a few words. Everybody can read it."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the publisher"), choices=list(LANGUAGES.items()))
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence with which new articles begin"), choices=list(LICENCES.items()), required=False
    )


class NameForm(Form):
    """What readers know it by."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    handle = forms.CharField(
        label=gettext_lazy("Handle"),
        max_length=60,
        help_text=gettext_lazy("Old addresses go on leading here, for good."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


@for_people(methods=BOTH)
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Show the profile filled in, and keep what is changed; name and handle are for owners."""
    user = the_person(request)
    publisher = get_object_or_404(access.arranged_by(user).select_related("avatar"), handle=handle)
    is_owner = access.owned_by(user).filter(pk=publisher.pk).exists()
    if request.method != "POST":
        return _page(request, publisher, is_owner=is_owner)
    do = request.POST.get("do", "")
    if do == "profile":
        return _keep(request, publisher, user, is_owner=is_owner)
    if not is_owner:
        raise Http404
    if do == "name":
        return _rename(request, publisher, user)
    change = renaming.asked_for(publisher)
    if do != "take_back" or change is None:
        raise Http404
    try:
        renaming.take_back(change, by=user)
    except Refused as refused:
        messages.error(request, refused.message)
    return see(f"/studio/@{publisher.handle}/profile")


def _keep(request: HttpRequest, publisher: Publisher, user: User, *, is_owner: bool) -> HttpResponse:
    form, links = ProfileForm(request.POST, request.FILES), _links(request.POST)
    are_right = not any(row.errors for row in links)

    def act(said: dict[str, Any]) -> Publisher | None:
        if not are_right:
            return None
        upload, is_off = said.pop("avatar"), said.pop("avatar_off")
        avatar = _picture(upload, user) if upload else None if is_off else publisher.avatar
        pairs = [(row.cleaned_data["label"], row.cleaned_data["url"]) for row in links if not row.is_blank()]
        return profiling.say(publisher, Profile(**said, avatar=avatar, links=pairs), by=user)

    if attempt(form, act) is None:
        return _page(request, publisher, is_owner=is_owner, form=form, links=links)
    messages.success(request, _("Saved. Readers see it now."))
    return see(f"/studio/@{publisher.handle}/profile")


def _picture(upload: Any, user: User) -> Media:
    try:
        return keep(upload.read(), by=actor_of(user))
    except Refused as refused:
        raise Refused(refused.message, field="avatar") from refused


def _rename(request: HttpRequest, publisher: Publisher, user: User) -> HttpResponse:
    form = NameForm(request.POST)
    done: list[NameChange | None] = []
    attempt(form, lambda said: done.append(renaming.rename(publisher, said["handle"], name=said["name"], by=user)))
    if not done:
        return _page(request, publisher, is_owner=True, names=form)
    if done[0] is None:
        messages.success(request, _("Saved. Readers see it now."))
    else:
        messages.success(request, _("The host looks at this name first. Until then the old one stays."))
    return see(f"/studio/@{publisher.handle}/profile")


def _links(data: QueryDict) -> list[LinkRow]:
    return LinkRow.read(data)[:LINKS_MOST]


def _page(
    request: HttpRequest,
    publisher: Publisher,
    *,
    is_owner: bool,
    form: ProfileForm | None = None,
    links: list[LinkRow] | None = None,
    names: NameForm | None = None,
) -> HttpResponse:
    if links is None:
        kept = publisher.links.values("label", "url")
        links = [LinkRow(number, initial=row) for number, row in enumerate(kept)]
    links += [LinkRow(number) for number in range(len(links), LINKS_MOST)]
    fields = ("tagline", "field", "about", "contact", "language", "licence")
    avatar = publisher.avatar
    context = {
        "publisher": publisher,
        "form": form or ProfileForm(initial={name: getattr(publisher, name) for name in fields}),
        "links": links,
        "names": (names or NameForm(initial={"name": publisher.name, "handle": publisher.handle}))
        if is_owner
        else None,
        "avatar": picture(avatar.sha256, avatar.width, avatar.height, avatar.colour, avatar.has_avif, most=160)
        if avatar
        else None,
        "change": _told(renaming.asked_for(publisher)),
    }
    is_wrong = (form and form.errors) or (names and names.errors) or any(row.errors for row in links)
    return render(request, "studio/profile.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _told(change: NameChange | None) -> dict[str, Any] | None:
    """Return the last name that was asked for, with why the host looks."""
    if change is None or change.is_granted:
        return None
    why = [
        {
            "reason": FLAG_REASONS[FlagReason(reason)] if reason in FlagReason.values else _("Verified name"),
            "name": name,
        }
        for reason, name in change.resembles
    ]
    return {"change": change, "why": why, "is_open": change.is_granted is None}
