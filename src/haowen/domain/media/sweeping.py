"""Removing files that no row names: what a killed process left behind, and what was given up."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path, rendition_path
from haowen.kit.clock import now
from haowen.kit.tasks import SLOW, task

GRACE_SECONDS = 24 * 3600
"""Files are written before their row: what is younger may be about to get one."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@task(queue=SLOW)
def sweep_orphans() -> None:
    """Remove what lies in the media folder, is older than a day, and belongs to no row."""
    sweep(now().timestamp() - GRACE_SECONDS)


def sweep(before: float) -> int:
    """Remove orphans that were last changed before a moment (seconds since 1970). Return how many."""
    count = 0
    for folder, found in _named():
        known = set(Media.objects.filter(sha256__in=[path.name for path in found]).values_list("sha256", flat=True))
        for path in found:
            if path.name not in known and _is_older(path, before):
                _remove(path)
                count += 1
        with_halves = [folder, *(path for path in found if path.is_dir())]
        for half in (one for place in with_halves if place.is_dir() for one in place.glob(".*")):
            if _is_older(half, before):
                _remove(half)
                count += 1
    for staged in staging_folder().glob("*"):
        if _is_older(staged, before):
            _remove(staged)
            count += 1
    return count


def staging_folder() -> Path:
    """Return the folder where files lie while they are checked."""
    return Path(settings.MEDIA_ROOT) / "staged"


def remove_files(sha256: str) -> None:
    """Remove an original and everything that was made of it."""
    _remove(original_path(sha256))
    _remove(rendition_path(sha256, "w320.webp").parent)


def _named() -> Iterator[tuple[Path, list[Path]]]:
    """Yield the folders of two digits, each with what is named by a hash in it."""
    for kind in ("originals", "renditions"):
        for folder in sorted((Path(settings.MEDIA_ROOT) / kind).glob("[0-9a-f][0-9a-f]")):
            yield folder, [path for path in folder.iterdir() if _SHA256.fullmatch(path.name)]


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except OSError:
        return False


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
