"""Where renditions lie and how they are addressed, without asking the database."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from haowen.domain.media.models import MediaEffect, MediaRestriction
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now
from haowen.text.markup import Film, Picture

WIDTHS = (320, 640, 960, 1280)
SIDE_MOST = 16000  # WebP holds 16,383
_SHA256 = re.compile(r"[0-9a-f]{64}")
ICONS = (32, 180, 192, 512)
LOGO_HEIGHT_MOST = 160  # four times the masthead's, for screens with four dots to a pixel
LOGO, OLD_ICON = "logo.webp", "icon.ico"
_NAME = re.compile(
    r"(?:m[0-9a-f]{8}-)?(?:w[0-9]{1,5}\.(?:webp|avif)|(?:wide|square)[0-9]{1,3}-[0-9]{1,3}w[0-9]{1,4}\.(?:webp|avif))|play\.(?:mp4|webm)|h(?:360|720)\.mp4"
    r"|logo\.webp|icon(?:32|180|192|512)\.png|icon\.ico|c[0-9a-f]{16}\.vtt"
)
_MARK = re.compile(r"^m[0-9a-f]{8}-")


def widths(width: int) -> tuple[int, ...]:
    """Return the widths that an original of this width is shown at: none larger than itself, but always one."""
    return tuple(step for step in WIDTHS if step <= width) or WIDTHS[:1]


def original_path(sha256: str) -> Path:
    """Return where an original lies; it is never served."""
    return Path(settings.MEDIA_ROOT) / "originals" / sha256[:2] / sha256


def rendition_path(sha256: str, name: str) -> Path:
    """Return where a rendition lies or would lie."""
    return Path(settings.MEDIA_ROOT) / "renditions" / sha256[:2] / sha256 / name


def path_of(sha256: str, name: str) -> Path | None:
    """Return the file behind ``/media/<sha256>/<name>``, if the address can be one and the file exists."""
    if not _SHA256.fullmatch(sha256) or not _NAME.fullmatch(name):
        return None
    path = rendition_path(sha256, name)
    if path.is_file():
        return path
    # What is not marked yet is shown plain rather than not at all.
    plain = path.with_name(_MARK.sub("", name))
    return plain if plain != path and plain.is_file() else None


def marked(name: str, key: str | None) -> str:
    """Return the name of a rendition with a mark; the plain one where there is no mark."""
    return f"m{key}-{name}" if key else name


def step_of(src: str) -> int:
    """Return the width that a rendition's address names."""
    return int(src.rpartition(".")[0].rpartition("w")[2])


def logo_size(width: int, height: int) -> tuple[int, int]:
    """Return the size at which a logo of this size is kept for mastheads."""
    shown = min(height, LOGO_HEIGHT_MOST)
    return max(1, round(width * shown / height)), shown


def is_withheld(sha256: str, at: dt.datetime | None = None) -> bool:
    """Whether a file is not to be served now."""
    rows = MediaRestriction.objects.filter(in_force(at or now()), media__sha256=sha256, effect=MediaEffect.WITHHELD)
    return rows.exists()


def edge(sha256: str, at: dt.datetime) -> dt.datetime | None:
    """Return the next moment when a file may begin or cease to be served, if one is known."""
    rows = MediaRestriction.objects.filter(media__sha256=sha256).values_list("starts_at", "until")
    return min((moment for row in rows for moment in row if moment is not None and moment > at), default=None)


@cache
def _steps(width: int, most: int) -> tuple[int, ...]:
    return tuple(step for step in widths(width) if step <= most) or widths(width)[:1]


def picture(
    sha256: str,
    width: int,
    height: int,
    colour: str,
    has_avif: bool,  # noqa: FBT001 - a column
    *,
    most: int = WIDTHS[-1],
    film: Film | None = None,
    mark: str | None = None,
) -> Picture:
    """Return the addresses of a picture's renditions up to a width, for the markup; ``src`` is the largest.

    Of a video they show how it begins, and ``film`` says how it is played. ``mark`` is the key of its publisher's watermark.
    """
    steps = _steps(width, most)
    base = f"/media/{sha256}/{marked('w', mark)}"
    return Picture(
        src=f"{base}{steps[-1]}.webp",
        srcset=", ".join(f"{base}{step}.webp {min(step, width)}w" for step in steps),
        avif_srcset=", ".join(f"{base}{step}.avif {min(step, width)}w" for step in steps) if has_avif else "",
        width=width,
        height=height,
        colour=colour,
        film=film,
    )
