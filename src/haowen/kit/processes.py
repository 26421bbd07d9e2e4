"""Processes: children that end with their parent, and locks that end with their holder."""

import contextlib
import ctypes
import fcntl
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PARENT = "HAOWEN_PARENT"  # the process id that a child of ours must not outlive
_PR_SET_PDEATHSIG = 1
_PARENT_CHECK_SECONDS = 0.5


def die_with_parent() -> None:
    """End this process when the one that started it ends, even by ``kill -9``.

    Does nothing unless HAOWEN_PARENT names the parent, so that importing the application elsewhere has no effect.
    Linux tells the kernel; a thread looks at the parent besides, for systems that lack it, and for a parent that was
    gone before the kernel was told.
    """
    expected = os.environ.get(PARENT)
    if not expected:
        return
    parent = int(expected)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    threading.Thread(target=_watch, args=(parent,), name="parent watch", daemon=True).start()


def be_parent() -> None:
    """Let the processes started from here on know this one as the parent that they must not outlive."""
    os.environ[PARENT] = str(os.getpid())


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


class HeldError(Exception):
    """Another process holds the lock; ``holder`` is its process id, 0 when it did not say."""

    def __init__(self, path: Path, holder: int) -> None:
        """Name the lock and who holds it."""
        super().__init__(f"{path} is held by process {holder}")
        self.path = path
        self.holder = holder


@contextlib.contextmanager
def hold(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; the kernel lets go of it when the process dies.

    Raises HeldError at once when another process has it, unless told to wait.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise HeldError(path, _holder(handle)) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock file."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _holder(handle: int) -> int:
    text = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
    return int(text) if text.isdigit() else 0
