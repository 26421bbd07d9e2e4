"""The statistics of all articles as one table: CSV as spreadsheets and the standard library read it."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

_READS: Final = ("opened", "lasting", "quarter", "half", "most", "finished", "shared", "seconds")
_SHOWS: Final = ("shown", "followed")
COLUMNS: Final = ("id", "title", "state", "published_at", *_SHOWS, *_READS, "likes", "bookmarks", "comments")
BOM: Final = "\ufeff"  # or spreadsheets read Chinese as something else


def head() -> bytes:
    """Return the line that names the columns."""
    return (BOM + _line(COLUMNS)).encode()


def row(article: Mapping[str, Any], comments: Mapping[str, Any], statistics: Mapping[str, Any]) -> bytes:
    """Return the sums of one article."""
    told = Counter[str]()
    for each in statistics.get("acts", ()):
        told[each["what"]] += each["number"]
    said = [each for each in comments.get("comments", ()) if each.get("text")]
    values = [
        article["public_id"],
        _harmless(str(article["title"])),
        article["state"],
        article["published_at"] or "",
        *(sum(each[name] for each in statistics.get("shows", ())) for name in _SHOWS),
        *(sum(each[name] for each in statistics.get("reads", ())) for name in _READS),
        told["likes"],
        told["bookmarks"],
        len(said),
    ]
    return _line(values).encode()


def _line(values: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()


def _harmless(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words
