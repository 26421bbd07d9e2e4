"""The index in force: opened for asking, opened for writing, put in force, tidied up.

Folders lie in ``DATA/index``; the row of ``models.InForce`` names the one in force. Entries are committed to the folder first and
counted in the row afterwards, in a transaction that spoils what depends on the index: a process that is killed in between
leaves an index that holds more than was counted, and the task that did it is run again, to the same effect.
"""

import contextlib
import secrets
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from haowen.derived.search import engine
from haowen.derived.search.models import ONE, InForce
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.kit.processes import hold, is_held
from haowen.kit.statements import Statement

_IN_FORCE = Statement(lambda pk: InForce.objects.filter(pk=pk).values("name", "changes"), pk=ONE)

_lock = threading.Lock()
_open: tuple[str, int, engine.Reader] | None = None


def root() -> Path:
    """Return the folder of all indexes."""
    return Path(settings.DATA) / "index"


def in_force() -> Path:
    """Return the folder of the index in force. Raises UnusableError where there is none of today's form."""
    rows = _IN_FORCE.rows(pk=ONE)
    if not rows:
        raise engine.UnusableError("no index has been made yet")
    return _folder(rows[0]["name"])


def _folder(name: str) -> Path:
    if not name.startswith(f"{engine.FORM}-"):
        raise engine.UnusableError("the index is of another form")
    return root() / name


def reader() -> engine.Reader:
    """Return the index in force, as it was last counted or newer. Raises UnusableError."""
    global _open  # noqa: PLW0603 - one open index a process
    rows = _IN_FORCE.rows(pk=ONE)
    if not rows:
        raise engine.UnusableError("no index has been made yet")
    name, changes = rows[0]["name"], rows[0]["changes"]
    with _lock:
        if _open is None or _open[0] != name:
            _open = (name, changes, engine.Reader(_folder(name)))
        elif _open[1] != changes:
            _open[2].reload()
            _open = (name, changes, _open[2])
        return _open[2]


def is_usable() -> bool:
    """Whether the index in force can be read from the disk (an open one can be asked even after it was deleted)."""
    try:
        engine.Reader(in_force()).check()
    except engine.UnusableError:
        return False
    return not _suspicion().exists()


@dataclass(frozen=True, slots=True)
class State:
    """How the index stands, in words, and what is wrong with it, if anything."""

    told: str
    wrong: str = ""


def state() -> State:
    """Say how the index in force stands."""
    try:
        folder = in_force()
        opened = engine.Reader(folder)
        opened.check()
    except engine.UnusableError as error:
        if not InForce.objects.exists():
            return State("not made yet; the task worker makes it")
        advice = "the task worker makes it anew within a minute, `haowen rebuild search` at once"
        return State("cannot be used", f"the search index cannot be used ({error}); {advice}")
    return State(f"{opened.size} articles in {folder.name}")


def suspect() -> None:
    """Note that the index in force was found damaged; it is made anew by the clock."""
    with contextlib.suppress(OSError):
        _suspicion().touch()


def _suspicion() -> Path:
    return root() / "damaged"


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[engine.Writer]:
    """Change an index; whoever else wants to waits. Raises UnusableError."""
    with hold(folder.with_name(f"{folder.name}.lock"), wait=True), engine.writing(folder) as writer:
        yield writer


def count(name: str) -> None:
    """Let everybody see what was committed to an index, if it is the one in force."""
    with transaction.atomic():
        pagestore.announce(["search"])
        InForce.objects.filter(pk=ONE, name=name).update(changes=F("changes") + 1)


@contextlib.contextmanager
def building() -> Iterator[Path]:
    """Give the folder of a new, empty index, and keep it from being tidied up while the block runs."""
    folder = root() / f"{engine.FORM}-{secrets.token_hex(6)}"
    with hold(folder.with_name(f"{folder.name}.building")):
        engine.make(folder)
        yield folder
    tidy()


def put_in_force(folder: Path) -> None:
    """Let an index be asked from now on; those who are asking another finish with it."""
    _suspicion().unlink(missing_ok=True)
    with transaction.atomic():
        pagestore.announce(["search"])
        InForce.objects.update_or_create(pk=ONE, defaults={"name": folder.name, "changes": 0, "made_at": now()})


def tidy() -> None:
    """Remove indexes that are neither in force nor being built, and what is left of others."""
    kept = set(InForce.objects.values_list("name", flat=True))
    names = {path.name.partition(".")[0] for path in root().glob("*-*")}
    for name in names.difference(kept):
        folder = root() / name
        if is_held(folder.with_name(f"{name}.building")):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        for ending in ("lock", "building"):
            folder.with_name(f"{name}.{ending}").unlink(missing_ok=True)
