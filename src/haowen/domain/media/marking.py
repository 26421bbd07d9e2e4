"""Watermarks: a publisher's name in a corner of what readers get. Originals and unmarked renditions stay as they are.

A mark is a drawing known by a key; a marked rendition lies beside the plain one, under the key and its name. So one file
that several publishers show is marked for each of them apart.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from haowen.domain.media import rendering
from haowen.domain.media.models import Mark, Media
from haowen.domain.media.showing import marked, rendition_path

STYLE: Final = "1"  # another number makes every mark anew
WIDEST, HIGHEST = 0.34, 0.07  # shares of a picture
LEAST_HEIGHT, EDGE = 10, 0.02
_PLAIN = re.compile(r"(?:wide\d+-\d+|square\d+-\d+)?w\d+\.(?:webp|avif)")
_MARKED = re.compile(r"m(?P<key>[0-9a-f]{8})-.+")
_HOW: Final = {"webp": {"quality": 82, "method": 2}, "avif": {"quality": 58, "speed": 7}}


def key_of(text: str) -> str:
    """Return the key of the mark that says this."""
    return hashlib.sha256(f"{STYLE}:{text}".encode()).hexdigest()[:8]


def keep(text: str, drawing: bytes) -> Mark:
    """Keep the drawing of a mark: a PNG of light letters with dark edges on nothing."""
    return Mark.objects.update_or_create(key=key_of(text), defaults={"text": text[:60], "drawing": drawing})[0]


def put_on(media: Media, mark: Mark) -> int:
    """Make the marked renditions of a picture, or of how a video begins, that are not there yet; return how many that were."""
    folder, count = _folder(media), 0
    for path in list(_plain(folder)):
        goal = folder / marked(path.name, mark.key)
        if not goal.is_file():
            rendering.put(goal, _drawn_on(path, bytes(mark.drawing)))
            count += 1
    return count


def complete(media: Media) -> None:
    """Mark what was made of a picture since it was marked first, for each of its marks."""
    keys = {found["key"] for path in _folder(media).glob("m*-*") if (found := _MARKED.fullmatch(path.name))}
    for mark in Mark.objects.filter(key__in=keys):
        put_on(media, mark)


def take_off(media: Media, key: str) -> None:
    """Remove the renditions with a mark that nobody wants any more."""
    for path in _folder(media).glob(f"m{key}-*"):
        path.unlink(missing_ok=True)


def _folder(media: Media) -> Path:
    return rendition_path(media.sha256, "w320.webp").parent


def _plain(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*w*.*") if _PLAIN.fullmatch(path.name))


def _drawn_on(path: Path, drawing: bytes) -> bytes:
    form = path.suffix[1:]
    with Image.open(path) as opened:
        picture = opened.convert("RGBA" if "A" in opened.getbands() else "RGB")
    sign(picture, drawing)
    buffer = io.BytesIO()
    picture.save(buffer, form.upper(), exif=b"", xmp=b"", **_HOW[form])
    return buffer.getvalue()


def sign(picture: Image.Image, drawing: bytes) -> None:
    """Draw a mark into the lower right corner of a picture."""
    with Image.open(io.BytesIO(drawing)) as drawn:
        scale = min(picture.width * WIDEST / drawn.width, max(LEAST_HEIGHT, picture.height * HIGHEST) / drawn.height)
        size = (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale)))
        small = drawn.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    edge = max(2, round(min(picture.size) * EDGE))
    at = (max(0, picture.width - small.width - edge), max(0, picture.height - small.height - edge))
    picture.paste(small, at, small)
