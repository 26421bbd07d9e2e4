"""``haowen work``: the task worker."""

import signal
import threading

import typer

from haowen.doors.cli.options import DataOption
from haowen.doors.cli.site import open_site


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("work")(work)


def work(data: DataOption = None) -> None:
    """Do what waits to be done: search index, recommendations, renditions, mail. Part of serve."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    open_site(data)
    from haowen.kit.working import work as run

    run(stop)
