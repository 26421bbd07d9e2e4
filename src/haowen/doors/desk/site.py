"""What the host says about its site: ``/desk/site``. Every change is kept on record with who made it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.site import changing
from haowen.domain.site.models import FooterLink, Notice, Origin, Site, SiteChange
from haowen.doors.desk.channelforms import ChannelForm
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, Form, Lines, Moment, attempt, for_people, see, the_person
from haowen.doors.words import LANGUAGES, ORIGINS
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

SPARE_LINKS = 3
RECORDS = 20


class SiteForm(Form):
    """The settings with a value each."""

    name = forms.CharField(label=gettext_lazy("Name of the site"), max_length=60)
    tagline_zh = forms.CharField(label=gettext_lazy("Tagline in Chinese"), max_length=120, required=False)
    tagline_en = forms.CharField(label=gettext_lazy("Tagline in English"), max_length=120, required=False)
    default_language = forms.ChoiceField(label=gettext_lazy("Default language"), choices=list(LANGUAGES.items()))
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=60, help_text=gettext_lazy("A name such as Asia/Shanghai.")
    )
    parent_name = forms.CharField(label=gettext_lazy("Parent site: name"), max_length=60, required=False)
    parent_url = forms.CharField(label=gettext_lazy("Parent site: address"), max_length=200, required=False)
    icp_number = forms.CharField(label=gettext_lazy("ICP registration number"), max_length=60, required=False)
    police_number = forms.CharField(label=gettext_lazy("Police registration number"), max_length=60, required=False)
    police_url = forms.CharField(label=gettext_lazy("Police registration: link"), max_length=200, required=False)
    news_licence = forms.CharField(label=gettext_lazy("News licence"), max_length=80, required=False)
    report_phone = forms.CharField(label=gettext_lazy("Telephone for reports"), max_length=40, required=False)
    report_email = forms.EmailField(label=gettext_lazy("E-mail for reports"), required=False)
    about_zh = Lines(label=gettext_lazy("About this site, in Chinese"), required=False)
    about_en = Lines(label=gettext_lazy("About this site, in English"), required=False)
    contact_zh = Lines(label=gettext_lazy("Contact, in Chinese"), required=False)
    contact_en = Lines(label=gettext_lazy("Contact, in English"), required=False)
    title_least = forms.IntegerField(label=gettext_lazy("Shortest title, characters"), min_value=1, max_value=200)
    title_most = forms.IntegerField(label=gettext_lazy("Longest title, characters"), min_value=1, max_value=200)
    publishers_a_person = forms.IntegerField(
        label=gettext_lazy("Publishers a person may open"), min_value=0, max_value=1000
    )


class NoticeForm(Form):
    """The notice under articles of one origin, in both languages."""

    text_zh = Lines(label=gettext_lazy("In Chinese"), required=False)
    text_en = Lines(label=gettext_lazy("In English"), required=False)


class TermsForm(Form):
    """A new version of the terms."""

    terms_zh = Lines(label=gettext_lazy("In Chinese"))
    terms_en = Lines(label=gettext_lazy("In English"))
    in_force_at = Moment(label=gettext_lazy("In force from"), required=False, help_text=gettext_lazy("Empty: at once."))


@for_people(User.is_operator, BOTH)
def edit(request: HttpRequest) -> HttpResponse:
    """Show everything, and save the settings."""
    if request.method != "POST":
        return page(request)
    form = SiteForm(request.POST, auto_id="site_%s")
    attempt(form, lambda said: changing.change(the_person(request), **said))
    if form.errors:
        return page(request, site_form=form, status=UNPROCESSABLE)
    messages.success(request, _("Saved. The next page that is asked for shows it."))
    return see("/desk/site")


@for_people(User.is_operator, ACT)
def notices(request: HttpRequest) -> HttpResponse:
    """Save the notice of one origin: POST ``/desk/site/notices``."""
    origin = request.POST.get("origin", "")
    form = NoticeForm(request.POST, auto_id=f"notice_{origin}_%s" if origin in Origin.values else "notice_%s")
    attempt(
        form, lambda said: changing.set_notice(origin, zh=said["text_zh"], en=said["text_en"], by=the_person(request))
    )
    if form.errors:
        return page(request, notice=(origin, form), status=UNPROCESSABLE)
    messages.success(request, _("The notice is saved."))
    return see("/desk/site#notices")


@for_people(User.is_operator, ACT)
def footer(request: HttpRequest) -> HttpResponse:
    """Save the footer's links: POST ``/desk/site/footer``; a row without texts and address is left out."""
    columns = (request.POST.getlist(name) for name in ("label_zh", "label_en", "url"))
    rows = [dict(zip(("label_zh", "label_en", "url"), row, strict=True)) for row in zip(*columns, strict=False)]
    links = [row for row in rows if any(value.strip() for value in row.values())]
    try:
        changing.set_footer(links, by=the_person(request))
    except Refused as refused:
        return page(request, links=links, wrong_links=refused.message, status=UNPROCESSABLE)
    messages.success(request, _("The footer is saved."))
    return see("/desk/site#footer")


