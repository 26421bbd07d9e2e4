"""The one plain form: what a writer types, and the draft that it means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Covers, Draft, DraftCredit, DraftDeclaration, DraftReference, rest_of
from haowen.domain.articles.models import Article, Autosave, CreditRole, DeclarationKind, Kind, Revision, Series
from haowen.domain.channels.models import Channel
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import Lines
from haowen.doors.studio import plain, typed
from haowen.doors.studio.covering import CoverForm
from haowen.doors.studio.fields import DATE_HELP, PartialDate, TitleFields, Upload, tag_names
from haowen.doors.studio.rows import CreditRow, ReferenceRow, Row, arranged
from haowen.doors.words import ARTICLE_KINDS, ARTICLE_LANGUAGES, DECLARATIONS, channel_name

SPARE_REFERENCES, SPARE_CREDITS = 3, 2
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
EXCLUSIVE = (
    {DeclarationKind.ORIGINAL, DeclarationKind.REPOST},
    {DeclarationKind.AI_NONE, DeclarationKind.AI_ASSISTED, DeclarationKind.AI_GENERATED},
)
# What declarations are made of: where one of these is wrong, none of them can be read.
DECLARING = frozenset(
    ("declares", "repost_source", "repost_url", "repost_permission", "event_on", "footage_on", "footage_place", "ai_note",
     "ai_person", "advertising_note")
)  # fmt: skip


class ArticleForm(TitleFields):
    """Everything of an article but its references and credits, which are rows."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    written = forms.ChoiceField(choices=[("", ""), ("html", "html")], required=False, widget=forms.HiddenInput)
    shown_tab = forms.RegexField(r"^[A-Za-z0-9_-]{6,40}$", required=False, widget=forms.HiddenInput)
    shown_sequence = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    may_empty = forms.BooleanField(label=gettext_lazy("Yes, I mean to remove nearly all of the text"), required=False)
    summary = Lines(
        label=gettext_lazy("Summary"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = Lines(
        label=gettext_lazy("Text"),
        required=False,
        max_length=500_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "text"}),
    )
    picture = Upload(
        label=gettext_lazy("Picture to add at the end of the text"),
        required=False,
        help_text=gettext_lazy("Of a picture that moves readers see how it begins."),
    )
    picture_library = forms.CharField(
        label=gettext_lazy("Or a picture or video of the library"), required=False, widget=forms.Select
    )
    picture_kept = forms.CharField(required=False, widget=forms.HiddenInput)
    picture_off = forms.BooleanField(label=gettext_lazy("Do not add it"), required=False)
    picture_alt = forms.CharField(
        label=gettext_lazy("What the picture shows, for those who cannot see it"), max_length=300, required=False
    )
    picture_decorative = forms.BooleanField(label=gettext_lazy("Only decoration: nothing to describe"), required=False)
    picture_caption = forms.CharField(label=gettext_lazy("Caption"), max_length=300, required=False)
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"),
        queryset=Channel.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("No channel"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(ARTICLE_KINDS.items()), initial=Kind.ARTICLE)
    language = forms.ChoiceField(label=gettext_lazy("Language of the article"), choices=ARTICLE_LANGUAGES)
    series = forms.CharField(
        label=gettext_lazy("Series"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The title of a series of this publisher; a new title begins one."),
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Separated by commas, at most ten."),
    )
    declares = forms.MultipleChoiceField(
        label=gettext_lazy("Declarations"),
        choices=list(DECLARATIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    repost_source = forms.CharField(label=gettext_lazy("Repost: where from"), max_length=120, required=False)
    repost_url = forms.URLField(
        label=gettext_lazy("Repost: link"), max_length=500, required=False, assume_scheme="https"
    )
    event_on = PartialDate(
        label=gettext_lazy("Old event: when it happened"), max_length=10, required=False, help_text=DATE_HELP
    )
    footage_on = PartialDate(
        label=gettext_lazy("Own pictures: when taken"), max_length=10, required=False, help_text=DATE_HELP
    )
    footage_place = forms.CharField(label=gettext_lazy("Own pictures: where taken"), max_length=120, required=False)
    ai_note = forms.CharField(label=gettext_lazy("AI: what it did"), max_length=200, required=False)
    advertising_note = forms.CharField(label=gettext_lazy("Advertising: for whom"), max_length=200, required=False)
    # asked for where it is published, and kept when the text is saved in between
    sources_text = Lines(label=gettext_lazy("Links, DOIs or a whole list"), required=False)
    ai_person = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    repost_permission = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels that are open, by their names in the reader's language."""
        super().__init__(*args, **kwargs)
        channels = self.fields["channel"]
        channels.queryset = Channel.objects.open()  # type: ignore[attr-defined]
        channels.label_from_instance = channel_name  # type: ignore[attr-defined]

    def offer_files(self, choices: list[tuple[str, str]]) -> None:
        """Let the writer choose among these files of the library."""
        self.fields["picture_library"].widget.choices = [("", _("None")), *choices]

    def clean_tags(self) -> list[str]:
        """Return single words, without doubles."""
        return tag_names(self.cleaned_data["tags"])

    def clean_picture_kept(self) -> str:
        """Admit the name of a kept picture only."""
        return _kept(self.cleaned_data["picture_kept"])

    def clean_picture_library(self) -> str:
        """Admit the name of a kept file only; whether it is the publisher's is seen when it is taken."""
        return _kept(self.cleaned_data["picture_library"])

    def clean(self) -> dict[str, Any]:
        """Ask declarations for what they must say."""
        said = super().clean() or {}
        declares = {DeclarationKind(kind) for kind in said.get("declares", [])}
        for together in EXCLUSIVE:
            if len(declares & together) > 1:
                names = [str(DECLARATIONS[kind]) for kind in DECLARATIONS if kind in declares & together]
                self.add_error("declares", _("These exclude each other: %(names)s") % {"names": " / ".join(names)})
        if DeclarationKind.REPOST in declares and not said.get("repost_source") and "repost_source" not in self.errors:
            self.add_error("repost_source", _("A repost names its source."))
        if DeclarationKind.OLD_EVENT in declares and not said.get("event_on") and "event_on" not in self.errors:
            self.add_error("event_on", _("Please say when it happened."))
        is_adding = said.get("picture") or (said.get("picture_kept") and not said.get("picture_off"))
        if is_adding and not said.get("picture_alt") and not said.get("picture_decorative"):
            self.add_error("picture_alt", _("Please say what the picture shows, or that it is only decoration."))
        return said


def _kept(name: str) -> str:
    return name if _SHA256.match(name) else ""


class Sheet:
    """The form and its rows together, as one thing to read, check and show."""

    is_arranged = False  # whether a button beside its rows was pressed
    asks_to_empty = False  # whether it was refused because nearly nothing of the text would be left

    def __init__(
        self, form: ArticleForm, references: list[ReferenceRow], credit_rows: list[CreditRow], covers: CoverForm
    ) -> None:
        """Put the parts together and leave room for more rows."""
        self.told: list[str] = []  # what the writer should know of the files that came along
        self.form = form
        self.covers = covers
        self.references = references
        self.credits = credit_rows

    @classmethod
    def empty(cls, publisher: Publisher) -> "Sheet":
        """Return the form for a new article."""
        language = "zh-Hans" if publisher.language.startswith("zh") else "en"
        form = ArticleForm(initial={"language": language, "declares": [DeclarationKind.ORIGINAL]})
        return cls(
            form, _spare([], ReferenceRow, SPARE_REFERENCES), _spare([], CreditRow, SPARE_CREDITS), CoverForm.of(None)
        )

    @classmethod
    def of(cls, article: Article, revision: Revision) -> "Sheet":
        """Return the form filled with what a revision says."""
        references = [
            ReferenceRow(number, initial=asdict(row))
            for number, row in enumerate(saving.as_draft(revision, html="").references)
        ]
        names = [
            CreditRow(number, initial={"role": c.role, "name": c.name})
            for number, c in enumerate(revision.credits.all())
        ]
        form = ArticleForm(initial=_initial(article, revision))
        covers = CoverForm.of(saving.covers_of(revision))
        return cls(
            form, _spare(references, ReferenceRow, SPARE_REFERENCES), _spare(names, CreditRow, SPARE_CREDITS), covers
        )

    @classmethod
    def going_on(cls, article: Article, kept: Autosave) -> "Sheet":
        """Return the form filled with what a writer left in no revision yet."""
        told = cls.of(article, kept.base) if kept.base else cls.empty(article.publisher)
        rows = [ReferenceRow(number, initial=row) for number, row in enumerate(kept.references)]
        told.form.initial["language"] = article.language
        told = told.retyped(kept.typed)
        told.form.initial.update({
            "title": kept.title, "summary": kept.summary, "body": plain.to_markdown(kept.html), "shown_tab": kept.tab,
            "shown_sequence": kept.sequence,
        })  # fmt: skip
        return cls(told.form, _spare(rows, ReferenceRow, SPARE_REFERENCES), told.credits, told.covers)

    def retyped(self, said: typed.Typed) -> "Sheet":
        """Return the form with its fields as they were typed, where that was kept."""
        if not said:
            return self
        self.form.initial.update(typed.as_initial(self.form.fields, said))
        names = [
            CreditRow(number, initial=row)
            for number, row in enumerate(typed.rows_of("credit", CreditRow.base_fields, said))
        ]
        names = [row for row in names if not row.is_spare()]
        return Sheet(self.form, self.references, _spare(names, CreditRow, SPARE_CREDITS), self.covers.retyped(said))

    @classmethod
    def read(cls, data: QueryDict, files: Any) -> "Sheet":
        """Return the form as it was sent."""
        return cls(ArticleForm(data, files), ReferenceRow.read(data), CreditRow.read(data), CoverForm.read(data, files))

    def arranged(self, act: str) -> "Sheet | None":
        """Return the sheet as a button beside its sources or credits asks for, unsaved; None for any other button."""
        sources = arranged(self.references, ReferenceRow.word, act)
        if sources is not None:
            kept = [row for row in sources if not row.is_spare()]
            return Sheet(self.form, _spare(kept, ReferenceRow, SPARE_REFERENCES), self.credits, self.covers)
        moved = arranged(self.credits, CreditRow.word, act)
        if moved is None:
            return None
        spare = SPARE_CREDITS if act.endswith("-add") else 0
        kept = [row for row in moved if not row.is_spare()]
        sheet = Sheet(self.form, self.references, _spare(kept, CreditRow, spare + 1), self.covers)
        sheet.is_arranged = True
        return sheet

    def is_valid(self) -> bool:
        """Check all parts (each keeps its own mistakes)."""
        return all(
            [
                self.form.is_valid(),
                self.covers.is_valid(),
                *(row.is_valid() for row in (*self.references, *self.credits)),
            ]
        )

    def with_room(self) -> "Sheet":
        """Return the sheet with empty rows at the end again, to be shown after a mistake."""
        filled = [row for row in self.references if not row.is_blank() or row.errors]
        names = [row for row in self.credits if not row.is_blank() or row.errors]
        roomy = Sheet(
            self.form,
            _spare(filled, ReferenceRow, SPARE_REFERENCES),
            _spare(names, CreditRow, SPARE_CREDITS),
            self.covers,
        )
        roomy.asks_to_empty, roomy.told = self.asks_to_empty, self.told
        return roomy

    def html(self, added: str = "") -> str:
        """Return the body that was sent, as HTML: the editor sends HTML, the plain form Markdown."""
        body = str(self.form["body"].value() or "").replace("\r\n", "\n")
        if self.form["written"].value() == "html":
            return body + (plain.to_html(added) if added else "")
        return plain.to_html(body.rstrip() + (f"\n\n{added}\n" if added else "\n"))

    def fields(self) -> dict[str, list[str]]:
        """Return the fields beyond title, summary, text and sources as a browser would send them."""
        said = typed.as_typed(self.form)
        for row in (row for row in self.credits if not row.is_spare()):
            for name in row.fields:
                said.setdefault(f"{row.word}_{name}", []).append(str(row[name].value() or ""))
        return said | self.covers.fields()

    def rest(self) -> dict[str, Any]:
        """Return what the fields say for a draft beyond title, summary, text and sources, as an autosave keeps it."""
        self.is_valid()
        parts = self.parts(self.covers.covers({}) if self.covers.is_valid() else None)
        return {name: value for name, value in rest_of(Draft("", "", **parts)).items() if name in parts}

    def parts(self, covers: Covers | None) -> dict[str, Any]:
        """Return what the checked sheet says for a draft beyond title, summary, text and sources.

        A part in which there is a mistake is left out: of a valid sheet none is.
        """
        said, wrong = self.form.cleaned_data, set(self.form.errors)
        made: dict[str, Any] = {} if covers is None else {"covers": covers}
        if "second_title" not in wrong:
            made["second_title"] = said["second_title"]
        if not wrong & DECLARING:
            made["declarations"] = declared(said, said["declares"])
        if not any(row.errors for row in self.credits):
            made["credits"] = tuple(
                DraftCredit(CreditRole(row.cleaned_data["role"] or CreditRole.AUTHOR), row.cleaned_data["name"].strip())
                for row in self.credits
                if not row.is_blank()
            )
        return made

    def draft(self, covers: Covers, added: str) -> Draft:
        """Return the draft that a valid sheet means; ``added`` is Markdown of a picture that came with it."""
        said = self.form.cleaned_data
        return Draft(
            title=said["title"],
            html=self.html(added),
            summary=said["summary"].strip(),
            references=_references(self.references),
            **self.parts(covers),
        )


def _spare(rows: list[Any], kind: type[Row], count: int) -> list[Any]:
    return [*rows, *(kind(number) for number in range(len(rows), len(rows) + count))]


def _initial(article: Article, revision: Revision) -> dict[str, Any]:
    declared = {row.kind: row for row in revision.declarations.all()}
    repost, event = declared.get(DeclarationKind.REPOST), declared.get(DeclarationKind.OLD_EVENT)
    footage, advertising = declared.get(DeclarationKind.OWN_FOOTAGE), declared.get(DeclarationKind.ADVERTISING)
    ai = declared.get(DeclarationKind.AI_ASSISTED) or declared.get(DeclarationKind.AI_GENERATED)
    series: Series | None = article.series
    return {
        "base": revision.public_id,
        "title": revision.title,
        "second_title": revision.second_title,
        "summary": revision.summary,
        "body": plain.to_markdown(revision.body.html),
        "channel": article.channel.slug if article.channel else "",
        "kind": article.kind,
        "language": article.language,
        "series": series.title if series else "",
        "tags": "，".join(tag.name for tag in article.tags.all()),
        "declares": list(declared),
        "repost_source": repost.source_name if repost else "",
        "repost_url": repost.source_url if repost else "",
        "event_on": event.event_on if event else "",
        "footage_on": footage.event_on if footage else "",
        "footage_place": footage.place if footage else "",
        "ai_note": ai.note if ai else "",
        "ai_person": ai.answered_by if ai else "",
        "repost_permission": repost.note if repost else "",
        "advertising_note": advertising.note if advertising else "",
    }


def _references(rows: list[ReferenceRow]) -> tuple[DraftReference, ...]:
    kept = [row.cleaned_data for row in rows if not row.is_blank()]
    taken = {said["key"] for said in kept if said["key"]}
    free = (f"r{number}" for number in range(1, 10_000) if f"r{number}" not in taken)
    seen: set[str] = set()
    made = []
    for said in kept:
        key = said["key"] if said["key"] and said["key"] not in seen else next(free)
        seen.add(key)
        made.append(
            DraftReference(
                said["title"].strip(), key, said["outlet"], said["authors"], said["dated_on"], said["url"],
                said["accessed_on"],
            )
        )  # fmt: skip
    return tuple(made)


def declared(said: Mapping[str, Any], kinds: Iterable[str]) -> tuple[DraftDeclaration, ...]:
    """Return declarations of these kinds with what a form's fields say of each."""
    details: dict[DeclarationKind, dict[str, str]] = {
        DeclarationKind.REPOST: {
            "source_name": said["repost_source"], "source_url": said["repost_url"], "note": said["repost_permission"],
        },
        DeclarationKind.OLD_EVENT: {"event_on": said["event_on"]},
        DeclarationKind.OWN_FOOTAGE: {"event_on": said["footage_on"], "place": said["footage_place"]},
        DeclarationKind.AI_ASSISTED: {"note": said["ai_note"], "answered_by": said["ai_person"]},
        DeclarationKind.AI_GENERATED: {"note": said["ai_note"], "answered_by": said["ai_person"]},
        DeclarationKind.ADVERTISING: {"note": said["advertising_note"]},
    }  # fmt: skip
    stated = set(kinds)
    return tuple(DraftDeclaration(kind, **details.get(kind, {})) for kind in DECLARATIONS if kind.value in stated)
