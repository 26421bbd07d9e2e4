"""Tasks that the tests run; they leave their traces in files, as a killed worker leaves none in memory."""

import os
import signal
import time
from pathlib import Path

from haowen.kit.tasks import SLOW, task


@task(tries=3)
def write_line(*, path: str, line: str) -> None:
    """Have one effect, however often it is run."""
    target = Path(path)
    lines = target.read_text(encoding="utf-8").splitlines() if target.exists() else []
    if line not in lines:
        target.write_text("\n".join([*lines, line]) + "\n", encoding="utf-8")


@task(tries=3)
def fail(*, path: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("tried\n")
    raise RuntimeError("no ink left")


@task(tries=2)
def kill_the_worker(*, path: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("tried\n")
    os.kill(os.getpid(), signal.SIGKILL)


@task(queue=SLOW)
def take_long(*, path: str) -> None:
    time.sleep(1.5)
    Path(path).write_text("done", encoding="utf-8")


@task()
def tick_tock() -> None:
    pass
