"""Places where the process can be made to die, so that what survives can be tried. Inert unless HAOWEN_TESTING is set."""

import os
import signal

NAMES = (
    "autosave.before_commit",
    "autosave.after_commit",
    "revision.before_commit",
    "revision.after_commit",
    "publish.after_pointer",
    "publish.before_commit",
    "publish.after_commit",
    "release.before_commit",
    "release.after_commit",
    "trash.before_commit",
    "trash.after_commit",
    "withdraw.before_commit",
    "withdraw.after_commit",
    "withhold.before_commit",
    "withhold.after_commit",
    "task.before_run",
    "task.after_run",
    "import.after_article",
)
_seen: dict[str, int] = {}


def reach(name: str) -> None:
    """Kill this process with SIGKILL if HAOWEN_FAILPOINT names this place (``name`` or ``name:nth``)."""
    wanted = os.environ.get("HAOWEN_FAILPOINT")
    if not wanted or not os.environ.get("HAOWEN_TESTING"):
        return
    point, _, nth = wanted.partition(":")
    if point != name:
        return
    _seen[name] = _seen.get(name, 0) + 1
    if _seen[name] >= int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
