"""The command line: ``haowen COMMAND …``. What it imports, it imports late, so that commands start fast."""

import os
import sys


def main() -> None:
    """Run the command that was typed, and end with 0 (done), 1 (refused or failed, named) or 2 (wrong usage)."""
    from haowen.doors.cli.commands import run
    from haowen.kit.processes import die_with_parent

    os.umask(0o077)  # what a site keeps is for its owner

    die_with_parent()
    sys.exit(run(sys.argv[1:]))
