"""Making renditions: what readers get of a picture. Nothing that an original says about its maker or place goes along."""

import io
import os
import struct
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from haowen.domain.media import checking
from haowen.domain.media.showing import SIDE_MOST, widths
from haowen.kit.refusals import Refused

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
PIXELS_MOST = 50_000_000
_ORIGINAL_SIDE_MOST = 30_000
_ENOUGH = 2 * 1280  # a JPEG can be decoded at a fraction of its size; more than this is never shown
_SCALED = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
_HOW = {"webp": {"quality": 80, "method": 2}, "avif": {"quality": 55, "speed": 7}}


class Opened(NamedTuple):
    """A decoded picture (upright, in sRGB, nothing said beside it), and its original's format and upright size."""

    image: Image.Image
    format: str
    width: int
    height: int


@cache
def _read_heic() -> None:
    """Teach Pillow what phones write; only who keeps pictures has to know."""
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """Decode a picture. Raises Refused for what is none, broken, or too large."""
    _read_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if checking.is_cut_up(data):
                raise Refused(
                    _("This picture is cut into too many pieces. Please save it anew and send that."), field="picture"
                )
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            width, height = image.size
            if width * height > PIXELS_MOST or max(width, height) > _ORIGINAL_SIDE_MOST:
                raise Refused(_("This picture has too many pixels; 50 million is the most."), field="picture")
            if checking.frames(data, image.format or "") > checking.FRAMES_MOST:
                text = _("This picture moves too long; %(most)d frames are the most.")
                raise Refused(text % {"most": checking.FRAMES_MOST}, field="picture")
            if other := checking.disguised(data):
                text = _("This file is a picture and %(other)s at once. Please save the picture anew and send that.")
                raise Refused(text % {"other": other}, field="picture")
            with image:
                # A JPEG is decoded at a fraction of its size where that is enough.
                image.draft("RGB", (_ENOUGH, _ENOUGH))
                image.load()
                plain = _plain(_enough(image))
            if (plain.width < plain.height) != (width < height):
                width, height = height, width
            form = "JPEG" if image.format == "MPO" else image.format or ""  # with further views behind the first
            yield Opened(plain, form.lower(), width, height)
    except UnidentifiedImageError as error:
        if checking.is_picture(data[: checking.HEAD_BYTES]):
            raise Refused(_("This picture is broken or incomplete."), field="picture") from error
        raise Refused(
            _("This is no picture that can be shown here. JPEG, PNG, WebP, AVIF, GIF and HEIC can."), field="picture"
        ) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(_("This picture has too many pixels; 50 million is the most."), field="picture") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, MemoryError, RuntimeError) as error:
        raise Refused(_("This picture is broken or incomplete."), field="picture") from error


def _enough(image: Image.Image) -> Image.Image:
    """Make a picture smaller that is much larger than it is ever shown, before anything else costs its size again."""
    if min(image.size) <= _ENOUGH or image.mode not in _SCALED:
        return image
    info, scale = image.info, _ENOUGH / min(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    smaller = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    image.close()
    smaller.info = info
    return smaller


def _plain(image: Image.Image) -> Image.Image:
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA") else None
    # What is said beside a picture may be broken; then the picture is taken as it lies.
    with suppress(OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        ImageOps.exif_transpose(image, in_place=True)
    plain = image.convert(mode)
    if profile:
        # A profile that cannot be read is left aside: the colours are then a little off, the picture is shown.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            plain = ImageCms.profileToProfile(plain, source, target, outputMode=mode) or plain
    plain.info = {}
    return plain


def colour_of(image: Image.Image) -> str:
    """Return the mean colour as ``#rrggbb``, shown while the picture is on its way."""
    red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def renditions(image: Image.Image, suffix: str) -> Iterator[tuple[str, bytes, int, int]]:
    """Yield name, bytes, width and height of every rendition in one format (``webp`` or ``avif``), the largest first."""
    source = image
    for step in reversed(widths(image.width)):
        width = min(step, image.width)
        height = max(1, round(image.height * width / image.width))
        if height > SIDE_MOST:
            width, height = max(1, round(width * SIDE_MOST / height)), SIDE_MOST
        shown = source if source.size == (width, height) else source.resize((width, height), Image.Resampling.LANCZOS)
        yield f"w{step}.{suffix}", encoded(shown, suffix), width, height
        source = shown  # the next one down is made of this one: as good to the eye, and several times faster


def encoded(image: Image.Image, suffix: str) -> bytes:
    """Return a picture as readers get it, in one format (``webp`` or ``avif``)."""
    buffer = io.BytesIO()
    # Named empty, so that no encoder takes them from the image again.
    image.save(buffer, suffix.upper(), exif=b"", xmp=b"", **_HOW[suffix])
    return buffer.getvalue()


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and see it onto the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
