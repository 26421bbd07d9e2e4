"""Fields of the studio's forms: dates as far as they are known, pictures from a writer's device."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.filing import TAGS_MOST
from haowen.doors.forms import Form
from haowen.text.directions import straight

_BETWEEN = re.compile(r"[,，、;；\n]")
_PARTIAL_DATE = re.compile(r"^\d{4}(-\d{2}){0,2}$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DATE_HELP = gettext_lazy("YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known.")


def tag_names(said: str) -> list[str]:
    """Return the tags that somebody typed in one line, without doubles."""
    words = [" ".join(word.split())[:60] for word in _BETWEEN.split(straight(said))]
    return list(dict.fromkeys(word for word in words if word))[:TAGS_MOST]


class PartialDate(forms.CharField):
    """A year, a month or a day."""

    def clean(self, value: Any) -> str:
        """Admit only dates that exist."""
        said = str(super().clean(value) or "").strip().replace("/", "-").replace(".", "-")
        if not said:
            return ""
        try:
            exists = bool(_PARTIAL_DATE.match(said) and dt.date.fromisoformat((said + "-01-01")[:10]))
        except ValueError:
            exists = False
        if not exists:
            raise forms.ValidationError(_("Please write a date as YYYY, YYYY-MM or YYYY-MM-DD."))
        return said


class Day(forms.CharField):
    """A day, as YYYY-MM-DD."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value: Any) -> str:
        """Admit only days that exist."""
        said = str(super().clean(value) or "").strip().replace("/", "-").replace(".", "-")
        if said and not is_day(said):
            raise forms.ValidationError(_("Please write a day as YYYY-MM-DD."))
        return said


def is_day(said: str) -> bool:
    """Whether this is a day that exists, written as YYYY-MM-DD."""
    try:
        return bool(_DAY.fullmatch(said) and dt.date.fromisoformat(said))
    except ValueError:
        return False


class Upload(forms.FileField):
    """A picture from the writer's device; what is too large for it the library says."""

    widget = forms.FileInput(attrs={"accept": "image/*"})


class Line(forms.CharField):
    """One line that is seen whole however long it is: its box grows, and line breaks that get into it are blanks."""

    widget = forms.Textarea(attrs={"rows": 1, "autocomplete": "off", "class": "line"})

    def to_python(self, value: Any) -> str:
        """Make one line of what was sent."""
        return " ".join(str(super().to_python(value) or "").split())


class TitleFields(Form):
    """The titles of an article, which editor and publishing dialog ask for alike."""

    title = Line(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={**Line.widget.attrs, "class": "line title"}),
    )
    second_title = Line(
        label=gettext_lazy("Second title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "For a day after publishing lists show the one or the other by chance; then you decide which stays."
        ),
    )
