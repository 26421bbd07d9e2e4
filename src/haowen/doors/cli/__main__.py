"""``python -m haowen.doors.cli`` is ``haowen``."""

from haowen.doors.cli import main

main()
