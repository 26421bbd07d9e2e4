"""Setting colour, logo and icon on ``/desk/site``."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.media import emblems
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.site import changing, colouring
from haowen.doors.desk import telling
from haowen.doors.desk.site import page
from haowen.doors.desk.siteforms import PICTURES, ColourForm, PicturesForm
from haowen.doors.forms import ACT, for_people, see, the_person
from haowen.doors.uploads import whole
from haowen.kit.refusals import Refused


@for_people(User.is_operator, ACT)
def colour(request: HttpRequest) -> HttpResponse:
    """Set the colour, or show how one would look (``do`` is ``preview``): POST ``/desk/site/colour``."""
    posted = request.POST.copy()
    if near := posted.get("nearest"):
        posted["accent"] = near
    form = ColourForm(posted, auto_id="colour_%s")
    if request.POST.get("do") == "preview":
        status = telling.settled(form, lambda said: colouring.checked(said["accent"]))
        return page(request, colour_form=form, status=status or 200)
    if status := telling.settled(form, lambda said: changing.change(the_person(request), **said)):
        return page(request, colour_form=form, status=status)
    messages.success(request, _("Saved. The next page that is asked for shows it."))
    return see("/desk/site#look")


@for_people(User.is_operator, ACT)
def files(request: HttpRequest) -> HttpResponse:
    """Set logo and icon, or take them away: POST ``/desk/site/pictures``."""
    form = PicturesForm(request.POST, request.FILES, auto_id="pictures_%s")
    if status := telling.settled(form, lambda said: _keep(said, the_person(request))):
        return page(request, pictures_form=form, status=status)
    messages.success(request, _("Saved. The next page that is asked for shows it."))
    return see("/desk/site#look")


def _keep(said: dict[str, Any], user: User) -> None:
    fields: dict[str, Any] = dict.fromkeys(said["without"], "")
    for name in PICTURES:
        if said[name]:
            fields[name] = _kept(name, said[name], user).sha256
    changing.change(user, base=said["base"], **fields)


def _kept(name: str, upload: "UploadedFile[Any]", user: User) -> Media:
    keep = emblems.keep_icon if name == "icon" else emblems.keep_logo
    try:
        return keep(whole(upload, emblems.BYTES_MOST), by=actor_of(user))
    except Refused as refused:
        raise Refused(refused.message, field=name) from refused
