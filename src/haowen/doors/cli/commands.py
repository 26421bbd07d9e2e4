"""All commands, in one tree; one module a group."""

from collections.abc import Sequence

import typer

from haowen.doors.cli import (
    archiving,
    doctoring,
    failing,
    importing,
    people,
    rebuilding,
    say,
    serving,
    starting,
    working,
)
from haowen.doors.cli.options import DataOption, JsonOption
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
def root(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Haowen: an open, self-hosted self-media platform."""


for group in (serving, working, starting, people, importing, archiving, rebuilding, doctoring, failing):
    group.register(app)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        app(args=list(arguments), prog_name="haowen", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Refused as refusal:
        say.failure(refusal.message)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
