"""The one-time key with which the first operator opens a new site. Only its hash is kept."""

import hashlib
import hmac
import os
from pathlib import Path

from django.conf import settings

from haowen.kit.publicids import new_secret


def _path() -> Path:
    return Path(settings.DATA) / "run" / "setup"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def setup_token() -> str:
    """Make a new key and return it; one made before stops to work. The file holds its hash, for the owner only."""
    token = new_secret()
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"setup.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_digest(token))
    fresh.replace(path)
    return token


def is_open() -> bool:
    """Whether a key has been made and not been used."""
    return _path().is_file()


def fits(token: str) -> bool:
    """Whether this is the key; it stays usable (a form is shown before it is sent)."""
    try:
        kept = _path().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, _digest(token))


def redeem(token: str) -> bool:
    """Use the key up. Of two who come at once, one gets True."""
    if not fits(token):
        return False
    taken = _path().with_name(f"setup.taken.{os.getpid()}")
    try:
        _path().rename(taken)
    except FileNotFoundError:
        return False
    kept = taken.read_text(encoding="ascii").strip()
    taken.unlink(missing_ok=True)
    return hmac.compare_digest(kept, _digest(token))
