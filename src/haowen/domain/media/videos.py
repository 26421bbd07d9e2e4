"""Keeping a video: staged, hashed, checked; a copy that tells no place is playable at once, smaller ones follow."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from haowen.domain.media import boxes, ebml, rendering, tracks
from haowen.domain.media.events import MediaKept
from haowen.domain.media.keeping import note
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path
from haowen.domain.media.sweeping import staging_folder
from haowen.domain.people.models import Actor
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

SECONDS_MOST = 3 * 3600
HEIGHTS = (360, 720)
_PART = 1 << 20
_CHECK_SECONDS = 60
_ALLOCATED_MOST = 256 * 1024**2  # by ffmpeg in one piece: tables that lie ask for gigabytes
_PIXELS_MOST = 8192 * 4608
_DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
_SIZE = re.compile(r"Video: (?P<codec>\w+).*?[ ,](?P<width>\d{2,5})x(?P<height>\d{2,5})")
_LENGTH = re.compile(r"Duration: (\d+):(\d\d):(\d\d)\.(\d\d)")
_GREY = "#808080"


class Readable(Protocol):
    """A file that was sent."""

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""


@cache
def encoder() -> str:
    """Return the ffmpeg of this machine, or of the extra ``media``; empty where there is none."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return ""


def reading(path: Path, form: str) -> list[str]:
    """Return how ffmpeg is told to read a file: as what it is, and nothing else from anywhere."""
    return [
        encoder(),
        "-nostdin",
        "-hide_banner",
        "-max_alloc",
        str(_ALLOCATED_MOST),
        "-protocol_whitelist",
        "file",
        "-f",
        _DEMUXERS[form],
        "-max_pixels",
        str(_PIXELS_MOST),
        "-i",
        f"file:{path}",
    ]


class _Staged(NamedTuple):
    path: Path
    sha256: str
    size: int


def keep_video(upload: Readable, form: str, *, by: Actor | None, most: int, poster: bytes = b"") -> Media:
    """Keep a video. The same bytes are kept once. Raises Refused for what is broken, too large or too long.

    ``poster`` is a picture of its size that stands there before it plays; without one it is the first that ffmpeg finds.
    """
    staging_folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=staging_folder())
    try:
        with os.fdopen(handle, "wb") as file:
            staged = _staged(upload, file, Path(name), most)
        known = Media.objects.filter(sha256=staged.sha256).first()
        if known is not None and is_whole(known):
            return known
        film, codec = _checked(staged, form)
        _playable(staged, form, codec)
        first = _decoded(poster) if poster else _poster(staged.path, form)
        _put(staged.path, original_path(staged.sha256))
        return _noted(staged, form, film, first, by)
    finally:
        Path(name).unlink(missing_ok=True)


def is_whole(media: Media) -> bool:
    """Whether the original, what is played at once, and how it begins are where they should be."""
    played = rendition_path(media.sha256, _played(media.format))
    return original_path(media.sha256).is_file() and played.is_file() and played.with_name("w320.webp").is_file()


def _played(form: str) -> str:
    return "play.webm" if form == "webm" else "play.mp4"


def _staged(upload: Readable, file: IO[bytes], path: Path, most: int) -> _Staged:
    digest, size = hashlib.sha256(), 0
    while part := upload.read(_PART):
        size += len(part)
        if size > most:
            raise Refused(_("The file is too large; %(most)d MB is the most.") % {"most": most >> 20}, field="file")
        digest.update(part)
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
    return _Staged(path, digest.hexdigest(), size)


