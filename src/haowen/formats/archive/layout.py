"""What stands where in an archive, and how plain values are written down. ``docs/archives.md`` tells it to others."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

FORMAT: Final = "haowen-archive"
VERSION: Final = 1

MANIFEST: Final = "manifest.json"
README: Final = "README.txt"
INDEX: Final = "index.html"
PEOPLE: Final = "people.json"
SUMS: Final = "statistics.csv"
ARTICLES: Final = "articles/"
COMMENTS: Final = "comments/"
STATISTICS: Final = "statistics/"
PUBLISHERS: Final = "publishers/"
SHARED: Final = "shared/"
REPOSTS: Final = "reposts/"
SITE: Final = "site/"
MEDIA: Final = "media/"


def of_model(folder: str, model: str) -> str:
    """Return the member that holds the rows of a model."""
    return f"{folder}{model.lower()}.json"


def dumped(value: Any) -> bytes:
    """Return a value as JSON, always the same for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=1, separators=(",", ": ")) + "\n").encode()


def digest(members: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the hash of all that is in an archive but its manifest."""
    lines = "".join(f"{each['sha256']}  {name}\n" for name, each in sorted(members.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
