"""Captions of a video: read strictly, kept as text, served as a file beside the video's own."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.library.events import VideoCaptioned
from haowen.domain.library.models import Asset, Captions
from haowen.domain.media import rendering
from haowen.domain.media.models import MediaKind
from haowen.domain.media.showing import rendition_path
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text import webvtt

BYTES_MOST = 2 * 1024 * 1024
LANGUAGES_MOST = 20


def caption(asset: Asset, data: bytes, *, language: str, label: str, by: Actor) -> Captions:
    """Keep captions of a video in one language; those that were there in it give way.

    Raises Refused for what is no text, no captions, or captions of a picture.
    """
    if asset.media.kind != MediaKind.VIDEO:
        raise Refused(_("Only a video has captions."), field="captions")
    cues = _read(data)
    text = webvtt.written(cues)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        others = Captions.objects.filter(asset=asset).exclude(language=language)
        if others.count() >= LANGUAGES_MOST:
            raise Refused(_("This video has captions in enough languages."), field="captions")
        put_beside(asset.media.sha256, sha256, text)
        kept, _is_new = Captions.objects.update_or_create(
            asset=asset,
            language=language,
            defaults={"label": label[:60], "text": text, "sha256": sha256, "added_by": by, "added_at": now()},
        )
        announce(VideoCaptioned(media_id=asset.media_id))
    return kept


def kept_of(asset: Asset, text: str) -> tuple[str, str]:
    """Put captions that come with an archive beside their video. Return them as they are kept, and their SHA-256."""
    written = webvtt.written(_read(text.encode()))
    sha256 = hashlib.sha256(written.encode()).hexdigest()
    put_beside(asset.media.sha256, sha256, written)
    return written, sha256


def uncaption(captions: Captions) -> None:
    """Take captions away."""
    with transaction.atomic():
        media = captions.asset.media_id
        captions.delete()
        announce(VideoCaptioned(media_id=media))


def file_name(sha256: str) -> str:
    """Return what captions are called in the folder of their video."""
    return f"c{sha256[:16]}.vtt"


def put_beside(media: str, sha256: str, text: str) -> None:
    """See that captions lie where they are served from, in the folder of their video (a SHA-256)."""
    rendering.put(rendition_path(media, file_name(sha256)), text.encode())


def _read(data: bytes) -> tuple[webvtt.Cue, ...]:
    if len(data) > BYTES_MOST:
        raise Refused(_("These captions are too long; %(most)d MB is the most.") % {"most": 2}, field="captions")
    try:
        return webvtt.read(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(_("These captions are not written in UTF-8. Please save them so."), field="captions") from error
    except webvtt.BrokenError as error:
        raise Refused(_reason(error), field="captions") from error


def _reason(error: webvtt.BrokenError) -> str:
    words = {
        "empty": _("There are no captions in this file. WebVTT (.vtt) and SubRip (.srt) can be read."),
        "time": _("Line %(line)d of the captions has a time that cannot be read, or that ends before it begins."),
        "order": _("Line %(line)d of the captions begins before the line above it."),
        "words": _("The caption at line %(line)d has more words than can be read while it stands there."),
        "many": _("There are too many captions in this file."),
    }
    return words[error.reason] % {"line": error.line}
