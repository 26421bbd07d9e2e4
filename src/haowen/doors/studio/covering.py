"""The pictures of an article for lists, as the form asks for them: none, one or three, each with its focus."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.drafts import COVERS_MOST, Covers, DraftCover
from haowen.domain.library import finding
from haowen.domain.media.crops import Focus
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import picture
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import Form
from haowen.doors.studio import typed
from haowen.doors.studio.fields import Upload
from haowen.text import markup

NONE, ONE, THREE = "none", "one", "three"
COUNTS: Final = {NONE: 0, ONE: 1, THREE: COVERS_MOST}
NEWEST = 24
SHOWN_WIDTH = 640
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


class HowMany(Form):
    """How many pictures lists show."""

    covers = forms.ChoiceField(
        label=gettext_lazy("How many"),
        choices=[(NONE, gettext_lazy("None")), (ONE, gettext_lazy("One")), (THREE, gettext_lazy("Three"))],
        widget=forms.RadioSelect,
        required=False,
        initial=ONE,
    )


class CoverRow(Form):
    """One picture for lists: from the text, the library or the device, with its focus. The first has no number in its names."""

    file = Upload(label=gettext_lazy("Another picture from this device"), required=False)
    kept = forms.CharField(
        label=gettext_lazy("Picture from the text or the library"), required=False, widget=forms.Select
    )
    alt = forms.CharField(
        label=gettext_lazy("What the picture shows, for those who cannot see it"), max_length=300, required=False
    )
    x = forms.IntegerField(
        label=gettext_lazy("Focus from the left, in percent"), min_value=0, max_value=100, required=False
    )
    y = forms.IntegerField(
        label=gettext_lazy("Focus from above, in percent"), min_value=0, max_value=100, required=False
    )

    def __init__(self, number: int, *args: Any, **kwargs: Any) -> None:
        """Name the fields by the number of the picture."""
        self.number = number
        super().__init__(*args, **kwargs)
        for name in ("x", "y"):
            self.fields[name].widget = forms.NumberInput(attrs={"type": "range", "step": 1})
            self.fields[name].initial = 50

    def add_prefix(self, field_name: str) -> str:
        """Name the file by the picture alone, everything else after it."""
        word = f"cover{self.number}" if self.number > 1 else "cover"
        return word if field_name == "file" else f"{word}_{field_name}"

    def clean_kept(self) -> str:
        """Admit the name of a kept picture only."""
        said = self.cleaned_data["kept"]
        return said if _SHA256.match(said) else ""

    def refuse_file(self, message: str) -> None:
        """Say beside the file why it was not taken."""
        self.add_error("file", message)

    def shown(self) -> markup.Picture | None:
        """Return the picture that is kept for this place."""
        media = Media.objects.filter(sha256=str(self["kept"].value() or "")).first()
        if media is None:
            return None
        return picture(media.sha256, media.width, media.height, media.colour, media.has_avif, most=SHOWN_WIDTH)

    def focus(self) -> Focus:
        """Return the point that was chosen; the middle where none was."""
        return Focus(*(50 if self.cleaned_data[name] is None else self.cleaned_data[name] for name in ("x", "y")))


class CoverForm:
    """How many pictures, and each of them; one thing to read, check and show."""

    def __init__(self, how_many: HowMany, rows: list[CoverRow]) -> None:
        """Put the parts together."""
        self.how_many = how_many
        self.rows = rows

    @classmethod
    def of(cls, covers: Covers | None) -> "CoverForm":
        """Return the form filled with these pictures; None for an article that says nothing yet."""
        said: dict[str, Any] = {} if covers is None else {"covers": _named(len(covers))}
        filled = [
            {"kept": one.media.sha256, "alt": one.alt, "x": one.focus_x, "y": one.focus_y} for one in covers or ()
        ]
        filled += [{}] * (COVERS_MOST - len(filled))
        return cls(HowMany(initial=said), [CoverRow(number, initial=row) for number, row in enumerate(filled, 1)])

    @classmethod
    def read(cls, data: QueryDict, files: Any) -> "CoverForm":
        """Return the form as it was sent."""
        return cls(HowMany(data), [CoverRow(number, data, files) for number in range(1, COVERS_MOST + 1)])

    def fields(self) -> dict[str, list[str]]:
        """Return the fields as a browser would send them."""
        said = {"covers": [str(self.how_many["covers"].value() or "")]}
        for row in self.rows:
            for name in ("kept", "alt", "x", "y"):
                said[row.add_prefix(name)] = [str(row[name].value() if row[name].value() is not None else "")]
        return said

    def retyped(self, said: typed.Typed) -> "CoverForm":
        """Return the form with its fields as they were typed, where that was kept."""
        if "covers" not in said:
            return self
        rows = [
            {name: said[key][0] for name in ("kept", "alt", "x", "y") if said.get(key := row.add_prefix(name))}
            for row in self.rows
        ]
        again = [CoverRow(number, initial=row) for number, row in enumerate(rows, 1)]
        return CoverForm(HowMany(initial={"covers": said["covers"][0]}), again)

    def is_valid(self) -> bool:
        """Check all parts; a picture that was sent although none is wanted is asked about."""
        is_valid = all([self.how_many.is_valid(), *(row.is_valid() for row in self.rows)])
        for row in self.rows if is_valid else ():
            if row.cleaned_data["file"] and row.number > self.count():
                row.refuse_file(
                    _("Lists are to show fewer pictures. Say above that this one is wanted, or leave it out.")
                )
                is_valid = False
        return is_valid

    def count(self) -> int:
        """Return how many pictures lists are to show at most."""
        said = self.how_many.cleaned_data["covers"]
        return COUNTS[said] if said else COVERS_MOST

    def covers(self, taken: Mapping[int, Media]) -> Covers:
        """Return what a valid form means; ``taken`` are files that came with it, by the number of their picture."""
        rows = self.rows[: self.count()]
        kept = {
            media.sha256: media for media in Media.objects.filter(sha256__in=[row.cleaned_data["kept"] for row in rows])
        }
        made = []
        for row in rows:
            media = taken.get(row.number) or kept.get(row.cleaned_data["kept"])
            if media is not None:
                made.append(DraftCover(media, row.cleaned_data["alt"], *row.focus()))
        return tuple(made)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Let every row choose among these pictures, and what it has."""
        for row in self.rows:
            kept = str(row["kept"].value() or "")
            offered = [("", _("No picture")), *choices]
            if _SHA256.match(kept) and kept not in {key for key, _name in choices}:
                offered.append((kept, _("The picture chosen before")))
            row.fields["kept"].widget.choices = offered

    def now_said(self, data: QueryDict) -> None:
        """Show from now on what is said here: files that came with the form have names since."""
        for row in self.rows:
            row.data = data

    def has_errors(self) -> bool:
        """Whether something is wrong in one of the parts."""
        return any(form.is_bound and form.errors for form in (self.how_many, *self.rows))


