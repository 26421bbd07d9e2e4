"""Making smaller videos that every browser plays: one at a time, with bounds on time, threads and disk.

The host may name an encoder of its own (``HAOWEN_VIDEO_ENCODER``, see docs/operating/videos.md); where that fails twice it is
done here.
"""

import os
import re
import selectors
import shlex
import signal
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from haowen.domain.media import boxes, tracks
from haowen.domain.media.events import VideoEncoded
from haowen.domain.media.models import Encoding, EncodingState, Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path
from haowen.domain.media.videos import HEIGHTS, PLAIN, encoder, reading
from haowen.kit.events import announce
from haowen.kit.tasks import SLOW, task

SECONDS_MOST = 3 * 3600
BYTES_MOST = 2 * 1024**3
_RATES = {360: "700k", 720: "2200k"}
_TIME = re.compile(rb"out_time_us=(\d+)")
_PERCENT = re.compile(rb"^(\d{1,3})(?:\.\d+)?\s*%?\s*$", re.MULTILINE)
_SECONDS_LONGEST = 2 * SECONDS_MOST
_LOOK_SECONDS, _TELL_SECONDS = 5.0, 1.0
_SILENT_SECONDS = 300
_OUTSIDE_SILENT_SECONDS = 3600
_TRIES = 2
_TOO_LONG, _TOO_LARGE = "it took too long", "the encoder's file is too large"


@task(queue=SLOW)
def encode_video(*, media_id: int) -> None:
    """Make a video's smaller versions. Where there is no ffmpeg it is played as it was brought, and that is said."""
    media = Media.objects.filter(pk=media_id, kind=MediaKind.VIDEO).first()
    if media is None:
        return
    if not encoder() and not settings.VIDEO_ENCODER:
        _end(media, EncodingState.ABSENT)
        return
    for number, height in enumerate(_heights(media)):
        path = rendition_path(media.sha256, f"h{height}.mp4")
        if path.is_file():
            continue
        if reason := _made(media, height, path, (number, len(_heights(media)))):
            _end(media, EncodingState.FAILED, reason=reason)
            return
    _end(media, EncodingState.DONE, progress=100)


def _heights(media: Media) -> list[int]:
    return [height for height in HEIGHTS if height <= media.height] or [HEIGHTS[0]]


def _say(media: Media, state: EncodingState, *, progress: int = 0, reason: str = "") -> None:
    Encoding.objects.update_or_create(
        media=media, defaults={"state": state, "progress": progress, "reason": reason[-400:]}
    )


def _end(media: Media, state: EncodingState, *, progress: int = 0, reason: str = "") -> None:
    with transaction.atomic():
        _say(media, state, progress=progress, reason=reason)
        announce(VideoEncoded(media_id=media.pk))


def _made(media: Media, height: int, path: Path, step: tuple[int, int]) -> str:
    """Encode one version: by the host's own encoder, else here; return why it could not be done."""
    reason = ""
    if settings.VIDEO_ENCODER:
        for _try in range(_TRIES):
            if not (reason := _made_outside(media, height, path, step)):
                return ""
    return _made_here(media, height, path, step) if encoder() else reason


def _made_outside(media: Media, height: int, path: Path, step: tuple[int, int]) -> str:
    """Let the command that the host named encode one version; what it gives is believed only as far as it is looked at."""
    half = path.with_name(f".{path.name}")
    try:
        command = [*shlex.split(settings.VIDEO_ENCODER), str(original_path(media.sha256)), str(half), str(height)]
        if reason := _run(command, media, step, half, silent_seconds=_OUTSIDE_SILENT_SECONDS):
            return reason
        if not (length := _own_size(half)):
            return "the encoder left no file of its own"
        if length > BYTES_MOST:
            return _TOO_LARGE
        with half.open("r+b") as file:
            boxes.film(file, length)
            tracks.silence(file, length)
        half.replace(path)
    except (boxes.BrokenError, ValueError):
        return "the encoder's file is no MP4"
    except OSError as error:
        return str(error)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return ""


def _own_size(path: Path) -> int:
    """Return the size of a file; 0 for what is none, or leads to another: to the original, say, which is not to be written to."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 else 0


def _made_here(media: Media, height: int, path: Path, step: tuple[int, int]) -> str:
    half = path.with_name(f".{path.name}")
    command = [
        *reading(original_path(media.sha256), media.format), *PLAIN, "-vf", f"scale=-2:{min(height, max(2, media.height // 2 * 2))}",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-b:v", _RATES[height], "-c:a", "aac", "-b:a", "96k",
        "-threads", "1", "-fs", str(BYTES_MOST), "-movflags", "+faststart", "-fflags", "+bitexact", "-f", "mp4",
        "-v", "error", "-progress", "pipe:1", "-y", f"file:{half}",
    ]  # fmt: skip
    try:
        reason = _run(command, media, step, half)
        if not reason:
            half.replace(path)
        return reason
    except OSError as error:
        return str(error)
    finally:
        half.unlink(missing_ok=True)


def _run(
    command: list[str], media: Media, step: tuple[int, int], goal: Path, *, silent_seconds: float = _SILENT_SECONDS
) -> str:
    """Run an encoder within its bounds, and end it with all that it began; return why it failed."""
    with subprocess.Popen(  # noqa: S603 - our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, process_group=0
    ) as process:
        os.setpriority(os.PRIO_PROCESS, process.pid, 15)
        until = time.monotonic() + _SECONDS_LONGEST
        try:
            said = _followed(process.stdout, media, step, goal, (until, silent_seconds))  # type: ignore[arg-type]
            if process.wait(max(0.0, min(until - time.monotonic(), silent_seconds))):
                return said.decode("utf-8", "replace") or f"it ended with {process.returncode}"
        except TimeoutError as error:
            return str(error)
        except subprocess.TimeoutExpired:
            return _TOO_LONG
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return ""


def _followed(output: IO[bytes], media: Media, step: tuple[int, int], goal: Path, bounds: tuple[float, float]) -> bytes:
    """Read what an encoder says until it has said all; return the end of it. Raises TimeoutError at a bound."""
    until, silent_seconds = bounds
    said, heard, told = b"", time.monotonic(), 0.0
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while True:
            is_heard, at = bool(selector.select(_LOOK_SECONDS)), time.monotonic()
            if at > until or (not is_heard and at - heard > silent_seconds):
                raise TimeoutError(_TOO_LONG)
            if _size(goal) > BYTES_MOST:
                raise TimeoutError(_TOO_LARGE)
            if not is_heard:
                continue
            part = os.read(output.fileno(), 65536)
            if not part:
                return said
            said, heard = (said + part)[-4000:], at
            if at - told > _TELL_SECONDS and (progress := _progress(part, media, step)) is not None:
                _say(media, EncodingState.RUNNING, progress=progress)
                told = at


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _progress(part: bytes, media: Media, step: tuple[int, int]) -> int | None:
    """Return how much of all versions is done, of a hundred, where an encoder has said that."""
    number, count = step
    if found := _TIME.findall(part):
        share = min(1.0, int(found[-1][:15]) / 1000 / media.duration_ms) if media.duration_ms else 0.0
    elif found := _PERCENT.findall(part):
        share = min(100, int(found[-1])) / 100
    else:
        return None
    return int(100 * (number + share) / count)
