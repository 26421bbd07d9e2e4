"""Work that can wait, in one quiet thread a process: compressing better, rendering again before a minute is over."""

import contextlib
import logging
import os
import queue
import threading
from collections.abc import Callable, Hashable

log = logging.getLogger(__name__)

MOST_WAITING = 256


class Backstage:
    """A queue and a thread that is started with the first job (so after any fork)."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._jobs: queue.Queue[tuple[Hashable, Callable[[], None]]] = queue.Queue(MOST_WAITING)
        self._waiting: set[Hashable] = set()
        self._lock = threading.Lock()
        self._pid = 0

    def add(self, name: Hashable, job: Callable[[], None]) -> bool:
        """Have a job done later; refused while one of the same name waits or runs, or when too much waits."""
        with self._lock:
            if name in self._waiting:
                return False
            with contextlib.suppress(queue.Full):
                self._jobs.put_nowait((name, job))
                self._waiting.add(name)
                self._start()
                return True
        return False

    def rest(self) -> None:
        """Wait until all jobs are done (for tests and for measuring)."""
        self._jobs.join()

    def _start(self) -> None:
        if self._pid != os.getpid():
            self._pid = os.getpid()
            threading.Thread(target=self._work, name="page store", daemon=True).start()

    def _work(self) -> None:
        while True:
            name, job = self._jobs.get()
            try:
                job()
            except Exception:
                log.exception("a page could not be made ready")
            finally:
                with self._lock:
                    self._waiting.discard(name)
                self._jobs.task_done()
