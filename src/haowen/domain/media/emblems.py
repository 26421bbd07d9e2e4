"""Logo and icon of the site: kept like every picture, with the renditions that mastheads, browsers and phones ask for."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from haowen.domain.media import rendering
from haowen.domain.media.keeping import keep, note
from haowen.domain.media.models import Media
from haowen.domain.media.showing import ICONS, LOGO, OLD_ICON, logo_size, path_of, rendition_path
from haowen.domain.people.models import Actor
from haowen.kit.refusals import Refused

BYTES_MOST = 2 * 1024 * 1024
FORMATS = ("png", "jpeg", "webp")
LOGO_HEIGHT_LEAST = 40
LOGO_WIDEST = 10  # times its height
ICON_LEAST = 512
PAPER = "#fdfbf6"
TOUCHED = 180  # the size that phones put on their first page; they show what is transparent as black
_OLD = [(16, 16), (32, 32), (48, 48)]

Made = tuple[str, bytes, int, int]


def keep_logo(data: bytes, *, by: Actor | None) -> Media:
    """Keep a logo. Raises Refused for what is none, too large, too small or too wide for a masthead."""
    picture = _looked_at(data)
    if picture.height < LOGO_HEIGHT_LEAST:
        text = _("A logo needs at least 40 pixels of height; this one has %(height)d.")
        raise Refused(text % {"height": picture.height}, field="picture")
    if picture.width > picture.height * LOGO_WIDEST or picture.height > picture.width * 2:
        text = _(
            "A logo is at most ten times as wide as high, and at most twice as high as wide; this one is %(size)s."
        )
        raise Refused(text % {"size": f"{picture.width} × {picture.height}"}, field="picture")
    return _kept(data, picture.image, _logo, by)


def keep_icon(data: bytes, *, by: Actor | None) -> Media:
    """Keep an icon. Raises Refused for what is no square of 512 pixels or more."""
    picture = _looked_at(data)
    if picture.width != picture.height or picture.width < ICON_LEAST:
        text = _("The icon is a square of at least 512 × 512 pixels; this one is %(size)s.")
        raise Refused(text % {"size": f"{picture.width} × {picture.height}"}, field="picture")
    return _kept(data, picture.image, _icons, by)


def _looked_at(data: bytes) -> rendering.Opened:
    if len(data) > BYTES_MOST:
        raise Refused(_("The file is too large; 2 MB is the most for a logo or an icon."), field="picture")
    if data.lstrip(b"\xef\xbb\xbf\t\r\n ").startswith(b"<") and b"<svg" in data[:4096].lower():
        raise Refused(
            _("An SVG can carry programs and is not taken. Please save the drawing as PNG, or as WebP."),
            field="picture",
        )
    with rendering.opened(data) as picture:
        if picture.format not in FORMATS:
            raise Refused(_("A logo or an icon is a PNG, JPEG or WebP file."), field="picture")
        return picture


def _kept(data: bytes, image: Image.Image, make: Callable[[Image.Image], Iterator[Made]], by: Actor | None) -> Media:
    media = keep(data, by=by)
    made = [one for one in make(image) if path_of(media.sha256, one[0]) is None]
    for name, content, _width, _height in made:
        rendering.put(rendition_path(media.sha256, name), content)
    for kind in {name.rpartition(".")[2] for name, *_rest in made}:
        note(media, [one for one in made if one[0].endswith(f".{kind}")], kind)
    return media


def _logo(image: Image.Image) -> Iterator[Made]:
    """Yield the logo without loss: type and edges stay sharp."""
    width, height = logo_size(image.width, image.height)
    yield LOGO, _saved(_sized(image, width, height), "WEBP", lossless=True, exact=False), width, height


def _icons(image: Image.Image) -> Iterator[Made]:
    for side in ICONS:
        shown = _sized(image, side, side)
        if side == TOUCHED and shown.mode == "RGBA":
            ground = Image.new("RGBA", shown.size, PAPER)
            shown = Image.alpha_composite(ground, shown).convert("RGB")
        yield f"icon{side}.png", _saved(shown, "PNG", optimize=True), side, side
    yield OLD_ICON, _saved(_sized(image, 48, 48), "ICO", sizes=_OLD), 48, 48


def _sized(image: Image.Image, width: int, height: int) -> Image.Image:
    return image if image.size == (width, height) else image.resize((width, height), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()
