"""Whether a publisher's pictures bear its name in a corner."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.library import watermarks
from haowen.domain.publishers import access
from haowen.domain.publishers.models import Publisher, Watermark
from haowen.doors.forms import ACT, Form, for_people, see, the_person


class WatermarkForm(Form):
    """Off, or the publisher's name."""

    watermark = forms.ChoiceField(
        label=gettext_lazy("Watermark"),
        choices=[
            (Watermark.OFF, gettext_lazy("No watermark")),
            (Watermark.NAME, gettext_lazy("The publisher's name in a corner of what readers get")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "On pictures, on those for lists and shared links, and on how a video begins; not on the video as it plays. "
            "The originals stay as they are. Pictures that are there already are made again."
        ),
    )

    @classmethod
    def of(cls, publisher: Publisher) -> "WatermarkForm":
        """Return the form with what is wanted now."""
        return cls(initial={"watermark": publisher.watermark or Watermark.OFF})


@for_people(methods=ACT)
def update(request: HttpRequest) -> HttpResponse:
    """Say whether pictures bear the publisher's name: POST ``/studio/media/watermark?publisher=``."""
    mine = access.arranged_by(the_person(request))
    publisher = get_object_or_404(mine, handle=request.GET.get("publisher", ""))
    form = WatermarkForm(request.POST)
    if form.is_valid():
        watermarks.want(publisher, Watermark(form.cleaned_data["watermark"]))
        messages.success(request, _("Saved. Pages change as soon as the pictures are made again."))
    else:
        messages.error(request, _("Please choose whether pictures bear the name."))
    return see(f"/studio/media?publisher={publisher.handle}")
