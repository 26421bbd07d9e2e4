"""What an import brings: one article of elsewhere, as plain values, with what is unknown left empty."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import Kind
from haowen.domain.media.models import Media
from haowen.domain.site.models import Origin

_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?月?|(?P<month2>\d{2})(?P<day2>\d{2})?)?"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One article as it came. ``key`` is its identity at import; ``html`` is canonical; ``published`` as it was said."""

    key: str
    title: str
    html: str
    language: str = "zh-Hans"
    summary: str = ""
    publisher_name: str = ""
    publisher_tagline: str = ""
    published: str = ""
    changed: str = ""
    cover: Media | None = None
    cover_alt: str = ""
    kind: Kind = Kind.ARTICLE
    origin: Origin = Origin.UPLOAD
    source_name: str = ""
    source_url: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    series_position: int | None = None
    references: tuple[DraftReference, ...] = ()
    declarations: tuple[DraftDeclaration, ...] = ()
    credits: tuple[DraftCredit, ...] = field(default=())
    cover_address: str = ""  # of a cover elsewhere on the web, which is fetched as pictures of the text are
    stays_draft: str = ""  # why it is not published though that is asked, in words for people
    is_open_to_comments: bool = True
    former_addresses: tuple[str, ...] = ()  # paths or whole addresses on the site that it comes from
    category: str = ""  # the channel of this name where the site has one, else a tag
    facts: Mapping[str, Any] = field(default_factory=dict)  # what the source says beyond all this, as JSON takes it


@dataclass(frozen=True, slots=True)
class Dated:
    """What a text says about a time: the moment it sorts by (None: unknown) and the date as far as it was said."""

    moment: dt.datetime | None
    said: str  # "", YYYY, YYYY-MM, YYYY-MM-DD


def dated(text: str, zone: ZoneInfo) -> Dated:
    """Read a date as far as it goes: a month stays a month and sorts as its first day; nothing is made up.

    A time without a zone is local to ``zone``. What is no date, or no possible one, is unknown.
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return Dated(None, "")
    part = {name.rstrip("2"): int(value) for name, value in found.groupdict().items() if value and name != "zone"}
    said = "-".join(
        f"{part[name]:0{width}d}" for name, width in (("year", 4), ("month", 2), ("day", 2)) if name in part
    )
    try:
        moment = dt.datetime(
            part["year"], part.get("month", 1), part.get("day", 1), part.get("hour", 0), part.get("minute", 0),
            part.get("second", 0), tzinfo=zone,
        )  # fmt: skip
        if offset := found["zone"]:
            moment = moment.replace(tzinfo=dt.datetime.strptime(offset.replace("Z", "+0000"), "%z").tzinfo)
    except ValueError:
        return Dated(None, "")
    return Dated(moment.astimezone(dt.UTC), said)
