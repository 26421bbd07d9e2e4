"""What lists, sources, devices and countries are called in statistics."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.audience.summing import DIRECT, ELSEWHERE
from haowen.kit.traits import COMPUTER, PHONE, TABLET

LISTS = {
    "front": gettext_lazy("Front page"),
    "channel": gettext_lazy("Channel pages"),
    "publisher": gettext_lazy("The publisher's page"),
    "tag": gettext_lazy("Pages of tags"),
    "series": gettext_lazy("Pages of series"),
    "original": gettext_lazy("Originals"),
    "hot": gettext_lazy("Hot list"),
    "search": gettext_lazy("Search on this site"),
    "related": gettext_lazy("Related, below an article"),
    "past": gettext_lazy("Past articles, below an article"),
    "headlines": gettext_lazy("Headlines, below an article"),
    "originals": gettext_lazy("Originals, below an article"),
    "latest": gettext_lazy("Latest, on the front page"),
}
SOURCES = {
    **{key: LISTS[key] for key in ("front", "channel", "publisher", "tag", "series", "original", "hot", "search")},
    "article": gettext_lazy("From another article"),
    "feed": gettext_lazy("Feeds"),
    "other": gettext_lazy("Other pages of this site"),
    DIRECT: gettext_lazy("Directly, or not known"),
}
DEVICES = {PHONE: gettext_lazy("Phone"), TABLET: gettext_lazy("Tablet"), COMPUTER: gettext_lazy("Computer")}
PROVINCES = {
    "CN-BJ": gettext_lazy("Beijing"), "CN-TJ": gettext_lazy("Tianjin"), "CN-HE": gettext_lazy("Hebei"), "CN-SX": gettext_lazy("Shanxi"),
    "CN-NM": gettext_lazy("Inner Mongolia"), "CN-LN": gettext_lazy("Liaoning"), "CN-JL": gettext_lazy("Jilin"),
    "CN-HL": gettext_lazy("Heilongjiang"), "CN-SH": gettext_lazy("Shanghai"), "CN-JS": gettext_lazy("Jiangsu"),
    "CN-ZJ": gettext_lazy("Zhejiang"), "CN-AH": gettext_lazy("Anhui"), "CN-FJ": gettext_lazy("Fujian"), "CN-JX": gettext_lazy("Jiangxi"),
    "CN-SD": gettext_lazy("Shandong"), "CN-HA": gettext_lazy("Henan"), "CN-HB": gettext_lazy("Hubei"), "CN-HN": gettext_lazy("Hunan"),
    "CN-GD": gettext_lazy("Guangdong"), "CN-GX": gettext_lazy("Guangxi"), "CN-HI": gettext_lazy("Hainan"), "CN-CQ": gettext_lazy("Chongqing"),
    "CN-SC": gettext_lazy("Sichuan"), "CN-GZ": gettext_lazy("Guizhou"), "CN-YN": gettext_lazy("Yunnan"), "CN-XZ": gettext_lazy("Tibet"),
    "CN-SN": gettext_lazy("Shaanxi"), "CN-GS": gettext_lazy("Gansu"), "CN-QH": gettext_lazy("Qinghai"), "CN-NX": gettext_lazy("Ningxia"),
    "CN-XJ": gettext_lazy("Xinjiang"), "CN-TW": gettext_lazy("Taiwan"), "CN-HK": gettext_lazy("Hong Kong"), "CN-MO": gettext_lazy("Macao"),
}  # fmt: skip


def source(key: str) -> str:
    """Return what a source is called: a kind of page, or another site's own name."""
    if key == ELSEWHERE:
        return _("Other sites, each with fewer readers")
    return str(SOURCES.get(key, key))


def region(code: str) -> str:
    """Return what a country is called in the reader's language, or a province of China."""
    if code in PROVINCES:
        return str(PROVINCES[code])
    return str(_locale(get_language() or "en").territories.get(code.partition("-")[0], code))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
