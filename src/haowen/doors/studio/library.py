"""What the editor is told of a publisher's files: those to choose from, and how far the smaller versions of videos are."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from haowen.domain.library import finding
from haowen.domain.library.models import Asset
from haowen.domain.media import checking
from haowen.domain.media.models import Encoding, EncodingState, Media, MediaKind
from haowen.domain.media.showing import original_path, picture
from haowen.domain.publishers import access
from haowen.doors.forms import for_people, the_person

A_PAGE: Final = 24
NAMED_MOST: Final = 50
THUMB, SHOWN = 320, 1280
MOVING: Final = ("gif", "png", "webp")
_ENDED: Final = (EncodingState.DONE, EncodingState.FAILED, EncodingState.ABSENT)


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """Return a page of files as JSON: ``/studio/library?publisher=&q=&kind=&page=``, or those named (``of=<sha256>,…``)."""
    publisher = get_object_or_404(
        access.written_by(the_person(request)), handle=request.GET.get("publisher", "").replace("\0", "")
    )
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "").replace("\0", "")[:100]
    rows = finding.found(publisher, words=words, kind=kind if kind in MediaKind.values else "")
    if "of" in request.GET:
        rows = rows.filter(media__sha256__in=request.GET["of"].split(",")[:NAMED_MOST])
    page = Paginator(rows.select_related("media__encoding"), A_PAGE).get_page(request.GET.get("page", "")[:5])
    return JsonResponse({
        "files": [described(asset) for asset in page],
        "page": page.number,
        "pages": page.paginator.num_pages,
        "count": page.paginator.count,
    })  # fmt: skip


def described(asset: Asset) -> dict[str, Any]:
    """Return what the editor has to know of a file."""
    media = asset.media
    return {
        "sha256": media.sha256,
        "name": asset.alt or asset.name or media.sha256[:12],
        "src": shown(media)["src"],
        "thumb": shown(media, most=THUMB)["src"],
        "width": media.width,
        "height": media.height,
        "kind": media.kind,
        "colour": media.colour,
        "alt": asset.alt,
        "decorative": asset.is_decorative,
        "caption": asset.caption,
        "credit": asset.credit,
        "making": making(encoding_of(media)) if media.kind == MediaKind.VIDEO else None,
    }


def shown(media: Media, most: int = SHOWN) -> dict[str, Any]:
    """Return where a file's picture is, in the width at hand."""
    made = picture(media.sha256, media.width, media.height, media.colour, media.has_avif, most=most)
    return {"src": made.src, "width": made.width, "height": made.height, "is_video": media.kind == MediaKind.VIDEO}


def encoding_of(media: Media) -> Encoding | None:
    """Return how far a video's smaller versions are; nothing where nobody has begun with them."""
    return media.encoding if hasattr(media, "encoding") else None


def making(encoding: Encoding | None) -> dict[str, Any]:
    """Say how far a video's smaller versions are, and whether that will change."""
    state = encoding.state if encoding else ""
    progress = encoding.progress if encoding else 0
    words = {
        EncodingState.RUNNING: _("Smaller versions are being made: %(progress)s %%") % {"progress": progress},
        EncodingState.DONE: _("Smaller versions are made; every browser plays it."),
        EncodingState.ABSENT: _(
            "This site has no encoder: the video is played as it was brought, where the browser can."
        ),
        EncodingState.FAILED: _(
            "Smaller versions could not be made; the video is played as it was brought, where the browser can."
        ),
    }
    said = words.get(EncodingState(state)) if state else _("Smaller versions are waiting to be made.")
    return {"state": state, "said": said, "is_ended": state in _ENDED}


def told_of(media: Media) -> str:
    """Return what a writer should know of a file that was taken: of a moving picture readers see how it begins."""
    if media.kind != MediaKind.PICTURE or media.format not in MOVING:
        return ""
    try:
        count = checking.frames(original_path(media.sha256).read_bytes(), media.format.upper())
    except OSError:
        return ""
    if count == 1:
        return ""
    return _("This picture moves; readers see how it begins. What should move is brought as a video (MP4 or WebM).")
