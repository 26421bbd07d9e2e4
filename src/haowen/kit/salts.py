"""A salt for each day (UTC), shared by the processes of a site and forgotten when the day is over.

What was hashed with it can be told apart for that day; afterwards nobody, the host included, can find out whose it was.
It lies in ``run/``, which is in no backup.
"""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from haowen.kit.clock import now

_PREFIX = "salt."


class DailySalt:
    """The salt of the present day, kept in a folder as ``salt.<day>``."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or made yet."""
        self._folder = folder
        self._day = ""
        self._salt = b""

    def hashed(self, *parts: str) -> bytes:
        """Return eight bytes that stand for these texts today and mean nothing tomorrow."""
        day = today()
        if day != self._day:
            self._salt, self._day = self._take(day), day
        told = hashlib.blake2b(key=self._salt, digest_size=8)
        for part in parts:
            told.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return told.digest()

    def forget(self) -> None:
        """Delete the salts of days that are over."""
        for old in self._folder.glob(f"{_PREFIX}*"):
            if old.name != f"{_PREFIX}{today()}":
                old.unlink(missing_ok=True)

    def _take(self, day: str) -> bytes:
        """Return the day's salt, made by whichever process comes first."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{_PREFIX}{day}"
        self.forget()
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        own = self._folder / f"{_PREFIX}{day}.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            # A link and not a rename: it fails where another process was first, and nobody sees half a file.
            with contextlib.suppress(FileExistsError):
                os.link(own, path)
        except FileNotFoundError:  # another process tidied up in between
            return self._take(day)
        finally:
            own.unlink(missing_ok=True)
        return path.read_bytes()


def today() -> str:
    """Return the present day (UTC), as it stands in names."""
    return f"{now():%Y-%m-%d}"
