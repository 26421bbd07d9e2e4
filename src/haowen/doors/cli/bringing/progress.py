"""How far an import is: a bar on a terminal, a line every few seconds where standard error is no terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from haowen.doors.cli import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_QUIET_SECONDS: Final = 5.0


class Progress:
    """Counts what has been dealt with. ``whole`` is None where nobody knows how many there are."""

    def __init__(self, whole: int | None) -> None:
        self.whole = whole
        self.done = 0
        self.began = self._told = time.monotonic()
        self._bar: Bar | None = None
        if sys.stderr.isatty() and whole != 1:
            self._bar = self._made()
            self._task = self._bar.add_task("", total=whole)
            self._bar.start()

    def _made(self) -> "Bar":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Made
        from rich.text import Text

        progress = self

        class Rate(ProgressColumn):
            def render(self, task: object) -> Text:
                del task
                return Text(_("%(rate)d a second") % {"rate": progress.rate()})

        # What goes to standard output may be read by another program: the bar stays away from it.
        return Made(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(),
            console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False, transient=True,
        )  # fmt: skip

    def rate(self) -> float:
        """Return how many a second it has been so far."""
        return self.done / max(time.monotonic() - self.began, 0.001)

    def step(self) -> None:
        """Note that one more has been dealt with."""
        self.done += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self.done)
        elif time.monotonic() - self._told >= _QUIET_SECONDS:
            self._told = time.monotonic()
            said = {"done": self.done, "whole": self.whole if self.whole is not None else "?", "rate": int(self.rate())}
            say.progress(_("%(done)s of %(whole)s, %(rate)d a second") % said)

    def says(self, what: str) -> None:
        """Say what is being done now, when it is not the counting any more."""
        if self._bar is not None:
            self._bar.update(self._task, description=what)
        elif self.done > 1:
            say.progress(what)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let lines be written without the bar running through them."""
        if self._bar is None or not sys.stdout.isatty():
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
