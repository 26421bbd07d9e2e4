"""Addresses of articles elsewhere: what of one tells which article it is."""

import unicodedata
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

NUMBERING: Final = ("p", "page_id", "id", "tid", "aid", "article_id")
"""Query keys by which sites without readable paths number their articles, in the order in which they are written."""

LONGEST: Final = 500


def parted(address: str) -> tuple[str, str]:
    """Return host and path of an article's address, written one way however it was given; the path is empty for none.

    The path is decoded, without a slash at its end, and keeps of the query only what numbers an article. The host is
    empty where only a path was given. A site's front page is no article's address.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    if parts.scheme not in {"", "http", "https"} or bool(parts.scheme) != bool(parts.netloc):
        return "", ""
    path = written(unquote(parts.path), parts.query)
    return (host, path) if path else ("", "")


def written(path: str, query: str = "") -> str:
    """Return a decoded path (with what its query numbers) as it is kept; empty for a front page, and for what is too long."""
    path = "/" + unicodedata.normalize("NFC", path).strip("/")
    given = dict(reversed(parse_qsl(query, max_num_fields=100))) if query.count("&") < 100 else {}  # noqa: PLR2004
    numbers = urlencode([(key, given[key]) for key in NUMBERING if given.get(key)])
    whole = f"{path}?{numbers}" if numbers else path
    return "" if whole == "/" or len(whole) > LONGEST or "\x00" in whole else whole
