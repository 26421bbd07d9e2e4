"""``haowen failpoints``: where a process can be made to die when the product is tried."""

import typer

from haowen.doors.cli import say
from haowen.doors.cli.options import DataOption, JsonOption


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("failpoints")(failpoints)


def failpoints(data: DataOption = None, as_json: JsonOption = False) -> None:
    """List the names that HAOWEN_FAILPOINT understands (only with HAOWEN_TESTING)."""
    from haowen.kit.failpoints import NAMES

    for name in NAMES:
        say.result(name, name=name)
