"""What commands say: results on standard output, one a line; progress and prose on standard error."""

import json
import sys
from typing import Any

_form = {"json": False}


def use_json() -> None:
    """Print results as JSON lines from here on."""
    _form["json"] = True


def is_json() -> bool:
    """Whether results are JSON lines."""
    return _form["json"]


def result(line: str, **facts: Any) -> None:
    """Print one result: the line for people, or its facts as JSON. Flushed at once, so that a reader can follow."""
    print(json.dumps(facts, ensure_ascii=False, default=str) if _form["json"] else line, flush=True)


def progress(line: str) -> None:
    """Say on standard error how far things are."""
    print(line, file=sys.stderr, flush=True)


def failure(line: str) -> None:
    """Say on standard error what was refused or failed."""
    print(f"haowen: {line}", file=sys.stderr, flush=True)