def _checked(staged: _Staged, form: str) -> tuple[boxes.Film, str]:
    """Return size and length of a video, and how it is coded as far as there is somebody here who knows."""
    try:
        film, codec = _looked_at(staged.path, form) if encoder() else (_read(staged, form), "")
    except (boxes.BrokenError, OSError, subprocess.SubprocessError) as error:
        raise Refused(_("This video is broken or incomplete."), field="file") from error
    if film.duration_ms > SECONDS_MOST * 1000:
        raise Refused(
            _("This video is too long; %(most)d hours are the most.") % {"most": SECONDS_MOST // 3600}, field="file"
        )
    return film, codec


def _read(staged: _Staged, form: str) -> boxes.Film:
    with staged.path.open("rb") as file:
        return ebml.film(file, staged.size) if form == "webm" else boxes.film(file, staged.size)


def _looked_at(path: Path, form: str) -> tuple[boxes.Film, str]:
    """Let ffmpeg decode the first seconds; what it says about the file is read from its words."""
    command = [*reading(path, form), "-map", "0:V:0", "-t", "2", "-threads", "1", "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, timeout=_CHECK_SECONDS, check=True)  # noqa: S603 - our own words
    said = done.stderr.decode("utf-8", "replace")
    size, length = _SIZE.search(said), _LENGTH.search(said)
    if size is None:
        raise boxes.BrokenError
    hours, minutes, seconds, parts = (int(one) for one in length.groups()) if length else (0, 0, 0, 0)
    length_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + parts * 10
    return boxes.Film(int(size["width"]), int(size["height"]), length_ms), size["codec"]


def _playable(staged: _Staged, form: str, codec: str) -> None:
    """Make the copy that is played until there are smaller ones."""
    path = rendition_path(staged.sha256, _played(form))
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}")
    try:
        if encoder():
            _written_anew(staged, form, half, codec)
        else:
            shutil.copyfile(staged.path, half)
            with half.open("r+b") as file:
                silence = ebml.silence if form == "webm" else tracks.silence
                silence(file, staged.size)
        _put(half, path)
    except (boxes.BrokenError, OSError, subprocess.SubprocessError) as error:
        half.unlink(missing_ok=True)
        raise Refused(_("This video is broken or incomplete."), field="file") from error


def _written_anew(staged: _Staged, form: str, path: Path, codec: str) -> None:
    """Take picture and sound over into a file of their own; it can be no larger than the one they come from, or some tables lied."""
    most = staged.size + staged.size // 8 + _PART
    command = [
        *reading(staged.path, form), *PLAIN, "-c", "copy", *_WITHOUT_NOTES.get(codec, []), "-fs", str(most), "-fflags", "+bitexact", "-movflags", "+faststart",
        "-f", form, "-y", f"file:{path}",
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=_CHECK_SECONDS * 5, check=True)  # noqa: S603 - our own words
    if path.stat().st_size >= most:
        raise boxes.BrokenError


_WITHOUT_NOTES = {"h264": ["-bsf:v", "filter_units=remove_types=6"]}
"""What camcorders write between the pictures: the place, too."""
PLAIN = ["-map_metadata", "-1", "-map_chapters", "-1", "-map", "0:V:0", "-map", "0:a:0?"]
"""Picture and sound, and nothing that is said beside them."""


def _put(half: Path, path: Path) -> None:
    """Move a file whole to its place, seen onto the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(path)


def _poster(path: Path, form: str) -> Image.Image | None:
    """Return a picture of the video, to stand there before it plays."""
    if not encoder():
        return None
    command = [
        *reading(path, form),
        "-map",
        "0:V:0",
        "-frames:v",
        "1",
        "-threads",
        "1",
        "-f",
        "image2pipe",
        "-c:v",
        "png",
        "-",
    ]
    done = subprocess.run(command, capture_output=True, timeout=_CHECK_SECONDS, check=False)  # noqa: S603 - our own words
    return _decoded(done.stdout)


def _decoded(data: bytes) -> Image.Image | None:
    try:
        with rendering.opened(data) as picture:
            return picture.image
    except Refused:
        return None


def _noted(staged: _Staged, form: str, film: boxes.Film, poster: Image.Image | None, by: Actor | None) -> Media:
    made = list(rendering.renditions(poster, "webp")) if poster else [_blank()]
    for name, content, _width, _height in made:
        rendering.put(rendition_path(staged.sha256, name), content)
    width, height = poster.size if poster else film[:2]
    with transaction.atomic():
        media, is_new = Media.objects.get_or_create(
            sha256=staged.sha256,
            defaults={
                "kind": MediaKind.VIDEO, "format": form, "size_bytes": staged.size, "width": width, "height": height,
                "duration_ms": film.duration_ms, "colour": rendering.colour_of(poster) if poster else _GREY, "added_by": by,
            },
        )  # fmt: skip
        note(media, made, "webp")
        if is_new:
            announce(MediaKept(media_id=media.pk))
    return media


def _blank() -> tuple[str, bytes, int, int]:
    """Return what stands where no picture of the video could be made."""
    buffer = io.BytesIO()
    Image.new("RGB", (320, 180), _GREY).save(buffer, "WEBP")
    return "w320.webp", buffer.getvalue(), 320, 180
