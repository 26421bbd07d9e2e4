"""What every page says of the site: its name, channels, footer links, notices. Two statements, kept until the site changes."""

import json
import re
from functools import lru_cache
from typing import Any

from django.db.models import CharField, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.site.models import FooterLink, Notice, Site
from haowen.doors.web.marks import Piece, escaped
from haowen.kit import pagestore

House = dict[str, Any]
LOGOS = ("logo", "logo_dark")
SETTINGS = (
    "name", "tagline_zh", "tagline_en", "parent_name", "parent_url", "time_zone", "default_language", "icp_number",
    "police_number", "police_url", "news_licence", "report_phone", "report_email", "accent", "icon", "indexnow_key", "copies", *LOGOS,
)  # fmt: skip
POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code={code}"
"""Where the police shows a registration, by the digits of its number."""
_POLICE_DIGITS = 11


def house() -> House:
    """Return the site's settings with ``channels``, ``links`` and ``notices``.

    Logos come with their size (``logo_width`` …), and are left out where their file is not known.
    """
    return _decoded(pagestore.fragment("house", "", _read))


@lru_cache(maxsize=4)
def _decoded(kept: str) -> House:
    read: House = json.loads(kept)
    return read


def _read() -> str:
    pagestore.depends("site")
    sizes = {f"{name}_{side}": _size(name, side) for name in LOGOS for side in ("width", "height")}
    settings = Site.objects.filter(pk=1).values(*SETTINGS, **sizes).first()
    if settings is None:
        unset = Site()
        settings = {name: getattr(unset, name) for name in SETTINGS}
    for name in LOGOS:
        settings[name] = settings[name] if settings.get(f"{name}_height") else ""
    settings["police_url"] = settings["police_url"] or police_address(settings["police_number"])
    said: House = {**settings, "channels": [], "links": [], "notices": {}}
    for row in _parts():
        if row["part"] == "channel":
            said["channels"].append({"pk": int(row["a"]), "slug": row["b"], "zh": row["c"], "en": row["d"]})
        elif row["part"] == "link":
            said["links"].append({"url": row["b"], "zh": row["c"], "en": row["d"]})
        else:
            said["notices"][row["b"]] = {"zh": row["c"], "en": row["d"]}
    return json.dumps(said, ensure_ascii=False)


def _size(name: str, side: str) -> Subquery:
    return Subquery(Media.objects.filter(sha256=OuterRef(name)).values(side)[:1])


def police_address(number: str) -> str:
    """Return where the police shows a registration; empty where a number has no code in it."""
    code = "".join(re.findall(r"[0-9]", number))
    return POLICE.format(code=code) if len(code) >= _POLICE_DIGITS else ""


def _parts() -> list[dict[str, Any]]:
    """Return channels, footer links and notices by one statement: rows of one shape, told apart by ``part``."""

    def shape(part: str, key: str, zh: str, en: str, order: str) -> dict[str, Any]:
        text = CharField()
        return {
            "part": Value(part, output_field=text),
            "a": Cast("pk", CharField()),
            "b": Cast(key, CharField()),
            "c": Cast(zh, CharField()),
            "d": Cast(en, CharField()),
            "place": Cast(order, IntegerField()),
            "number": Cast("pk", IntegerField()),
        }

    columns = ("part", "a", "b", "c", "d", "place", "number")
    channels = (
        Channel.objects.filter(is_open=True)
        .order_by()
        .annotate(**shape("channel", "slug", "name_zh", "name_en", "position"))
    )
    links = FooterLink.objects.order_by().annotate(**shape("link", "url", "label_zh", "label_en", "position"))
    notices = Notice.objects.order_by().annotate(**shape("notice", "origin", "text_zh", "text_en", "pk"))
    return list(
        channels.values(*columns)
        .union(links.values(*columns), notices.values(*columns), all=True)
        .order_by("part", "place", "number")
    )


def trail(*steps: tuple[str, str]) -> list[tuple[Piece, Piece, bool]]:
    """Return a breadcrumb: the parent site where there is one, home, then ``steps`` (name and address, the last without)."""
    said = house()
    way = [(said["parent_name"], said["parent_url"], True)] if said["parent_name"] and said["parent_url"] else []
    way += [(said["name"], "/", False), *((name, address, False) for name, address in steps)]
    return [(escaped(name), escaped(address), outside) for name, address, outside in way]
