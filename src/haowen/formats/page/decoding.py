"""From bytes to text: which encoding a page is in, and whether it is HTML at all."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from haowen.formats.page.piece import NoArticle

MOST_BYTES = 20_000_000
BINARY_SHARE = 0.02  # of control characters among the first bytes
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_\-]+)""", re.IGNORECASE)
# GB18030 reads everything that GB2312 and GBK say; Big5-HKSCS what Big5 says.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"RIFF",
    b"7z\xbc\xaf",
    b"\x00\x00\x00",
)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|article|section|p|main|meta|h1|table|span)\b[^>]*>", re.IGNORECASE
)
_NOTHING = re.compile("[\x00\ufeff\u200b\u2060]")
# Characters that make up most of any Chinese text; a wrong decoding of GBK or Big5 hardly hits them.
_COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    "這個們來時為說國學麼發當沒開會後過對於著裡從與經還樣長問現電點無業動"
)


def decode(data: bytes) -> str:
    """Return the text of the page; refuses what is empty or no text at all."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise NoArticle(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise NoArticle(_("The file is too large for a page."))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _tidy(data[len(bom) :].decode(encoding, "replace"))
    if data.startswith(_MAGIC) or _is_binary(data):
        raise NoArticle(_("This is not a page of text but a file of another kind."))
    try:
        return _tidy(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _tidy(_guess(data))


def is_html(text: str) -> bool:
    """Whether the text is a page's source, not what was read off a page."""
    opening = text[:20_000]
    found = _TAG.findall(opening)
    return bool(found) and (len(found) >= 3 or opening.lstrip()[:1] == "<")


def _is_binary(data: bytes) -> bool:
    opening = data[:4096]
    control = sum(1 for byte in opening if byte < 32 and byte not in (9, 10, 12, 13, 27))
    return control > BINARY_SHARE * len(opening)


def _guess(data: bytes) -> str:
    candidates: list[str] = []
    if found := _META.search(data[:4096]) or _XML.search(data[:200]):
        named = found.group(1).decode("ascii").lower()
        candidates.append(_WIDER.get(named, named))
    # UTF-8 cut in the middle or with a few broken bytes is still UTF-8.
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") * 200 < len(loose):
        return loose
    candidates += ["gb18030", "big5hkscs"]
    if (match := from_bytes(data[:200_000]).best()) is not None:
        candidates.append(match.encoding)
    candidates += ["cp1252"]
    readings: list[tuple[float, int, str]] = []
    for place, encoding in enumerate(dict.fromkeys(candidates)):
        try:
            reading = data.decode(encoding, "replace")
        except LookupError:
            continue
        readings.append((_likeliness(reading) + (0.15 if place == 0 else 0.0), -place, reading))
    return max(readings)[2]


def _likeliness(text: str) -> float:
    """How much a reading looks like written language: common characters up, broken and odd ones down."""
    sample = text[:100_000]
    wide = [letter for letter in sample if letter > "\u2e7f"]
    broken = sample.count("\ufffd")
    odd = sum(1 for letter in wide if "\ue000" <= letter <= "\uf8ff")
    high = [letter for letter in sample if "\x80" <= letter <= "\u2e7f"]
    odd += sum(1 for letter in high if not letter.isalpha() and letter not in "“”‘’—–…·•«»©®™°£€¥§×\u00a0")
    common = sum(1 for letter in wide if letter in _COMMON or letter in "，。、！？；：“”《》")
    share = common / len(wide) if wide else 0.05
    return share - 4.0 * (broken + odd) / max(1, len(wide) + len(high))


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _NOTHING.sub("", text).replace("\x0c", "\n").replace("\x0b", "\n")
