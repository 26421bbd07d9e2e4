"""The form of the publishing dialog: declarations, channel, time, and the draft that they make of the last saved text."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Article, DeclarationKind, Revision
from haowen.domain.articles.preparing import Along, prepared
from haowen.domain.articles.saving import as_draft
from haowen.domain.channels.models import Channel
from haowen.domain.channels.opening import AI, HISTORY
from haowen.domain.site.models import Origin
from haowen.doors.forms import Lines
from haowen.doors.studio.consequences import consequences
from haowen.doors.studio.drafting import declared
from haowen.doors.studio.fields import DATE_HELP, PartialDate, TitleFields
from haowen.doors.studio.translating import TRANSLATION, granted, stated
from haowen.doors.words import DECLARATIONS, LICENCES, channel_name
from haowen.kit.clock import now

NOW, LATER = "now", "later"
_ORIGINS = (DeclarationKind.ORIGINAL, DeclarationKind.REPOST)
_AI = (DeclarationKind.AI_NONE, DeclarationKind.AI_ASSISTED, DeclarationKind.AI_GENERATED)
_MORE = (
    DeclarationKind.OWN_FOOTAGE,
    DeclarationKind.OLD_EVENT,
    DeclarationKind.OPINION,
    DeclarationKind.FICTION,
    DeclarationKind.ADVERTISING,
)


def _choices(kinds: tuple[DeclarationKind, ...]) -> list[tuple[str, Any]]:
    return [(kind.value, DECLARATIONS[kind]) for kind in kinds]


class PublishForm(TitleFields):
    """What is stated, where it goes and when."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    origin = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        choices=[*_choices(_ORIGINS), (TRANSLATION, gettext_lazy("Translation"))],
        required=False,
        widget=forms.RadioSelect,
    )
    repost_source = forms.CharField(label=gettext_lazy("Whose it is"), max_length=120, required=False)
    repost_url = forms.URLField(label=gettext_lazy("Link"), max_length=500, required=False, assume_scheme="https")
    repost_permission = forms.CharField(
        label=gettext_lazy("Who permitted it, or what permits it"), max_length=200, required=False
    )
    ai = forms.ChoiceField(
        label=gettext_lazy("Was AI used?"), choices=_choices(_AI), required=False, widget=forms.RadioSelect
    )
    ai_note = forms.CharField(label=gettext_lazy("What it did"), max_length=200, required=False)
    ai_person = forms.CharField(
        label=gettext_lazy("Who answers for it"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("A person's name. Empty: readers are told that nobody does."),
    )
    own_footage = forms.BooleanField(label=DECLARATIONS[DeclarationKind.OWN_FOOTAGE], required=False)
    footage_on = PartialDate(label=gettext_lazy("When taken"), max_length=10, required=False, help_text=DATE_HELP)
    footage_place = forms.CharField(label=gettext_lazy("Where taken"), max_length=120, required=False)
    old_event = forms.BooleanField(label=DECLARATIONS[DeclarationKind.OLD_EVENT], required=False)
    event_on = PartialDate(label=gettext_lazy("When it happened"), max_length=10, required=False, help_text=DATE_HELP)
    opinion = forms.BooleanField(label=DECLARATIONS[DeclarationKind.OPINION], required=False)
    fiction = forms.BooleanField(label=DECLARATIONS[DeclarationKind.FICTION], required=False)
    advertising = forms.BooleanField(label=DECLARATIONS[DeclarationKind.ADVERTISING], required=False)
    advertising_note = forms.CharField(label=gettext_lazy("For whom"), max_length=200, required=False)
    channel = forms.ModelChoiceField(
        label=gettext_lazy("Channel"),
        queryset=Channel.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=None,
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a time"))],
        required=False,
        widget=forms.RadioSelect,
    )
    date = forms.DateField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=list(LICENCES.items()), required=False)
    translation_of = forms.CharField(
        label=gettext_lazy("It is a translation of"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The address of an article on this site. Readers are led from one to the other."),
    )
    correction = Lines(
        label=gettext_lazy("What was put right"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Told to readers below the text, with the time. Empty: nothing is told."),
    )
    history = forms.BooleanField(label=gettext_lazy("Readers may see what it said before"), required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        """Offer the channels that are open; keep the licence of an import that is none of ours."""
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["channel"].queryset = Channel.objects.open()  # type: ignore[attr-defined]
        if article.licence and article.licence not in LICENCES:
            licence: Any = self.fields["licence"]
            licence.choices = [*licence.choices, (article.licence, article.licence)]

    @classmethod
    def of(cls, article: Article, revision: Revision) -> "PublishForm":
        """Return the form filled with what the last saved revision states."""
        return cls(initial=_initial(article, revision), article=article)

    def clean(self) -> dict[str, Any]:
        """Ask each declaration for what it must say."""
        said = super().clean() or {}
        is_translation = said.get("origin") == TRANSLATION
        self._ask(is_translation, "translation_of", _("Please name the article that it translates."))
        said["stated_origin"] = stated(said, self.article)
        self._ask(said.get("origin") == DeclarationKind.REPOST, "repost_source", _("A repost names its source."))
        self._ask(
            said.get("origin") == DeclarationKind.REPOST, "repost_permission", _("A repost says who permitted it.")
        )
        self._ask(said.get("own_footage"), "footage_on", _("Please say when the pictures were taken."))
        self._ask(
            said.get("own_footage"), "footage_place", _("Please say where the pictures were taken; a street is enough.")
        )
        self._ask(said.get("old_event"), "event_on", _("Please say when it happened."))
        self._ask(said.get("advertising"), "advertising_note", _("Please say for whom this advertises."))
        if said.get("when") == LATER:
            self._ask(True, "date", _("Please choose a day."))
            self._ask(True, "time", _("Please choose a time."))
            self._moment(said)
        return said

    def _ask(self, is_stated: Any, name: str, message: str) -> None:
        if is_stated and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _moment(self, said: dict[str, Any]) -> None:
        day, time = said.get("date"), said.get("time")
        if not day or not time:
            return
        naive = dt.datetime.combine(day, time)
        moment = timezone.make_aware(naive)
        there_and_back = moment.astimezone(dt.UTC).astimezone(timezone.get_current_timezone())
        if there_and_back.replace(tzinfo=None) != naive:
            self.add_error("time", _("On that day the clocks skip this time. Please choose another."))
        elif moment <= now():
            self.add_error("time", _("This moment is past. Please choose one to come, or publish now."))
        said["moment"] = moment

    def clean_translation_of(self) -> Article | None:
        """Find the article at the address that was given."""
        said = self.cleaned_data["translation_of"].strip()
        if not said:
            return None
        public_id = said.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
        found = Article.objects.filter(public_id=public_id, trashed_at=None).exclude(pk=self.article.pk).first()
        is_known = found is not None and (found.is_published() or found.publisher_id == self.article.publisher_id)
        if found is None or not is_known:
            raise forms.ValidationError(_("There is no such article here."))
        if found.language == self.article.language:
            raise forms.ValidationError(_("Both are in the same language, so neither translates the other."))
        granted(found, self.article)
        # all translations name the one original, so that each leads to each
        return found.translation_of if found.translation_of_id and found.translation_of_id != self.article.pk else found

    def draft(self, revision: Revision) -> Draft:
        """Return what the revision says, with what is stated now."""
        said = self.cleaned_data
        kinds = (said["stated_origin"], said["ai"], *(kind.value for kind in _MORE if said[kind.value]))
        draft: Draft = replace(as_draft(revision), declarations=declared(said, kinds))
        if "title" not in self.data:  # a form that does not show the titles leaves them as they are
            return draft
        return replace(draft, title=said["title"], second_title=said["second_title"])

    def filed(self) -> dict[str, Any]:
        """Return what ``filing`` is told."""
        said = self.cleaned_data
        origin = Origin(self.article.origin)
        if said["stated_origin"] == DeclarationKind.REPOST:
            origin = Origin.REPOST
        elif said["stated_origin"] == DeclarationKind.ORIGINAL and origin == Origin.REPOST:
            origin = Origin.UPLOAD
        return {name: said[name] for name in ("channel", "licence", "translation_of")} | {"origin": origin}


def _initial(article: Article, revision: Revision) -> dict[str, Any]:
    rows: Mapping[str, Any] = {row.kind: row for row in revision.declarations.all()}
    ai = next((rows[kind] for kind in reversed(_AI) if kind in rows), None)
    repost, footage = rows.get(DeclarationKind.REPOST), rows.get(DeclarationKind.OWN_FOOTAGE)
    event, advertising = rows.get(DeclarationKind.OLD_EVENT), rows.get(DeclarationKind.ADVERTISING)
    at = timezone.localtime(article.scheduled_at) if article.scheduled_at else None
    kept = prepared(article) if article.is_published() else Along()

    def filed(name: str) -> Any:
        return kept.filed.get(name, getattr(article, name))

    return {
        "base": revision.public_id,
        "title": revision.title,
        "second_title": revision.second_title,
        "origin": TRANSLATION
        if filed("translation_of")
        else next((kind.value for kind in _ORIGINS if kind in rows), ""),
        "repost_source": repost.source_name if repost else article.source_name,
        "repost_url": repost.source_url if repost else article.source_url,
        "repost_permission": repost.note if repost else "",
        "ai": ai.kind if ai else "",
        "ai_note": ai.note if ai else "",
        "ai_person": ai.answered_by if ai else "",
        **{kind.value: kind in rows for kind in _MORE},
        "footage_on": footage.event_on if footage else "",
        "footage_place": footage.place if footage else "",
        "event_on": event.event_on if event else "",
        "advertising_note": advertising.note if advertising else "",
        "channel": filed("channel").slug if filed("channel") else "",
        "when": LATER if at else NOW,
        "date": at.date() if at else None,
        "time": at.time() if at else None,
        "licence": filed("licence"),
        "translation_of": f"/a/{filed('translation_of').public_id}" if filed("translation_of") else "",
        "history": filed("history_shown_at") is not None,
        "correction": kept.correction,
    }


def channels(form: PublishForm, article: Article) -> list[dict[str, Any]]:
    """Return the channels as choices, each with what it demands and what happens there written out; none at the end."""
    chosen = form["channel"].value() or ""
    rows = list(Channel.objects.open().prefetch_related("demands"))
    told = consequences(article, rows)
    made = []
    for row in rows:
        words = {AI: _("a word on AI"), HISTORY: _("a public history")} | {
            kind.value: str(name) for kind, name in DECLARATIONS.items()
        }
        demanded = [words.get(one.declaration, one.declaration) for one in row.demands.all()]
        made.append({
            "value": row.slug, "name": channel_name(row), "is_chosen": row.slug == chosen,
            "demands": _(", ").join(demanded), "told": told[row.pk],
        })  # fmt: skip
    none = {"value": "", "name": _("In no channel"), "is_chosen": not chosen, "demands": "", "told": told[None]}
    return [*made, none]
