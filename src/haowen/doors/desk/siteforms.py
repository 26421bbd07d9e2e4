"""The forms of ``/desk/site``: settings, colour, logo and icon, notices, terms. Each remembers what its writer had seen."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from haowen.domain.site.colouring import OWN
from haowen.domain.site.models import Copies, Site
from haowen.domain.site.recording import latest
from haowen.doors.forms import Form, Lines, Moment
from haowen.doors.words import LANGUAGES

MARKDOWN = gettext_lazy("Markdown: # headings, - lists, **bold**, [links](https://example.org).")
PICTURES = ("logo", "logo_dark", "icon")


class Remembering(Form):
    """A form that names the last change of the site that its writer had seen, so that nobody overwrites another unaware."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember how far the history has come, where the form is new."""
        initial = {"base": latest()} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kwargs)

    def look_again(self) -> None:
        """Let the form count from now on as written by somebody who has seen all changes; what was typed stays."""
        said = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        said["base"] = str(latest())
        self.data = said


class SiteForm(Remembering):
    """The settings with a value each."""

    name = forms.CharField(label=gettext_lazy("Name of the site"), max_length=60)
    tagline_zh = forms.CharField(label=gettext_lazy("Tagline in Chinese"), max_length=120, required=False)
    tagline_en = forms.CharField(label=gettext_lazy("Tagline in English"), max_length=120, required=False)
    default_language = forms.ChoiceField(
        label=gettext_lazy("Default language"),
        choices=list(LANGUAGES.items()),
        help_text=gettext_lazy("For readers who have not chosen, and whose browser asks for neither."),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        help_text=gettext_lazy("A name such as Asia/Shanghai. Type a city to find it."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    parent_name = forms.CharField(label=gettext_lazy("Parent site: name"), max_length=60, required=False)
    parent_url = forms.CharField(
        label=gettext_lazy("Parent site: address"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("With both, it stands at the beginning of every breadcrumb."),
    )
    icp_number = forms.CharField(label=gettext_lazy("ICP registration number"), max_length=60, required=False)
    police_number = forms.CharField(label=gettext_lazy("Police registration number"), max_length=60, required=False)
    police_url = forms.CharField(
        label=gettext_lazy("Police registration: link"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: made of the number, as beian.mps.gov.cn has it."),
    )
    news_licence = forms.CharField(label=gettext_lazy("News licence"), max_length=80, required=False)
    report_phone = forms.CharField(label=gettext_lazy("Telephone for reports"), max_length=40, required=False)
    report_email = forms.EmailField(label=gettext_lazy("E-mail for reports"), required=False)
    about_zh = Lines(label=gettext_lazy("About this site, in Chinese"), required=False, help_text=MARKDOWN)
    about_en = Lines(label=gettext_lazy("About this site, in English"), required=False, help_text=MARKDOWN)
    contact_zh = Lines(label=gettext_lazy("Contact, in Chinese"), required=False, help_text=MARKDOWN)
    contact_en = Lines(label=gettext_lazy("Contact, in English"), required=False, help_text=MARKDOWN)
    title_least = forms.IntegerField(label=gettext_lazy("Shortest title, characters"), min_value=1, max_value=200)
    title_most = forms.IntegerField(label=gettext_lazy("Longest title, characters"), min_value=1, max_value=200)
    short_most = forms.IntegerField(label=gettext_lazy("Longest short post, characters"), min_value=1, max_value=10_000)
    publishers_a_person = forms.IntegerField(
        label=gettext_lazy("Publishers a person may open"), min_value=0, max_value=1000
    )
    documents_kept_days = forms.IntegerField(
        label=gettext_lazy("Days that applicants' documents are kept after the decision"),
        min_value=0,
        max_value=3650,
        help_text=gettext_lazy("Afterwards the files are deleted; that there were any stays on record."),
    )
    media_room = forms.IntegerField(
        label=gettext_lazy("Room for a publisher's pictures and videos, in MB"), min_value=0, max_value=100_000_000
    )

    copies = forms.ChoiceField(
        label=gettext_lazy("Copies of the pages that articles cite"),
        choices=[
            (Copies.NONE, gettext_lazy("None are kept")),
            (Copies.WRITERS, gettext_lazy("Kept, seen by those who write the article")),
            (Copies.PUBLIC, gettext_lazy("Kept, and shown to readers")),
        ],
        help_text=gettext_lazy(
            "The text alone, without pictures, with where and when it was taken. Whether others' pages may be copied, and "
            "shown, differs from country to country."
        ),
    )
    archives_kept_days = forms.IntegerField(
        label=gettext_lazy("Days that an archive which an owner asked for is kept"), min_value=1, max_value=90
    )

    GROUPS = (
        (gettext_lazy("Name"), ("name", "tagline_zh", "tagline_en")),
        (gettext_lazy("Language and time"), ("default_language", "time_zone")),
        (gettext_lazy("Parent site"), ("parent_name", "parent_url")),
        (
            gettext_lazy("Registrations and reports, in the footer"),
            ("icp_number", "police_number", "police_url", "news_licence", "report_phone", "report_email"),
        ),
        (gettext_lazy("Pages about the site"), ("about_zh", "about_en", "contact_zh", "contact_en")),
        (
            gettext_lazy("Rules for writers"),
            ("title_least", "title_most", "short_most", "media_room", "archives_kept_days", "copies"),
        ),
        (gettext_lazy("Joining"), ("publishers_a_person", "documents_kept_days")),
    )

    @classmethod
    def of(cls, site: Site) -> "SiteForm":
        """Return the form filled with what is set now."""
        said = {name: getattr(site, name) for name in cls.base_fields if name != "base"}
        return cls(initial=said, auto_id="site_%s")

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields in their groups."""
        return [{"name": name, "fields": [self[field] for field in fields]} for name, fields in self.GROUPS]


class ColourForm(Remembering):
    """The site's colour."""

    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("For links, signs and buttons. Text of this colour must be easy to read on paper."),
    )

    @classmethod
    def of(cls, site: Site) -> "ColourForm":
        """Return the form with the colour that is in force."""
        return cls(initial={"accent": site.accent or OWN}, auto_id="colour_%s")


class PicturesForm(Remembering):
    """Logo and icon: a new file each, or none from now on."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "PNG, JPEG or WebP up to 2 MB, at least 40 pixels high. It stands for the name at the top."
        ),
    )
    logo_dark = forms.FileField(
        label=gettext_lazy("Logo for dark paper"),
        required=False,
        help_text=gettext_lazy("Without one, the logo stands on a light plate in the dark."),
    )
    icon = forms.FileField(
        label=gettext_lazy("Icon"),
        required=False,
        help_text=gettext_lazy("A square of at least 512 × 512 pixels, for tabs, bookmarks and phones."),
    )
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Take away"),
        required=False,
        choices=[(name, name) for name in PICTURES],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask browsers to offer pictures alone."""
        super().__init__(*args, **kwargs)
        for name in PICTURES:
            self.fields[name].widget.attrs["accept"] = "image/png,image/jpeg,image/webp"


class NoticeForm(Remembering):
    """The notice under articles of one origin, in both languages."""

    text_zh = Lines(label=gettext_lazy("In Chinese"), required=False)
    text_en = Lines(label=gettext_lazy("In English"), required=False)


class TermsForm(Remembering):
    """A new version of the terms."""

    terms_zh = Lines(label=gettext_lazy("In Chinese"), help_text=MARKDOWN)
    terms_en = Lines(label=gettext_lazy("In English"), help_text=MARKDOWN)
    in_force_at = Moment(label=gettext_lazy("In force from"), required=False, help_text=gettext_lazy("Empty: at once."))
