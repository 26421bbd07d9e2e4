"""Options that every command takes, before or after its name."""

import os
from pathlib import Path
from typing import Annotated

import typer

from haowen.doors.cli import say


def set_data(value: str | None) -> str | None:
    """Let the command line's folder beat the environment's, for this process and those it starts."""
    if value:
        os.environ["HAOWEN_DATA"] = str(Path(value).expanduser().resolve())
    return value


def _set_json(value: bool) -> bool:
    if value:
        say.use_json()
    return value


DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        is_eager=True,
        callback=set_data,
        help="Folder of the site's data [env: HAOWEN_DATA; default: ./data].",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", is_eager=True, callback=_set_json, help="Results as JSON lines.")]
