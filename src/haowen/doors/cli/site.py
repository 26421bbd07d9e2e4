"""The site that a command works on: opened (made where there is none), and left when what was done can be seen."""

import os

from haowen.doors.cli import say
from haowen.doors.cli.folders import data_folder, is_migrated, make_folders, note_migrated
from haowen.doors.cli.options import DataOption, set_data
from haowen.kit.processes import hold
from haowen.kit.refusals import Refused

__all__ = ["DataOption", "finish", "migrate", "open_site", "set_up"]


def open_site(data: str | None = None) -> None:
    """Set up Django on the data folder; an empty folder becomes a site: tables, folders, the host's row."""
    if data:
        set_data(data)
    folder = data_folder()
    os.environ["HAOWEN_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    make_folders(folder)
    set_up()
    if not is_migrated(folder):
        with hold(folder / "run" / "migrate.lock", wait=True):
            if not is_migrated(folder):
                migrate()
                note_migrated(folder)


def set_up() -> None:
    """Start Django, and speak the language of the terminal."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.utils import translation
    from pydantic import ValidationError

    try:
        django.setup()
    except ValidationError as error:
        wrong = "; ".join(f"HAOWEN_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors())
        raise Refused(f"The environment cannot be used: {wrong}.") from error
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("zh-hans" if said.lower().startswith("zh") else "en")


def migrate() -> None:
    """Bring the database to the state of this code, and make what every site has."""
    from django.core.management import call_command
    from django.db import OperationalError

    from haowen.domain.channels.opening import open_first
    from haowen.domain.people.acting import host_actor
    from haowen.domain.site.changing import current

    say.progress("Bringing the database up to date …")
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", database="cache", verbosity=0)
        current()
        host_actor()
        open_first()
    except OperationalError as error:
        raise Refused(f"The database cannot be used: {error}.") from error


def finish(seconds: float = 120.0, least_priority: int | None = None) -> None:
    """Return when what was done can be seen: what waits is done by the running site, or here when there is none.

    ``least_priority`` leaves what is less urgent, and may take long, to the site.
    """
    from haowen.kit import tasks

    if not tasks.drain(seconds, least_priority):
        say.progress("Some of what follows from this is still being worked on.")
