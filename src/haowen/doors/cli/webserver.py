"""The web workers: granian under our supervision. Run as ``python -m haowen.doors.cli.webserver``."""

import logging
import os
import sys
import time
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from haowen.kit.processes import be_parent, die_with_parent

WAITING_REQUESTS = 256  # a worker takes so many in hand; more wait in the kernel's queue
GRACE_SECONDS = 3
RESPAWN_PAUSE_SECONDS = 0.5
_CRASH_LOOP_SECONDS = 5.0


class Server(MPServer):
    """Granian, which brings killed workers back however often they are killed.

    As it comes, it ends itself when a worker dies twice within some seconds, and the site would be away for as long
    as the rest takes to start.
    """

    _last_respawn = 0.0

    def _respawn_workers(self, workers: Any, spawn_target: Any, target_loader: Any, delay: float = 0) -> None:
        if time.monotonic() - self._last_respawn < _CRASH_LOOP_SECONDS:
            time.sleep(RESPAWN_PAUSE_SECONDS)
        self._last_respawn = time.monotonic()
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.respawned_wrks.clear()


def preload() -> None:
    """Import what every worker needs once, before they are forked: they start at once and share the memory.

    The application itself stays out: it starts threads and maps files, which must be each worker's own.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    import django

    django.setup(set_prefix=False)
    from django.db import connections
    from django.urls import get_resolver

    try:
        for part in get_resolver().url_patterns:
            getattr(part, "url_patterns", None)  # imports what is there
    except Exception:  # a page that cannot be imported fails when it is asked for; the others must be served
        logging.getLogger("haowen").exception("The pages could not be imported")
    connections.close_all()


def main(host: str, port: int, workers: int) -> None:
    """Serve until told to end; requests in hand are finished."""
    Server(
        "haowen.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        backlog=2048,
        backpressure=WAITING_REQUESTS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=15_000, keep_alive=True, pipeline_flush=False),
        loop=Loops.asyncio,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_PAUSE_SECONDS,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    die_with_parent()
    be_parent()
    preload()
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
