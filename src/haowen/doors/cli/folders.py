"""The data folder: where it is, what is in it, and whether its database is at the state of this code. No Django here."""

import hashlib
import os
from importlib import metadata
from pathlib import Path

import haowen
from haowen.kit.refusals import Refused

PARTS = ("media", "index", "mail", "run", "backups", "imports")
_FOREIGN = ("django", "django-allauth", "django-tasks-db")  # they bring migrations of their own


def data_folder() -> Path:
    """Return the data folder that the command line or the environment names; ``./data`` otherwise."""
    return Path(os.environ.get("HAOWEN_DATA") or "data").expanduser().resolve()


def make_folders(data: Path) -> None:
    """Make the data folder and its parts, for the owner only. Raises Refused where that cannot be."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if data.stat().st_uid == os.getuid() and data.stat().st_mode & 0o077:
            data.chmod(0o700)
        for part in PARTS:
            (data / part).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(f"The data folder {data} cannot be used: {error.strerror}.") from error


def fingerprint() -> str:
    """Return what changes when there may be something to migrate: our migration files, and who else brings some."""
    digest = hashlib.sha256()
    root = Path(haowen.__file__).parent
    for path in sorted(root.glob("*/*/migrations/*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    for name in _FOREIGN:
        digest.update(f"{name} {metadata.version(name)}".encode())
    digest.update(os.environ.get("HAOWEN_DATABASE_URL", "").encode())
    return digest.hexdigest()


def is_migrated(data: Path) -> bool:
    """Whether the database was brought to the state of this code before."""
    try:
        kept = (data / "run" / "migrated").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    if not os.environ.get("HAOWEN_DATABASE_URL") and not (data / "haowen.sqlite3").exists():
        return False
    return kept == fingerprint()


def note_migrated(data: Path) -> None:
    """Remember that the database is at the state of this code."""
    fresh = data / "run" / f"migrated.{os.getpid()}"
    fresh.write_text(fingerprint(), encoding="ascii")
    fresh.replace(data / "run" / "migrated")


def address(data: Path) -> str:
    """Return the site's address: the one it is deployed under, the one it is served at, or the default."""
    if base := os.environ.get("HAOWEN_BASE_URL"):
        return base.rstrip("/")
    try:
        return (data / "run" / "address").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return f"http://localhost:{os.environ.get('HAOWEN_PORT') or 8000}"
