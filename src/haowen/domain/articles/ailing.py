"""Hosts that do not answer: asked again after a while, not for each of their pictures."""

import threading
import time
from typing import Final
from urllib.parse import urlsplit

TIMES: Final = 2  # one answer may be lost by chance
REST_SECONDS: Final = 600.0

_lock = threading.Lock()
_silent: dict[str, tuple[int, float]] = {}  # host → how often in a row, when last (monotonic)


def is_ailing(address: str) -> bool:
    """Whether the host of this address has not answered lately, however it was asked."""
    with _lock:
        times, last = _silent.get(urlsplit(address).netloc, (0, 0.0))
    return times >= TIMES and time.monotonic() - last < REST_SECONDS


def note(address: str, *, answered: bool) -> None:
    """Note whether a host answered; one answer makes it well again."""
    host = urlsplit(address).netloc
    with _lock:
        if answered:
            _silent.pop(host, None)
        else:
            _silent[host] = (_silent.get(host, (0, 0.0))[0] + 1, time.monotonic())


def forget() -> None:
    """Take all hosts for well."""
    with _lock:
        _silent.clear()
