"""The one place where the house reads a clock, so that time can be moved when the product is tried."""

import datetime as dt
import os

_OFFSET = dt.timedelta(seconds=float(os.environ.get("HAOWEN_CLOCK_OFFSET", "0"))) if os.environ.get("HAOWEN_TESTING") else dt.timedelta()


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC) + _OFFSET