def _named(count: int) -> str:
    return NONE if count == 0 else ONE if count == 1 else THREE


def choices(publisher: Publisher, html: str) -> list[tuple[str, str]]:
    """Return the pictures that can be chosen: those of the text in their order, then the newest of the library."""
    named = {
        sha256: _("Picture %(number)d of the text: %(alt)s") % {"number": number, "alt": alt or "…"}
        for number, (sha256, alt) in enumerate(markup.alternatives(html).items(), 1)
    }
    for sha256, name in of_library(publisher, kind=MediaKind.PICTURE):
        named.setdefault(sha256, _("Library: %(name)s") % {"name": name})
    return list(named.items())


def of_library(publisher: Publisher, kind: str = "") -> list[tuple[str, str]]:
    """Return the newest files of a publisher's library by their names."""
    rows = finding.found(publisher, kind=kind)[:NEWEST]
    return [(asset.media.sha256, (asset.alt or asset.name or asset.media.sha256[:12])[:60]) for asset in rows]


def sources(keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return where these pictures are, for the script that shows what is chosen."""
    rows = Media.objects.filter(sha256__in=list(keys))
    shown = {m.sha256: picture(m.sha256, m.width, m.height, m.colour, m.has_avif, most=SHOWN_WIDTH) for m in rows}
    return {key: {"src": one.src, "width": one.width, "height": one.height} for key, one in shown.items()}
