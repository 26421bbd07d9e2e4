"""Dates and times as pages write them."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from datetime import UTC, datetime, timedelta, timezone

PLACES = (  # where an account is, as platforms say beside the time
    r"(?:ip\s?属地[:：]?\s*)?(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    r"|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|(?:中国)?香港|(?:中国)?澳门|(?:中国)?台湾|海外)"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:[T,\s]*(?:at\s+|@\s*)?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年\s*(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號]?(?:\s*[（(]?(?:星期|周|週)[一二三四五六日天][）)]?)?",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r",?\s+(?P<year>(?:19|20)\d{2})(?!\d)",
        r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    )
)
_PARTIAL = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年\s*(?P<number>\d{1,2})\s*月(?:份)?",
        r"(?<![\d\-/.])(?P<year>(?:19|20)\d{2})[-/.](?P<number>0[1-9]|1[0-2])(?![\d\-/.])",
        r"\b" + _MONTH + r"\s+(?P<year>(?:19|20)\d{2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年(?!\d)",
    )
)
_YEAR = re.compile(r"(?<![\d\-/.])(?P<year>(?:19|20)\d{2})(?![\d\-/.])")
_LOOSE = re.compile(
    r"刚刚|(?:\d+|半|几|数)\s*(?:秒|分钟|分鐘|小时|小時|天|日|周|个月|個月|年)[之以]?前|(?:今天|昨天|前天)(?:\s*\d{1,2}[:：]\d{2})?|\d{1,2}/\d{1,2}/(?:20)?\d{2}(?:,?\s+\d{1,2}[:：]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?)?|\d{1,2}[-/.]\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*\d{1,2}[:：]\d{2})?|(?:\d+|an?|one)\s*(?:s|m|h|d|w|sec|second|min|minute|hr|hour|day|week|month|year)s?\.?\s+ago|just now|yesterday|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|"
    + _MONTH.replace("?P<month>", "?:")
    + r"\s+\d{1,2}(?!\d)|\d{1,2}\s+"
    + _MONTH.replace("?P<month>", "?:")
    + r"(?!\w)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
NOON = 12


class Found:
    """A time in a text: its value, how it is written, and where."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: str, start: int, end: int) -> None:
        """Keep value and place."""
        self.value, self.start, self.end = value, start, end

    @property
    def day(self) -> str:
        """The value without its time of day."""
        return self.value[:10]


def find(text: str, *, partial: bool = False, year: bool = False) -> Found | None:
    """Return the first full date in the text (with its clock time), or a month, or a bare year, where these are asked for."""
    hits = [hit for hit in (_read(form.search(text)) for form in _FORMS) if hit]
    if not hits and partial:
        hits = [hit for hit in (_read(form.search(text)) for form in _PARTIAL) if hit]
    if not hits and year and (match := _YEAR.search(text)):
        return Found(match["year"], match.start(), match.end())
    return min(hits, key=lambda hit: hit.start) if hits else None


def loose(text: str) -> re.Match[str] | None:
    """Return a time without a year, or one relative to today: known as a time, but not when it was."""
    return _LOOSE.search(text)


def from_metadata(text: str) -> str:
    """Return a time as metadata writes it (ISO 8601 most often), as ISO; empty when it cannot be read."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        hit = find(text, partial=True)
        return hit.value if hit else ""
    if len(text) <= 10:
        return moment.date().isoformat() if _is_plausible(moment.year) else ""
    return moment.isoformat() if _is_plausible(moment.year) else ""


def _is_plausible(year: int) -> bool:
    return 1900 <= year <= 2099


def _read(match: re.Match[str] | None) -> Found | None:  # noqa: PLR0911 - one case after the other, each with its answer
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _MONTHS.get((parts.get("month") or "")[:3].lower(), 0)
    if parts.get("day") is None:
        if not month:
            return Found(parts["year"], match.start(), match.end())
        return Found(f"{parts['year']}-{month:02}", match.start(), match.end()) if 1 <= month <= 12 else None
    try:
        moment = datetime(int(parts["year"]), month, int(parts["day"]))  # noqa: DTZ001 - the page's own zone, often unsaid
    except ValueError:
        return None
    if not parts.get("hour"):
        return Found(moment.date().isoformat(), match.start(), match.end())
    hour = int(parts["hour"])
    if parts.get("half"):
        hour = hour % NOON + (NOON if parts["half"].lower().startswith("p") else 0)
    try:
        moment = moment.replace(hour=hour, minute=int(parts["minute"]), second=int(parts["second"] or 0))
    except ValueError:
        return Found(moment.date().isoformat(), match.start(), match.end())
    return Found(_zoned(moment, parts.get("zone") or "").isoformat(), match.start(), match.end())


def _zoned(moment: datetime, zone: str) -> datetime:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return moment.replace(tzinfo=UTC)
    if match := _OFFSET.fullmatch(zone):
        away = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return moment.replace(tzinfo=timezone(away if match[1] == "+" else -away))
    return moment
