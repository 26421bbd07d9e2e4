"""``haowen doctor``: what an operator wants to know first when something is not as it should be."""

import platform
import shutil
from importlib import metadata

import typer

from haowen.doors.cli import say
from haowen.doors.cli.folders import address, data_folder, is_migrated
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import open_site
from haowen.kit.processes import is_held

_SCARCE_BYTES = 1024**3
_NAMED = ("haowen", "django", "granian", "minijinja", "pillow", "django-tasks-db")
_SECRET_PARTS = ("url",)  # addresses can carry a password


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say how the site is set up and how it stands; ends with 1 when something needs a hand."""
    folder = data_folder()
    was_migrated = is_migrated(folder)
    open_site(data)
    wrong = [*_settings(), *_standing(was_migrated=was_migrated)]
    for line in wrong:
        say.failure(line)
    if wrong:
        raise typer.Exit(1)


def _tell(name: str, value: object) -> None:
    say.result(f"{name}: {value}", name=name, value=value)


def _settings() -> list[str]:
    from django.conf import settings

    env = settings.ENV
    _tell("data", data_folder())
    _tell("address", address(data_folder()))
    for name in type(env).model_fields:
        value = getattr(env, name)
        if name in ("data", "host", "port", "outbound_allow") or value in ("", 0, False):
            continue
        _tell(f"HAOWEN_{name.upper()}", "set" if name.endswith(_SECRET_PARTS) and name != "base_url" else value)
    _tell("outbound allow", env.outbound_allow or "nothing private")
    if not env.smtp_url:
        _tell("mail", f"written to {data_folder() / 'mail'}")
    return []


def _left_elsewhere() -> str:
    """Return how many pictures of imports could not be fetched, by what was found in their places."""
    from django.db.models import Count

    from haowen.domain.articles.models import PictureElsewhere

    rows = PictureElsewhere.objects.exclude(trouble="").values_list("trouble").annotate(Count("pk")).order_by("trouble")
    return ", ".join(f"{count} {trouble}" for trouble, count in rows)


def _standing(*, was_migrated: bool) -> list[str]:
    from django.db import connection

    from haowen.derived.search import keeping
    from haowen.kit.working import due, lock_path, parked

    data = data_folder()
    wrong = []
    for name in _NAMED:
        try:
            _tell(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            _tell(name, "from the source tree")
    _tell("python", platform.python_version())
    free = shutil.disk_usage(data).free
    _tell("disk free", f"{free / 1024**3:.1f} GiB")
    if free < _SCARCE_BYTES:
        wrong.append(f"less than 1 GiB is free where {data} is")
    _tell("database", f"{connection.vendor}, {'up to date' if was_migrated else 'brought up to date just now'}")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            answer = cursor.fetchone()[0]
        if answer != "ok":
            wrong.append(f"the database is damaged: {answer}")
    _tell("serving", "yes" if is_held(data / "run" / "lock") else "no")
    _tell("task worker", "running" if is_held(lock_path()) else "not running")
    _tell("tasks waiting", due().count())
    state = keeping.state()
    _tell("search index", state.told)
    if state.wrong:
        wrong.append(state.wrong)
    given_up = parked()
    _tell("tasks given up", len(given_up))
    wrong.extend(f"given up: {path}: {reason}" for path, reason in given_up)
    wrong.extend(_receivers())
    _tell("pictures left elsewhere", _left_elsewhere() or "none")
    if (data.stat().st_mode & 0o077) != 0:
        wrong.append(f"{data} can be read by others")
    return wrong


def _receivers() -> list[str]:
    """Say how it stands with the search engines that are told of changes."""
    from haowen.derived.pushing.models import Standing
    from haowen.derived.pushing.receivers import receivers
    from haowen.derived.pushing.sending import waiting

    standings = {one.receiver: one for one in Standing.objects.all()}
    wrong = []
    for receiver in receivers():
        standing = standings.get(receiver.name)
        told = f"{standing.told_at:%Y-%m-%d %H:%M}" if standing and standing.told_at else "never"
        _tell(f"search engine {receiver.name}", f"{waiting(receiver.name).count()} addresses wait, told last: {told}")
        if standing and standing.failures:
            wrong.append(f"{receiver.name} could not be told, {standing.failures} times by now: {standing.failure}")
    return wrong
