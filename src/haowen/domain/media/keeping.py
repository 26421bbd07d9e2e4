"""Keeping a file: the original's bytes once, by hash; everything else is made from it."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.media import metadata, rendering
from haowen.domain.media.events import MediaKept
from haowen.domain.media.models import Media, Rendition
from haowen.domain.media.showing import original_path, path_of, rendition_path, widths
from haowen.domain.people.models import Actor
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

BYTES_MOST = 20 * 1024 * 1024


def keep(data: bytes, *, by: Actor | None, credit: str = "", most: int = BYTES_MOST) -> Media:
    """Keep a picture and make its WebP renditions at once (AVIF follows by a task). The same bytes are kept once.

    Who made it is taken from the file where ``credit`` is empty. Raises Refused for what is empty, too large, broken or no picture.
    """
    if not data:
        raise Refused(_("The file is empty."), field="picture")
    if len(data) > most:
        text = _("The file is too large; %(most)d MB is the most.")
        raise Refused(text % {"most": most // (1024 * 1024)}, field="picture")
    digest = hashlib.sha256(data).hexdigest()
    known = Media.objects.filter(sha256=digest).first()
    if known is not None and is_whole(known):
        return known
    with rendering.opened(data) as picture:
        colour = rendering.colour_of(picture.image)
        made = list(rendering.renditions(picture.image, "webp"))
    # Files first: a row never names bytes that are not on the disk.
    rendering.put(original_path(digest), data)
    for name, content, _width, _height in made:
        rendering.put(rendition_path(digest, name), content)
    with transaction.atomic():
        media, is_new = Media.objects.get_or_create(
            sha256=digest,
            defaults={
                "format": picture.format, "size_bytes": len(data), "width": picture.width, "height": picture.height, "colour": colour,
                "credit": credit[:200] or metadata.credit_in(data), "added_by": by,
            },
        )  # fmt: skip
        note(media, made, "webp")
        if is_new:
            announce(MediaKept(media_id=media.pk))
    return media


def note(media: Media, made: list[tuple[str, bytes, int, int]], kind: str) -> None:
    """Keep rows for renditions that were made."""
    Rendition.objects.bulk_create(
        [
            Rendition(media=media, name=name, format=kind, width=width, height=height, size_bytes=len(content))
            for name, content, width, height in made
        ],
        update_conflicts=True,
        unique_fields=["media", "name"],
        update_fields=["format", "width", "height", "size_bytes"],
    )


def is_whole(media: Media) -> bool:
    """Whether the original and every WebP rendition are where they should be."""
    if not original_path(media.sha256).is_file():
        return False
    return all(path_of(media.sha256, f"w{step}.webp") for step in widths(media.width))
