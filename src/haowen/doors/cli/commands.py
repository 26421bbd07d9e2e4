"""All commands, in one tree; one module a group."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
import typer.main
from typer.core import TyperOption

from haowen.doors.cli import doctoring, failing, importing, people, rebuilding, say, serving, starting, working
from haowen.kit.refusals import Refused

INTERRUPTED = 130  # what a shell expects of a program that Ctrl-C ended

app = typer.Typer(
    name="haowen",
    help="Haowen: an open, self-hosted self-media platform.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def root() -> None:
    """Haowen: an open, self-hosted self-media platform."""


for group in (serving, working, starting, people, importing, rebuilding, doctoring, failing):
    group.register(app)


def _set_data(_context: Any, _parameter: Any, value: str | None) -> None:
    if value:
        os.environ["HAOWEN_DATA"] = str(Path(value).expanduser().resolve())


def _set_json(_context: Any, _parameter: Any, value: bool) -> None:  # noqa: FBT001 - the form of a click callback
    if value:
        say.use_json()


def tree() -> Any:
    """Return the command tree; ``--data`` and ``--json`` are understood before and after every command."""
    command = typer.main.get_command(app)
    _add_options(command)
    return command


def _add_options(command: Any) -> None:
    if "data" not in {parameter.name for parameter in command.params}:
        command.params.append(
            TyperOption(
                param_decls=["--data"],
                metavar="DIR",
                expose_value=False,
                is_eager=True,
                callback=_set_data,
                help="Folder of the site's data [env: HAOWEN_DATA; default: ./data].",
            )
        )
    if "as_json" not in {parameter.name for parameter in command.params}:
        command.params.append(
            TyperOption(
                param_decls=["--json", "as_json"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_set_json,
                help="Results as JSON lines.",
            )
        )
    for child in getattr(command, "commands", {}).values():
        _add_options(child)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        tree()(args=list(arguments), prog_name="haowen", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Refused as refusal:
        say.failure(refusal.message)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
