"""The form of a channel: names, and declarations that it demands."""

from django import forms
from django.utils.translation import gettext_lazy

from haowen.domain.channels.models import Channel
from haowen.domain.channels.opening import AI, HISTORY
from haowen.doors.desk.siteforms import Remembering
from haowen.doors.words import DECLARATIONS


class ChannelForm(Remembering):
    """A channel as the host sets it."""

    slug = forms.CharField(
        label=gettext_lazy("Name in the address"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Small letters, digits, hyphens: /c/name. It cannot be changed later."),
    )
    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=20)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=30)
    demands = forms.MultipleChoiceField(
        label=gettext_lazy("Demanded before publishing"),
        choices=[
            (AI, gettext_lazy("Any word on AI")),
            (HISTORY, gettext_lazy("A public history")),
            *DECLARATIONS.items(),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of(cls, channel: Channel) -> "ChannelForm":
        """Return the form filled with what a channel is now."""
        said = {
            "slug": channel.slug,
            "name_zh": channel.name_zh,
            "name_en": channel.name_en,
            "demands": [row.declaration for row in channel.demands.all()],
        }
        return cls(initial=said, auto_id=f"channel_{channel.slug}_%s")
