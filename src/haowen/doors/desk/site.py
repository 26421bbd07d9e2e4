"""What the host says about its site: ``/desk/site``. Every change is kept on record with who made it, and can be undone."""

import itertools
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article
from haowen.domain.channels.arranging import ORDER
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.site import changing
from haowen.domain.site.models import FooterLink, Notice, Origin, SiteChange
from haowen.domain.site.recording import Overtaken, latest
from haowen.doors.desk import showing, telling
from haowen.doors.desk.channelforms import ChannelForm
from haowen.doors.desk.siteforms import ColourForm, NoticeForm, PicturesForm, SiteForm, TermsForm
from haowen.doors.forms import ACT, BOTH, CONFLICT, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.words import ORIGINS
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

SPARE_LINKS = 3
RECORDS = 5


@for_people(User.is_operator, BOTH)
def edit(request: HttpRequest) -> HttpResponse:
    """Show everything, and save the settings."""
    if request.method != "POST":
        return page(request)
    form = SiteForm(request.POST, auto_id="site_%s")
    if status := telling.settled(form, lambda said: changing.change(the_person(request), **said)):
        return page(request, site_form=form, status=status)
    messages.success(request, _("Saved. The next page that is asked for shows it."))
    return see("/desk/site")


@for_people(User.is_operator, ACT)
def notices(request: HttpRequest) -> HttpResponse:
    """Save the notice of one origin: POST ``/desk/site/notices``."""
    origin = request.POST.get("origin", "")
    form = NoticeForm(request.POST, auto_id=f"notice_{origin}_%s" if origin in Origin.values else "notice_%s")
    status = telling.settled(
        form,
        lambda said: changing.set_notice(
            origin, zh=said["text_zh"], en=said["text_en"], by=the_person(request), base=said["base"]
        ),
    )
    if status:
        return page(request, notice=(origin, form), status=status)
    messages.success(request, _("The notice is saved."))
    return see("/desk/site#notices")


@for_people(User.is_operator, ACT)
def footer(request: HttpRequest) -> HttpResponse:
    """Save the footer's links: POST ``/desk/site/footer``; a row without texts and address is left out."""
    columns = (request.POST.getlist(name) for name in ("label_zh", "label_en", "url"))
    rows = [dict(zip(("label_zh", "label_en", "url"), row, strict=True)) for row in zip(*columns, strict=False)]
    links = [row for row in _in_order(rows, request.POST.getlist("place")) if any(map(str.strip, row.values()))]
    base = request.POST.get("base", "")
    try:
        changing.set_footer(links, by=the_person(request), base=int(base) if base.isdecimal() else None)
    except Overtaken as overtaken:
        said = telling.overtaken_by(overtaken.rows[changing.LINKS])
        return page(request, links=links, wrong_links=said, status=CONFLICT)
    except Refused as refused:
        return page(request, links=links, wrong_links=refused.message, links_base=base, status=UNPROCESSABLE)
    messages.success(request, _("The footer is saved."))
    return see("/desk/site#footer")


def _in_order(rows: list[dict[str, str]], places: list[str]) -> list[dict[str, str]]:
    """Return the rows by the numbers typed beside them; one without a number keeps its turn."""

    def place(turn: int) -> tuple[float, int]:
        said = places[turn].strip() if turn < len(places) else ""
        return (float(said) if said.isdecimal() else turn + 1, turn)

    return [rows[turn] for turn in sorted(range(len(rows)), key=place)]


@for_people(User.is_operator, ACT)
def terms(request: HttpRequest) -> HttpResponse:
    """Keep a new version of the terms: POST ``/desk/site/terms``."""
    form = TermsForm(request.POST, auto_id="terms_%s")
    status = telling.settled(
        form,
        lambda said: changing.issue_terms(
            said["terms_zh"],
            said["terms_en"],
            by=the_person(request),
            in_force_at=said["in_force_at"],
            base=said["base"],
        ),
    )
    if status:
        return page(request, terms_form=form, status=status)
    messages.success(request, _("The new version is kept."))
    return see("/desk/site#terms")


def page(
    request: HttpRequest,
    *,
    site_form: SiteForm | None = None,
    colour_form: ColourForm | None = None,
    pictures_form: PicturesForm | None = None,
    notice: tuple[str, NoticeForm] | None = None,
    links: list[dict[str, str]] | None = None,
    wrong_links: str = "",
    links_base: str = "",
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
        "site_form": site_form or SiteForm.of(current),
        "zones": changing.time_zones(),
        "colour_form": colour_form or ColourForm.of(current),
        "colour": showing.previewed(colour_form, current),
        "pictures_form": pictures_form or PicturesForm(auto_id="pictures_%s"),
        "pictures": showing.pictures(current),
        "notices": _notices(notice),
        "links": [*kept_links, *({"label_zh": "", "label_en": "", "url": ""} for _row in range(SPARE_LINKS))],
        "wrong_links": wrong_links,
        "links_base": links_base or latest(),
        "terms": in_force,
        "terms_form": terms_form or TermsForm(initial=said_terms, auto_id="terms_%s"),
        "channels": _channels(channel_form),
        "order_base": latest(ORDER),
        "new_channel": channel_form[1] if channel_form and not channel_form[0] else ChannelForm(auto_id="channel_%s"),
        "records": telling.rows(SiteChange.objects.all()[:RECORDS]),
    }
    return render(request, "desk/site.html", context, status=status)


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
        shown.append(
            {
                "origin": origin.value,
                "name": name,
                "form": form,
                "is_set": bool(row and str(row.text_zh or row.text_en)),
            }
        )
    return shown


def _channels(refused: tuple[str, ChannelForm] | None) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    for channel in Channel.objects.prefetch_related("demands").order_by("-is_open", "position", "id"):
        form = ChannelForm.of(channel)
        if refused and refused[0] == channel.slug:
            form = refused[1]
        articles = Article.objects.published().filter(channel=channel).count()
        shown.append({"channel": channel, "form": form, "articles": articles})
    for before, after in itertools.pairwise(shown):
        if after["channel"].is_open:
            before["goes_down"] = after["goes_up"] = True
    return shown
