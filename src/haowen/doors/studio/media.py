"""A publisher's pictures and videos: add, find, describe, put away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from haowen.domain.library import captioning, dropping, finding, taking
from haowen.domain.library.models import Asset, Captions
from haowen.domain.library.playing import films
from haowen.domain.media.models import MediaKind
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import access
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, Form, for_people, see, the_person
from haowen.doors.studio import plain
from haowen.doors.studio.library import described, encoding_of, making, shown, told_of
from haowen.doors.studio.watermarks import WatermarkForm
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

CREATED, TOO_LARGE = 201, 413
A_PAGE = 48
FILES_MOST = 20
ACCEPT = "image/*,video/mp4,video/quicktime,video/webm,.heic,.heif,.avif,.mov"


class WordsForm(Form):
    """What is said of a file."""

    alt = forms.CharField(
        label=gettext_lazy("What can be seen"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For those who do not see the picture."),
    )
    is_decorative = forms.BooleanField(label=gettext_lazy("Only decoration: nothing to describe"), required=False)
    caption = forms.CharField(label=gettext_lazy("Caption"), max_length=300, required=False)
    credit = forms.CharField(label=gettext_lazy("Made by, belongs to"), max_length=200, required=False)


CAPTION_LANGUAGES = [
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("en", "English"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ar", "العربية"),
    ("bo", "བོད་སྐད།"),
    ("ug", "ئۇيغۇرچە"),
    ("mn", "Монгол"),
]
"""Languages in their own words, as players list them."""


class CaptionsForm(Form):
    """Captions of a video in one language."""

    captions = forms.FileField(
        label=gettext_lazy("Captions"),
        help_text=gettext_lazy("A WebVTT (.vtt) or SubRip (.srt) file in UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the captions"), choices=CAPTION_LANGUAGES)
    label = forms.CharField(
        label=gettext_lazy("Name in the player"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Empty: the name of the language."),
    )


@for_people(methods=BOTH)
def index(request: HttpRequest) -> HttpResponse:
    """Show a publisher's library, or take files: ``/studio/media?publisher=&q=&kind=&trash=&page=``."""
    user = the_person(request)
    if request.method == "POST":
        return _create(request, user)
    return _page(request, user, _publisher(user, request.GET.get("publisher")))


def _publisher(user: User, handle: str | None) -> Publisher | None:
    mine = access.written_by(user)
    return get_object_or_404(mine, handle=handle) if handle else mine.first()


def _create(request: HttpRequest, user: User) -> HttpResponse:
    """Keep what was sent: JSON for the editor, a page for the plain form."""
    wants_page = "text/html" in request.headers.get("Accept", "")
    publisher = _publisher(user, request.POST.get("publisher") or request.GET.get("publisher"))
    sent = request.FILES.getlist("file")
    files, left = sent[:FILES_MOST], sent[FILES_MOST:]
    words = WordsForm(request.POST)
    reasons: list[str] = []
    kept: list[Asset] = []
    if publisher is None:
        reasons.append(_("You may not add files for any publisher."))
    elif not files:
        is_large = int(request.headers.get("Content-Length") or 0) > taking.MOST_BYTES
        reasons.append(_too_large() if is_large else _("Please choose a file."))
    elif not words.is_valid():
        reasons += [f"{words[name].label}: {each}" for name, said in words.errors.items() for each in said]
    else:
        for file in files:
            said = taking.Words(name=file.name or "", **words.cleaned_data)
            try:
                kept.append(taking.take(publisher, file, said, user=user, by=actor_of(user)))
            except Refused as refused:
                reasons.append(refused.message if len(files) == 1 else f"{file.name}: {refused.message}")
        if left:
            text = _("%(most)d files can be added at once. Please add these after them: %(names)s")
            reasons.append(text % {"most": FILES_MOST, "names": ", ".join(str(file.name) for file in left)})
    if not wants_page:
        return _answered(kept, reasons)
    for told in filter(None, (told_of(asset.media) for asset in kept)):
        messages.warning(request, told)
    if kept:
        text = ngettext("%(count)d file is kept.", "%(count)d files are kept.", len(kept)) % {"count": len(kept)}
        messages.success(request, text)
    if reasons:
        return _page(request, user, publisher, reasons=reasons, words=words, status=UNPROCESSABLE)
    return see(f"/studio/media?publisher={publisher.handle}" if publisher else "/studio/media")


