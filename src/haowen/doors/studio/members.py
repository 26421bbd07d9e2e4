"""Who belongs to a publisher: inviting, roles, handing over, leaving: ``/studio/@<handle>/members``."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.people.models import User
from haowen.domain.publishers import access, inviting, membership
from haowen.domain.publishers.models import Invitation, MemberRole, Publisher
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, attempt, for_people, see, the_person
from haowen.doors.words import MEMBER_ROLES
from haowen.kit.refusals import Refused

MAY = {
    MemberRole.OWNER: gettext_lazy("everything, members and handing over included"),
    MemberRole.EDITOR: gettext_lazy("write and publish, everybody's articles"),
    MemberRole.WRITER: gettext_lazy("write and publish"),
    MemberRole.ANALYST: gettext_lazy("see titles and numbers, no text of drafts"),
}


class InvitationForm(Form):
    """Whom to invite, as what."""

    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Empty: you get a link to pass on yourself. Either works once, within 14 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(MEMBER_ROLES.items()), initial=MemberRole.WRITER)


@for_people(methods=BOTH)
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Show the members, and do what an owner may do with them, or leave."""
    user = the_person(request)
    publisher = get_object_or_404(access.of_user(user), handle=handle)
    if request.method != "POST":
        return _page(request, publisher, user)
    do = request.POST.get("do", "")
    if do == "invite":
        return _invite(request, publisher, user)
    try:
        if do == "withdraw":
            key = request.POST.get("invitation", "")
            invitation = get_object_or_404(Invitation, pk=int(key) if key.isdecimal() else 0, publisher=publisher)
            inviting.withdraw(invitation, by=user)
        else:
            _change(request, publisher, user, do)
    except Refused as refused:
        return _page(request, publisher, user, wrong=refused.message)
    if not access.of_user(user).filter(pk=publisher.pk).exists():
        messages.success(request, _("You have left “%(name)s”.") % {"name": publisher.name})
        return see("/studio")
    messages.success(request, _("Done."))
    return see(f"/studio/@{publisher.handle}/members")


def _change(request: HttpRequest, publisher: Publisher, user: User, do: str) -> None:
    if do == "leave":
        membership.let_go(publisher, user, by=user)
        return
    member = publisher.members.select_related("user").filter(user__public_id=request.POST.get("member", "")).first()
    if member is None:
        raise Refused(_("This person is no member any more."))
    if do == "role":
        membership.set_role(publisher, member.user, request.POST.get("role", ""), by=user)
    elif do == "remove":
        membership.let_go(publisher, member.user, by=user)
    elif do == "hand_over":
        membership.hand_over(publisher, member.user, by=user)
    else:
        raise Refused(_("There is nothing here."))


def _invite(request: HttpRequest, publisher: Publisher, user: User) -> HttpResponse:
    form = InvitationForm(request.POST)
    made = attempt(form, lambda said: inviting.invite(publisher, by=user, role=said["role"], email=said["email"]))
    if made is None:
        return _page(request, publisher, user, form)
    invitation, key = made
    if invitation.email:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
        return see(f"/studio/@{publisher.handle}/members")
    return _page(request, publisher, user, link=f"{settings.BASE_URL}/studio/invitations/{key}")


def _page(
    request: HttpRequest,
    publisher: Publisher,
    user: User,
    form: InvitationForm | None = None,
    *,
    wrong: str = "",
    link: str = "",
) -> HttpResponse:
    members = list(publisher.members.select_related("user").order_by("since", "pk"))
    is_owner = any(one.user_id == user.pk and one.role == MemberRole.OWNER for one in members)
    context: dict[str, Any] = {
        "publisher": publisher,
        "members": [{"member": one, "role": MEMBER_ROLES[MemberRole(one.role)]} for one in members],
        "roles": [{"key": role.value, "name": MEMBER_ROLES[role], "may": MAY[role]} for role in MemberRole],
        "is_owner": is_owner,
        "may_write": any(one.user_id == user.pk and one.role in access.WRITING_ROLES for one in members),
        "form": (form or InvitationForm()) if is_owner else None,
        "invitations": [
            {"invitation": one, "role": MEMBER_ROLES[MemberRole(one.role)]} for one in inviting.open_ones(publisher)
        ]
        if is_owner
        else [],
        "wrong": wrong,
        "link": link,
    }
    is_wrong = wrong or (form and form.errors)
    return render(request, "studio/members.html", context, status=UNPROCESSABLE if is_wrong else 200)


@for_people(methods=BOTH)
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invitation and accept it: ``/studio/invitations/<key>``."""
    found = inviting.found(key)
    wrong = ""
    if request.method == "POST":
        try:
            member = inviting.accept(key, by=the_person(request))
        except Refused as refused:
            wrong = refused.message
        else:
            messages.success(request, _("Welcome to “%(name)s”.") % {"name": member.publisher.name})
            return see(f"/studio?publisher={member.publisher.handle}")
    elif found is None:
        raise Http404
    context = {"invitation": found, "role": MEMBER_ROLES[MemberRole(found.role)] if found else "", "wrong": wrong}
    return render(request, "studio/invitation.html", context, status=UNPROCESSABLE if wrong else 200)
