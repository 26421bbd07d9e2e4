"""Small pieces of markup that several pages need: escaped text, badges of publishers, times as people read them."""

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.publishers.models import Kind
from haowen.kit.clock import now
from haowen.text.languages import guess

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SYMBOLS = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "org",
    Kind.COMPANY: "company",
    Kind.MEDIA: "media",
    Kind.GOVERNMENT: "gov",
}


class Piece(str):
    """A piece of a page: text that was escaped, or what our own templates made. Goes into a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines that nothing needs escaping."""
        return str(self)


NOTHING = Piece("")


def escaped(text: str) -> Piece:
    """Return text as markup. The template engine alone would write every slash as a character reference."""
    return Piece(escape(text, quote=True)) if text else NOTHING


def foreign(text: str, language: str) -> str:
    """Return the language that people's own words are in, where it is not the page's: what they carry as ``lang``.

    Without it Chinese words would be set with the narrow punctuation of an English page, and spoken by its voice.
    """
    theirs = guess(text)
    return "" if theirs[:2].lower() == language[:2].lower() or not any(map(str.isalpha, text)) else theirs


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page shows it: for people (long with the year, short) and for machines."""

    iso: str
    long: str
    short: str
    hour: str


@lru_cache(maxsize=64)
def _year(zone: dt.tzinfo, quarter: int) -> int:
    return dt.datetime.fromtimestamp(quarter * 900, zone).year


def this_year(zone: dt.tzinfo) -> int:
    """Return the year that it is now in a time zone."""
    # Zones differ by whole quarters of an hour: within one of them the year is the same.
    return _year(zone, int(now().timestamp()) // 900)


def moment(at: dt.datetime, language: str) -> Moment:
    """Write a time in the site's time zone (the active one)."""
    zone = timezone.get_current_timezone()
    return _moment(at, language, zone, this_year(zone))


@lru_cache(maxsize=4096)
def _moment(at: dt.datetime, language: str, zone: dt.tzinfo, year: int) -> Moment:
    here = at.astimezone(zone)
    is_this_year = here.year == year
    iso, hour = here.isoformat(timespec="seconds"), f"{here.hour:02}:{here.minute:02}"
    if language == "en":
        short = f"{here.day} {MONTHS[here.month - 1]}"
        return Moment(iso, f"{short} {here.year}, {hour}", short if is_this_year else f"{short} {here.year}", hour)
    short = f"{here.month}月{here.day}日"
    return Moment(iso, f"{here.year}年{short} {hour}", short if is_this_year else f"{here.year}年{short}", hour)


def partial(date: str, language: str) -> str:
    """Write a date that may lack day or month (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``) for people."""
    year, *rest = date.split("-")
    numbers = [int(part) for part in rest if part.isdigit()]
    if language == "en":
        months = [MONTHS[number - 1] for number in numbers[:1] if 1 <= number <= len(MONTHS)]
        return " ".join([*(str(day) for day in numbers[1:2]), *months, year])
    return (
        f"{year}年" * bool(numbers)
        + (year if not numbers else f"{numbers[0]}月")
        + "".join(f"{day}日" for day in numbers[1:2])
    )


@cache
def badges(language: str) -> dict[str, dict[str, str]]:
    """Return the badges of verified publishers by kind: the shape, and what it says to those who do not see it."""
    with override(language):
        labels = {
            Kind.PERSON: _("Personal account, verified"),
            Kind.ORGANISATION: _("Organisation, verified"),
            Kind.COMPANY: _("Company, verified"),
            Kind.MEDIA: _("Media, verified"),
            Kind.GOVERNMENT: _("Government body, verified"),
        }
    return {kind.value: {"symbol": SYMBOLS[kind], "label": escaped(label)} for kind, label in labels.items()}


def avatar_of(row: dict[str, Any], prefix: str, name: str) -> dict[str, Any]:
    """Return what the avatar macro draws: a picture where there is one, otherwise the name's first character."""
    from haowen.domain.media.showing import picture

    sha256 = row[f"{prefix}__sha256"]
    letter = next((character for character in name if character.isalnum()), "·").upper()
    if not sha256:
        return {"src": None, "letter": letter}
    shown = picture(
        sha256,
        row[f"{prefix}__width"],
        row[f"{prefix}__height"],
        row[f"{prefix}__colour"],
        row[f"{prefix}__has_avif"],
        most=320,
    )
    return {"src": escaped(shown.src), "letter": letter}


def badge(kind: str, verified_at: dt.datetime | None, language: str) -> dict[str, str] | None:
    """Return a publisher's badge, which says in which month the host looked; None for who is not verified."""
    if verified_at is None:
        return None
    here = verified_at.astimezone(timezone.get_current_timezone())
    return _dated(kind, partial(f"{here:%Y-%m}", language), language)


@lru_cache(maxsize=512)
def _dated(kind: str, month: str, language: str) -> dict[str, str]:
    own = badges(language)[kind]
    return {"symbol": own["symbol"], "label": f"{own['label']} · {month}"}
