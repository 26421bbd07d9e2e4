"""The process tree of a site: web workers and the task worker, kept alive, and ended together."""

import contextlib
import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from haowen.doors.cli import say
from haowen.kit.processes import PARENT

GRACE_SECONDS = 4.0  # from the signal to the kill; all is over within five
_STABLE_SECONDS = 10.0
_LONGEST_PAUSE_SECONDS = 5.0
_TICK_SECONDS = 0.1


@dataclasses.dataclass
class Child:
    """One process that must always be there."""

    name: str
    arguments: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0
    resume: float = 0.0

    def start(self) -> None:
        """Start it, outside the terminal's process group: Ctrl-C reaches us alone, and we end it in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own modules, by our own interpreter
            [sys.executable, "-m", *self.arguments],
            env=os.environ | {PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def look(self) -> None:
        """Bring it back if it is gone; one that fails again and again is brought back more slowly."""
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            moment = time.monotonic()
            self.failures = 0 if moment - self.started > _STABLE_SECONDS else self.failures + 1
            pause = min(0.25 * 2**self.failures, _LONGEST_PAUSE_SECONDS)
            say.progress(f"The {self.name} ended ({_ending(code)}); it is started again.")
            self.process = None
            self.resume = moment + pause
        if time.monotonic() >= self.resume:
            self.start()

    def signal(self, number: int) -> None:
        """Send a signal, if it is still there."""
        if self.process is not None and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"


class Supervisor:
    """Starts the children, keeps them, and ends them on SIGINT and SIGTERM."""

    def __init__(self, children: Sequence[Child]) -> None:
        """Take the children; nothing is started yet."""
        self.children = children
        self.stop = threading.Event()

    def start(self) -> None:
        """Start all children and listen to signals."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop.set())
        for child in self.children:
            child.start()

    def keep(self) -> None:
        """Keep the children alive until told to stop."""
        while not self.stop.wait(_TICK_SECONDS):
            for child in self.children:
                child.look()

    def end(self) -> None:
        """Let the children finish what they have in hand, and end those that do not."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # a second one must not end us while Python tidies up
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(deadline - time.monotonic(), 0.01))
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
