"""A real site in processes of its own, as an operator starts one."""

import contextlib
import http.client
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0
"""Seconds that something may take on a machine with other work; how quick it is, is measured in ``benchmarks/``."""

# Below the ports that the system hands out by itself, and for each worker of the tests others: nobody takes one between
# its being found free and its being listened on.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
_ports = itertools.cycle(range(20_000 + 2_000 * (_WORKER % 5) + os.getpid() % 1_000, 22_000 + 2_000 * (_WORKER % 5)))


def environment(data: Path, **extra: str) -> dict[str, str]:
    """Return the environment of a command: this tree, that data folder, nothing of the tests' own."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("HAOWEN_", "PYTEST_", "DJANGO_"))
    }
    return clean | {
        "PYTHONPATH": str(ROOT / "src"),
        "HAOWEN_DATA": str(data),
        "HAOWEN_TESTING": "1",
        "LANG": "C.UTF-8",
        **extra,
    }


def haowen(
    data: Path, *arguments: str, stdin: str = "", timeout: float = 240, **extra: str
) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "haowen.doors.cli", *arguments],
        env=environment(data, **extra),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        cwd=ROOT,
    )


def free_port() -> int:
    for port in _ports:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError


def is_alive(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def children(pid: int) -> list[int]:
    """Return the living descendants of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, parent = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found.append(int(path.parent.name))
    return found + [grandchild for child in found for grandchild in children(child)]


def wait(until: object, seconds: float = PATIENCE) -> bool:
    """Wait until a function says True; return whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():  # type: ignore[operator]
            return True
        time.sleep(0.03)
    return False


class Served:
    """One ``haowen serve``."""

    def __init__(self, data: Path, *arguments: str, workers: int = 2, **extra: str) -> None:
        self.data = data
        self.port = free_port()
        self.lines: list[str] = []
        self.errors: list[str] = []
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "haowen.doors.cli", "serve",
                "--data", str(data), "--port", str(self.port), "--workers", str(workers), *arguments,
            ],
            env=environment(data, **extra), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        for stream, kept in ((self.process.stdout, self.lines), (self.process.stderr, self.errors)):
            threading.Thread(target=lambda s=stream, k=kept: k.extend(iter(s.readline, "")), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, path: str = "/healthz", timeout: float = 5) -> int:
        """Return the status of a page, 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0
        else:
            return answer.status
        finally:
            connection.close()

    def up(self, seconds: float = 120) -> "Served":
        """Wait until it answers."""
        assert wait(lambda: self.process.poll() is not None or self.get() == 200, seconds), "".join(self.errors)
        assert self.process.poll() is None, "".join(self.errors)
        return self

    def setup_link(self) -> str:
        assert wait(lambda: any("/setup/" in line for line in self.lines))
        return next(line.strip() for line in self.lines if "/setup/" in line)

    def web_workers(self) -> list[int]:
        return [
            pid for pid in children(self.process.pid) if _arguments(pid, "webserver") and _parent_is(pid, "webserver")
        ]

    def task_worker(self) -> int:
        return next((pid for pid in children(self.process.pid) if re.search(r"cli\0work\0?$", _command(pid))), 0)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 15) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -1


def _command(pid: int) -> str:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    return ""


def _arguments(pid: int, word: str) -> bool:
    return word in _command(pid)


def _parent_is(pid: int, word: str) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        parent = int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        return word in _command(parent)
    return False


@contextlib.contextmanager
def served(data: Path, *arguments: str, workers: int = 2, **extra: str) -> Iterator[Served]:
    """Serve a site for as long as the block runs."""
    site = Served(data, *arguments, workers=workers, **extra)
    try:
        yield site.up()
    finally:
        site.stop()
