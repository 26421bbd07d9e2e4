"""Making smaller videos that every browser plays: one at a time, with bounds on time, threads and disk."""

import os
import re
import selectors
import subprocess
from pathlib import Path

from haowen.domain.media.models import Encoding, EncodingState, Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path
from haowen.domain.media.videos import HEIGHTS, PLAIN, encoder, reading
from haowen.kit.tasks import SLOW, task

SECONDS_MOST = 3 * 3600
BYTES_MOST = 2 * 1024**3
_RATES = {360: "700k", 720: "2200k"}
_TIME = re.compile(rb"out_time_us=(\d+)")
_SILENT_SECONDS = 300


@task(queue=SLOW)
def encode_video(*, media_id: int) -> None:
    """Make a video's smaller versions. Where there is no ffmpeg it is played as it was brought, and that is said."""
    media = Media.objects.filter(pk=media_id, kind=MediaKind.VIDEO).first()
    if media is None:
        return
    if not encoder():
        _say(media, EncodingState.ABSENT)
        return
    for number, height in enumerate(_heights(media)):
        path = rendition_path(media.sha256, f"h{height}.mp4")
        if path.is_file():
            continue
        if reason := _made(media, height, path, (number, len(_heights(media)))):
            _say(media, EncodingState.FAILED, reason=reason)
            return
    _say(media, EncodingState.DONE, progress=100)


def _heights(media: Media) -> list[int]:
    return [height for height in HEIGHTS if height <= media.height] or [HEIGHTS[0]]


def _say(media: Media, state: EncodingState, *, progress: int = 0, reason: str = "") -> None:
    Encoding.objects.update_or_create(
        media=media, defaults={"state": state, "progress": progress, "reason": reason[-400:]}
    )


def _made(media: Media, height: int, path: Path, step: tuple[int, int]) -> str:
    """Encode one version; return why it could not be done."""
    half = path.with_name(f".{path.name}")
    command = [
        *reading(original_path(media.sha256), media.format), *PLAIN, "-vf", f"scale=-2:{min(height, max(2, media.height // 2 * 2))}",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-b:v", _RATES[height], "-c:a", "aac", "-b:a", "96k",
        "-threads", "1", "-fs", str(BYTES_MOST), "-movflags", "+faststart", "-fflags", "+bitexact", "-f", "mp4",
        "-v", "error", "-progress", "pipe:1", "-y", f"file:{half}",
    ]  # fmt: skip
    try:
        reason = _run(command, media, step)
        if not reason:
            half.replace(path)
        return reason
    except OSError as error:
        return str(error)
    finally:
        half.unlink(missing_ok=True)


def _run(command: list[str], media: Media, step: tuple[int, int]) -> str:
    seconds = 0
    with subprocess.Popen(  # noqa: S603 - our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, process_group=0
    ) as process:
        os.setpriority(os.PRIO_PROCESS, process.pid, 15)
        said = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
            while True:
                if not selector.select(_SILENT_SECONDS) or seconds > SECONDS_MOST * 2:
                    process.kill()
                    return "it took too long"
                part = os.read(process.stdout.fileno(), 65536)  # type: ignore[union-attr]
                if not part:
                    break
                seconds += 1  # progress is told twice a second
                said = (said + part)[-4000:]
                if found := _TIME.findall(part):
                    _tell(media, int(found[-1]) // 1000, step)
    return "" if process.returncode == 0 else said.decode("utf-8", "replace")


def _tell(media: Media, done_ms: int, step: tuple[int, int]) -> None:
    number, count = step
    share = min(1.0, done_ms / media.duration_ms) if media.duration_ms else 0.0
    _say(media, EncodingState.RUNNING, progress=int(100 * (number + share) / count))