@for_people(User.is_operator, ACT)
def terms(request: HttpRequest) -> HttpResponse:
    """Keep a new version of the terms: POST ``/desk/site/terms``."""
    form = TermsForm(request.POST, auto_id="terms_%s")
    attempt(
        form,
        lambda said: changing.issue_terms(
            said["terms_zh"], said["terms_en"], by=the_person(request), in_force_at=said["in_force_at"]
        ),
    )
    if form.errors:
        return page(request, terms_form=form, status=UNPROCESSABLE)
    messages.success(request, _("The new version is kept."))
    return see("/desk/site#terms")


def page(
    request: HttpRequest,
    *,
    site_form: SiteForm | None = None,
    notice: tuple[str, NoticeForm] | None = None,
    links: list[dict[str, str]] | None = None,
    wrong_links: str = "",
    terms_form: TermsForm | None = None,
    channel_form: tuple[str, ChannelForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the whole page; a form that was refused is shown as it was sent."""
    current = changing.current()
    in_force = changing.terms_in_force(now())
    said_terms = {"terms_zh": in_force.text_zh, "terms_en": in_force.text_en} if in_force else {}
    kept_links = list(FooterLink.objects.values("label_zh", "label_en", "url")) if links is None else links
    context: dict[str, Any] = {
        "site_form": site_form or SiteForm(initial=_values(current), auto_id="site_%s"),
        "notices": _notices(notice),
        "links": [*kept_links, *({"label_zh": "", "label_en": "", "url": ""} for _row in range(SPARE_LINKS))],
        "wrong_links": wrong_links,
        "terms": in_force,
        "terms_form": terms_form or TermsForm(initial=said_terms, auto_id="terms_%s"),
        "channels": _channels(channel_form),
        "new_channel": channel_form[1] if channel_form and not channel_form[0] else ChannelForm(auto_id="channel_%s"),
        "records": [{"row": row, "name": _changed(row.field)} for row in SiteChange.objects.all()[:RECORDS]],
    }
    return render(request, "desk/site.html", context, status=status)


def _changed(field: str) -> Any:
    """Return what a changed setting is called on this page."""
    if field in SiteForm.base_fields:
        return SiteForm.base_fields[field].label
    name, _dot, origin = field.partition(".")
    if name == "notice" and origin in Origin.values:
        return _("Notice: %(origin)s") % {"origin": ORIGINS[Origin(origin)]}
    return {"footer": _("Footer"), "terms": _("Terms")}.get(name, field)


def _values(site: Site) -> dict[str, Any]:
    return {name: getattr(site, name) for name in SiteForm.base_fields}


def _notices(refused: tuple[str, NoticeForm] | None) -> list[dict[str, Any]]:
    kept = {row.origin: row for row in Notice.objects.all()}
    shown = []
    for origin, name in ORIGINS.items():
        row = kept.get(origin)
        form = NoticeForm(
            initial={"text_zh": row.text_zh if row else "", "text_en": row.text_en if row else ""},
            auto_id=f"notice_{origin.value}_%s",
        )
        if refused and refused[0] == origin:
            form = refused[1]
        shown.append({"origin": origin.value, "name": name, "form": form})
    return shown


def _channels(refused: tuple[str, ChannelForm] | None) -> list[dict[str, Any]]:
    shown = []
    for channel in Channel.objects.prefetch_related("demands").order_by("-is_open", "position", "id"):
        form = ChannelForm.of(channel)
        if refused and refused[0] == channel.slug:
            form = refused[1]
        shown.append({"channel": channel, "form": form})
    return shown
