"""The forms of an application, one for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.channels.models import Channel
from haowen.domain.media.keeping import BYTES_MOST as PICTURE_MOST_BYTES
from haowen.domain.publishers.documents import BYTES_MOST as DOCUMENT_MOST_BYTES
from haowen.domain.publishers.models import Application
from haowen.doors.forms import Form, Lines
from haowen.doors.words import PUBLISHER_KINDS, channel_name


class KindForm(Form):
    """Who opens the publisher."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of publisher"), choices=list(PUBLISHER_KINDS.items()), widget=forms.RadioSelect
    )
    organisation = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Unless you write as a person: as it stands in the documents."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    @classmethod
    def of(cls, draft: Application | None) -> "KindForm":
        """Return the form filled with what is kept."""
        return cls(initial={"kind": draft.kind, "organisation": draft.organisation} if draft else None)


class NamesForm(Form):
    """Name, handle, tagline and picture."""

    name = forms.CharField(
        label=gettext_lazy("Name of the publisher"),
        max_length=30,
        help_text=gettext_lazy("2 to 30 characters. Readers see it beside every article."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    handle = forms.CharField(
        label=gettext_lazy("Handle in the address"),
        max_length=60,
        help_text=gettext_lazy("3 to 30 small letters, digits or underscores: the address becomes /@handle."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    tagline = forms.CharField(
        label=gettext_lazy("Tagline"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("One sentence under the name."),
    )
    avatar = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP. What it says about place and camera is taken out."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def clean_handle(self) -> str:
        """Take the handle without its sign and in small letters, as people type it."""
        return str(self.cleaned_data["handle"]).strip().removeprefix("@").lower()

    def clean_avatar(self) -> Any:
        """Refuse what is too large before it is read."""
        said = self.cleaned_data["avatar"]
        if said and said.size > PICTURE_MOST_BYTES:
            raise forms.ValidationError(_("A picture may have at most 20 MB."))
        return said

    @classmethod
    def of(cls, draft: Application) -> "NamesForm":
        """Return the form filled with what is kept."""
        return cls(initial={"name": draft.name, "handle": draft.handle, "tagline": draft.tagline})


class PurposeForm(Form):
    """What is to be written, where, and why."""

    field = forms.CharField(
        label=gettext_lazy("Field"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("For example: local history, personal finance."),
    )
    channels = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Channels you want to write for"),
        queryset=Channel.objects.none(),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    motivation = Lines(
        label=gettext_lazy("What you want to write, and why"),
        max_length=4000,
        help_text=gettext_lazy("At least 10 characters. Links to earlier work help."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels that are open now, by their names in the reader's language."""
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        channels.queryset = Channel.objects.open()  # type: ignore[attr-defined]
        channels.label_from_instance = channel_name  # type: ignore[attr-defined]

    @classmethod
    def of(cls, draft: Application) -> "PurposeForm":
        """Return the form filled with what is kept."""
        chosen = [channel.slug for channel in draft.channels.all()]
        return cls(initial={"field": draft.field, "motivation": draft.motivation, "channels": chosen})


class DocumentForm(Form):
    """One private document."""

    what = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=80,
        help_text=gettext_lazy("For example: certificate of registration, letter of authority."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        said = self.cleaned_data["file"]
        if said.size > DOCUMENT_MOST_BYTES:
            raise forms.ValidationError(_("The file is too large; 10 MB is the most."))
        return said


class ProofForm(Form):
    """The page of the old site on which the code stands."""

    url = forms.CharField(
        label=gettext_lazy("Address of the page where the code stands"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
    )


class AnswerForm(Form):
    """What the applicant answers to the host's questions."""

    text = Lines(label=gettext_lazy("Your answer"), max_length=4000)
