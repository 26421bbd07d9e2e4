"""Dates that only the place of a file tells."""

import re
from pathlib import PurePosixPath

_DAY = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])")


def of_path(path: str) -> str:
    """Return the day with which a file's name begins, else the month that a folder is named after, else nothing."""
    parts = PurePosixPath(path).parts
    if not parts:
        return ""
    if day := _DAY.match(parts[-1]):
        return "-".join(day.groups())
    for at, part in reversed(list(enumerate(parts[:-1]))):
        if month := _MONTH.fullmatch(part):
            return "-".join(month.groups())
        if at and re.fullmatch(r"(?:19|20)\d\d", parts[at - 1]) and re.fullmatch(r"0[1-9]|1[0-2]", part):
            return f"{parts[at - 1]}-{part}"
    return ""