def _too_large() -> str:
    return _("The file is too large; %(most)d MB is the most.") % {"most": taking.MOST_BYTES // taking.MEGABYTE}


def _answered(kept: list[Asset], reasons: list[str]) -> HttpResponse:
    if reasons:
        return JsonResponse({"reason": " ".join(reasons), "field": "file"}, status=UNPROCESSABLE)
    return JsonResponse(described(kept[0]) | {"told": told_of(kept[0].media)}, status=CREATED)


def _page(
    request: HttpRequest,
    user: User,
    publisher: Publisher | None,
    *,
    reasons: list[str] | None = None,
    words: WordsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "publishers": list(access.written_by(user)),
        "publisher": publisher,
        "reasons": reasons or [],
        "words": words or WordsForm(),
        "accept": ACCEPT,
    }
    if publisher:
        context |= _found(request, publisher)
        used, most = taking.room(publisher)
        allowed = taking.limits_of(user, publisher)
        if access.arranged_by(user).filter(pk=publisher.pk).exists():
            context["watermark"] = WatermarkForm.of(publisher)
        context["room"] = {
            "used": used // taking.MEGABYTE,
            "most": most // taking.MEGABYTE,
            "picture": allowed.picture_bytes // taking.MEGABYTE,
            "video": allowed.video_bytes // taking.MEGABYTE,
        }
    return render(request, "studio/media.html", context, status=status)


def _found(request: HttpRequest, publisher: Publisher) -> dict[str, Any]:
    words = request.GET.get("q", "").replace("\0", "")[:100]
    kind = request.GET.get("kind", "")
    kind = kind if kind in MediaKind.values else ""
    in_trash = request.GET.get("trash") == "1"
    rows = finding.found(publisher, words=words, kind=kind, in_trash=in_trash)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", "")[:5])
    assets = list(page)
    uses = finding.uses(publisher, [asset.media_id for asset in assets])
    return {
        "q": words,
        "kind": kind,
        "in_trash": in_trash,
        "page": page,
        "items": [
            {"asset": asset, "shown": shown(asset.media, most=320), "uses": uses.get(asset.media_id, [])}
            for asset in assets
        ],
    }


def _asset(request: HttpRequest, number: int) -> Asset:
    """Load a file of a publisher that this person may write for; for others it does not exist."""
    rows = Asset.objects.filter(publisher__in=access.written_by(the_person(request)))
    return get_object_or_404(rows.select_related("media", "publisher"), pk=number)


@for_people(methods=BOTH)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show a file with its words, or change them: ``/studio/media/<number>``."""
    asset = _asset(request, number)
    said = {"alt": asset.alt, "is_decorative": asset.is_decorative, "caption": asset.caption, "credit": asset.credit}
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm(initial=said)
    if form.is_bound and form.is_valid():
        Asset.objects.filter(pk=asset.pk).update(**form.cleaned_data)
        messages.success(request, _("Saved."))
        return see(f"/studio/media/{asset.pk}")
    return _asset_page(request, asset, form)


def _asset_page(
    request: HttpRequest, asset: Asset, form: WordsForm, captions: CaptionsForm | None = None
) -> HttpResponse:
    is_video = asset.media.kind == MediaKind.VIDEO
    played = films([asset.media.sha256], now(), publisher=asset.publisher_id) if is_video else {}
    context = {
        "asset": asset,
        "publisher": asset.publisher,
        "shown": shown(asset.media, most=960),
        "form": form,
        "encoding": (encoding := encoding_of(asset.media)),
        "making": making(encoding)["said"],
        "uses": finding.uses(asset.publisher, [asset.media_id])[asset.media_id],
        "line": plain.figure(
            asset.media.sha256, asset.alt, asset.caption, credit=asset.credit, is_decorative=asset.is_decorative
        ),
        "film": played.get(asset.media.sha256),
        "captions": captions or CaptionsForm(),
        "captioned": list(asset.captions.all()),
    }
    is_wrong = form.errors or (captions is not None and captions.errors)
    return render(request, "studio/asset.html", context, status=UNPROCESSABLE if is_wrong else 200)


@for_people(methods=ACT)
def captions(request: HttpRequest, number: int) -> HttpResponse:
    """Keep captions of a video, or take those of a language away (``remove``): POST ``/studio/media/<number>/captions``."""
    asset = _asset(request, number)
    here = f"/studio/media/{asset.pk}"
    if "remove" in request.POST:
        captioning.uncaption(get_object_or_404(Captions, asset=asset, language=request.POST["remove"]))
        messages.success(request, _("The captions are taken away."))
        return see(here)
    form = CaptionsForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        label = said["label"] or dict(CAPTION_LANGUAGES)[said["language"]]
        try:
            captioning.caption(
                asset,
                said["captions"].read(captioning.BYTES_MOST + 1),
                language=said["language"],
                label=str(label),
                by=actor_of(the_person(request)),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The captions are kept."))
            return see(here)
    words = WordsForm(initial={"alt": asset.alt, "caption": asset.caption, "credit": asset.credit})
    return _asset_page(request, asset, words, form)


@for_people(methods=ACT)
def trash(request: HttpRequest, number: int) -> HttpResponse:
    """Put a file into the trash, or take it out (``undo``): POST ``/studio/media/<number>/trash``."""
    asset = _asset(request, number)
    undo = "undo" in request.POST
    try:
        (dropping.restore if undo else dropping.trash)(asset)
    except Refused as refused:
        messages.error(request, refused.message)
        return see(f"/studio/media/{asset.pk}")
    messages.success(request, _("It is in the library again.") if undo else _("It is in the trash for 30 days."))
    return see(f"/studio/media?publisher={asset.publisher.handle}")
