"""Rows of the plain form: sources and credits, as many as there are."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.doors.forms import Form
from haowen.doors.studio.fields import DATE_HELP, Day, PartialDate
from haowen.doors.words import CREDIT_ROLES

MOST_ROWS = 400


class Row(Form):
    """One of several equal rows; all rows send the same field names, in order."""

    word = ""

    def __init__(
        self, number: int, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        """Give every row ids of its own, so that every label finds its field."""
        super().__init__(data, initial=dict(initial or {}), auto_id=f"id_{number}_%s")
        self.number = number

    def add_prefix(self, field_name: str) -> str:
        """Name fields by the kind of row alone."""
        return f"{self.word}_{field_name}"

    @classmethod
    def read(cls, data: QueryDict) -> list[Any]:
        """Return the rows that were sent."""
        columns = {f"{cls.word}_{name}": data.getlist(f"{cls.word}_{name}") for name in cls.base_fields}
        count = min(MOST_ROWS, max((len(values) for values in columns.values()), default=0))
        return [
            cls(number, {name: values[number] if number < len(values) else "" for name, values in columns.items()})
            for number in range(count)
        ]

    def is_blank(self) -> bool:
        """Whether nothing was typed into this row."""
        return not any(str(value).strip() for name, value in self.data.items() if not name.endswith(("_key", "_role")))

    def is_spare(self) -> bool:
        """Whether there is nothing in this row, neither kept nor typed."""
        said = self.initial if not self.is_bound else {name: self[name].value() for name in self.fields}
        return not any(str(value or "").strip() for name, value in said.items() if name not in ("key", "role"))


_ACT = re.compile(r"([a-z]+)-(up|down|off|add)(?:-(\d{1,3}))?")


def arranged(rows: Sequence[Any], word: str, act: str) -> list[Any] | None:
    """Return sent rows as a button of theirs moves them, or takes one away: ``credit-up-2``; None for any other button."""
    found = _ACT.fullmatch(act)
    if found is None or found[1] != word:
        return None
    out, at = list(rows), int(found[3] or 0)
    if found[2] == "off" and at < len(out):
        del out[at]
    elif found[2] in ("up", "down"):
        other = at + (1 if found[2] == "down" else -1)
        if 0 <= at < len(out) and 0 <= other < len(out):
            out[at], out[other] = out[other], out[at]
    return [type(row)(number, row.data) for number, row in enumerate(out)]


class ReferenceRow(Row):
    """A source."""

    word = "reference"
    title = forms.CharField(label=gettext_lazy("Title of the source"), max_length=400, required=False)
    outlet = forms.CharField(label=gettext_lazy("Outlet or publisher"), max_length=200, required=False)
    authors = forms.CharField(label=gettext_lazy("Authors"), max_length=300, required=False)
    dated_on = PartialDate(label=gettext_lazy("Date"), max_length=10, required=False, help_text=DATE_HELP)
    url = forms.URLField(label=gettext_lazy("Link"), max_length=1000, required=False, assume_scheme="https")
    accessed_on = Day(label=gettext_lazy("Seen on"), max_length=10, required=False)
    key = forms.RegexField(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$", required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for the title where anything else is there."""
        said = super().clean() or {}
        if not self.is_blank() and not said.get("title", "").strip() and "title" not in self.errors:
            self.add_error("title", _("A source needs its title."))
        return said


class CreditRow(Row):
    """Who did what."""

    word = "credit"
    role = forms.ChoiceField(label=gettext_lazy("Part"), choices=list(CREDIT_ROLES.items()), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60, required=False)
