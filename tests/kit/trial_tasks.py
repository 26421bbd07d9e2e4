"""Tasks that the tests run; they leave their traces in files, as a killed worker leaves none in memory."""

import os
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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
    """Say by ``path.begun`` that it runs, and last until ``path.go`` is there."""
    Path(f"{path}.begun").touch()
    end = time.monotonic() + 200
    while not Path(f"{path}.go").exists() and time.monotonic() < end:
        time.sleep(0.02)
    Path(path).write_text("done", encoding="utf-8")


@task()
def tick_tock() -> None:
    pass


def write_words(rows: Sequence[Mapping[str, Any]]) -> None:
    """Write one line for all the words of a call; the word “bad” spoils it."""
    words = [row["word"] for row in rows]
    if "bad" in words:
        raise ValueError("a bad word")
    if "deadly" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    with Path(rows[0]["path"]).open("a", encoding="utf-8") as file:
        file.write(" ".join(words) + "\n")


@task(tries=5, priority=1, together=write_words, most=64)
def write_word(*, path: str, word: str) -> None:
    write_words([{"path": path, "word": word}])
