"""Values as the standards of feeds have them: addresses, times, languages, types."""

import datetime as dt
import re
from urllib.parse import urlsplit

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?P<hours>\d\d):(?P<minutes>\d\d))")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_MIME = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:\s*;\s*[^\s=;]+=(?:[^\s\";]+|\"[^\"]*\"))*")
_TAG = re.compile(
    r"tag:(?:[a-z0-9._%+-]+@)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    r":[\w\-.%@:;/!$&'()*+,=?#~]*",
    re.IGNORECASE,
)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:[\w\-.~!$&'()*+,;=:@/%]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x20]")
_HTTP = ("http", "https", "ftp")
_CONTACT = re.compile(r"[^\s@<>():]+@[^\s@<>():]+\.[A-Za-z]{2,}(?: \([^()]*\))?")
_LANGUAGES_MOST = 3  # letters of a language's own part


def is_time(text: str) -> bool:
    """Whether this is a time as RFC 3339 has it."""
    matched = _TIME.fullmatch(text)
    if not matched:
        return False
    if matched["hours"] and (int(matched["hours"]) > 23 or int(matched["minutes"]) > 59):
        return False
    try:
        dt.datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace(":60", ":59"))
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """Whether this is a language tag by its form; of one letter only those for private use and old ones are."""
    first = text.partition("-")[0]
    return bool(_LANGUAGE.fullmatch(text)) and (1 < len(first) <= _LANGUAGES_MOST or text[:2].lower() in ("x-", "i-"))


def is_contact(text: str) -> bool:
    """Whether this is an address for mail, with a name in brackets behind it at most."""
    return bool(_CONTACT.fullmatch(text))


def is_plausible(at: dt.datetime) -> bool:
    """Whether a feed can be of this time: not from before there were any, nor from after tomorrow."""
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) <= at <= dt.datetime.now(dt.UTC) + dt.timedelta(days=2)


def is_mime_type(text: str) -> bool:
    """Whether this is the type of a file or a text."""
    return bool(_MIME.fullmatch(text.strip()))


def is_address(text: str, *, is_whole: bool = False) -> bool:
    """Whether this is an address, relative to another unless it has to be whole."""
    if _NO_ADDRESS.search(text) or re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if not parts.scheme:
        return not is_whole and ":" not in text.partition("/")[0]
    if not _SCHEME.fullmatch(parts.scheme):
        return False
    if parts.scheme in _HTTP:
        return bool(parts.hostname) and not re.search(r"[^\w.\-:\[\]]", parts.hostname)
    return bool(text.partition(":")[2])


def wrong_id(text: str) -> str:
    """Return by which rule this is no id of a feed or an entry, nothing where it is one."""
    kind = text.partition(":")[0].lower()
    if kind == "tag":
        return "" if _TAG.fullmatch(text) else "InvalidTAG"
    if kind == "urn":
        return "" if _URN.fullmatch(text) and not text.lower().startswith("urn:urn:") else "InvalidURN"
    if _NO_ADDRESS.search(text):
        return "InvalidLink"
    if not text or not urlsplit(text).scheme:
        return "InvalidFullLink"
    return "" if is_address(text, is_whole=True) else "InvalidLink"
