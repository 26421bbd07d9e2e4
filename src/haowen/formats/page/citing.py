"""References as data: a line of a list of sources, taken apart into title, outlet, date, address and authors."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re

from haowen.formats.page.piece import Source
from haowen.text import times

_NUMBER = re.compile(r"^(?:[\[【(（]\s*\d{1,3}\s*[\]】)）]|\d{1,3}\s*[.、)）](?!\d)|[①-⑳]|[-–—*•·●▪]\s+|[•●▪])\s*")
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；、）)】」》<>\"]+", re.IGNORECASE)
_BACK = re.compile(r"^[\^↑]\s*(?:[a-z]\s+)*|\s*[↩↑]︎?$")
_QUOTED = re.compile(r"《([^》]{2,200})》|“([^”]{4,200})”|「([^」]{4,200})」|\"([^\"]{4,200})\"|〈([^〉]{2,200})〉")
_OUTLET = re.compile(
    r"(?:网|網|报|報|社|台|臺|日报|晚报|时报|新闻|新聞|新闻网|通讯社|通訊社|杂志|周刊|期刊|学报|學報|客户端|公众号|在线|频道|视频|头条|论坛|百科|出版社|大学|研究院|研究所|委员会|部|局|厅|署|协会|中心|集团|公司|times|news|post|journal|reuters|bbc|cnn|guardian|magazine|review|press|daily|weekly|today|wire|agency|report|ap|afp|university|\.(?:com|org|net|cn|gov|edu|io))$",
    re.IGNORECASE,
)
_GBT = re.compile(
    r"^(?P<authors>[^.．]{2,80})[.．]\s*(?P<title>.+?)\s*\[(?P<kind>[A-Z]{1,2}(?:/OL)?)\]\s*[.．]?\s*(?P<rest>.*)$"
)
_APA = re.compile(
    r"^(?P<authors>[^()]{3,120}?)\s*[(（](?P<year>(?:19|20)\d{2})[^()（）]{0,14}[)）][.．,，]?\s*(?P<rest>.+)$"
)
_EDGE = " \t,，.。．;；:：|｜-–—_·•/、()（）[]【】"
_SEPARATOR = re.compile(r"\s+[-–—|｜·•/]+\s+|[|｜_]|——|\s{2,}|\t|[,，]\s*(?=[^,，]+$)|(?<=[\u4e00-\u9fff])[:：]")
SHORT_OUTLET = 16


def parse(line: str) -> Source:
    """One reference. What cannot be told apart stays in the title, so that no word is lost."""
    text = _BACK.sub("", _NUMBER.sub("", line.strip())).strip()
    url = ""
    if found := _URL.search(text):
        url = found.group().rstrip(".,;:")
        text = (text[: found.start()] + " " + text[found.start() + len(url) :]).strip(_EDGE + "<>")
    text = re.sub(
        r"\s*(?:\[EB/OL\]|\[OL\]|available (?:at|from)|retrieved (?:from|on).*|访问(?:日期|时间|于).*|链接|网址|url|doi)\s*[:：]?\s*$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if match := _GBT.match(text):
        hit = times.find(match["rest"], partial=True, year=True)
        outlet = re.split(r"[,，.．]\s*(?:19|20)\d{2}|[,，]", match["rest"])[0].strip(_EDGE)
        return Source(match["title"].strip(_EDGE), outlet, hit.day if hit else "", url, match["authors"].strip())
    if match := _APA.match(text):
        title, outlet = _first_sentence(match["rest"])
        return Source(title, outlet, match["year"], url, match["authors"].strip(_EDGE))
    hit = times.find(text, partial=True) or _year_at_the_edge(text)
    if hit is None:
        title, outlet = _named(text)
        return Source(title or url, outlet, "", _absolute(url))
    left, right = text[: hit.start].strip(_EDGE), text[hit.end :].strip(_EDGE)
    title, outlet = _apart(left, right)
    return Source(title or url, outlet, hit.day, _absolute(url))


def is_source(line: str) -> bool:
    """Whether a line has what references have: a number, an address, a date, a quoted title."""
    return bool(
        _NUMBER.match(line) or _URL.search(line) or times.find(line, partial=True, year=True) or _QUOTED.search(line)
    )


def is_address(line: str) -> bool:
    """Whether a line is an address and nothing else."""
    found = _URL.search(line)
    return bool(found) and not re.sub(r"[\W_]|链接|网址|url|link", "", line.replace(found.group(), "").lower())  # type: ignore[union-attr]


def _absolute(url: str) -> str:
    return f"https://{url}" if url.lower().startswith("www.") else url


def _year_at_the_edge(text: str) -> times.Found | None:
    hit = times.find(text, partial=True, year=True)
    return hit if hit and (hit.end >= len(text) - 2 or hit.start <= 2) else None


def _first_sentence(text: str) -> tuple[str, str]:
    parts = re.split(r"[.．。]\s+", text, maxsplit=1)
    return (parts[0].strip(_EDGE), parts[1].strip(_EDGE)) if len(parts) > 1 else (text.strip(_EDGE), "")


def _apart(left: str, right: str) -> tuple[str, str]:
    """Title and outlet from what stands before and after the date."""
    if left and right:
        if (match := _QUOTED.search(left)) or _QUOTED.search(right):
            title_side, other = (left, right) if match else (right, left)
            title, outlet = _named(title_side)
            return title, outlet or other
        if len(right) <= SHORT_OUTLET * 2 and (len(right) < len(left) or _OUTLET.search(right)):
            return left, right
        return (right, left) if len(left) <= SHORT_OUTLET * 2 else (f"{left} {right}", "")
    return _named(left or right)


def _named(text: str) -> tuple[str, str]:  # noqa: PLR0911 - one case after the other, each with its answer
    """Title and outlet where both stand together."""
    if match := _QUOTED.search(text):
        quoted = next(group for group in match.groups() if group)
        before, after = text[: match.start()].strip(_EDGE), text[match.end() :].strip(_EDGE)
        if not before or not after:
            rest = before or after
            whole = rest if len(rest) <= 60 and len(rest) <= max(24, len(quoted) * 2) else None
            if whole is not None and not (before and len(before) > SHORT_OUTLET * 2):
                return quoted, whole
        return text.strip(_EDGE), ""
    separators = list(_SEPARATOR.finditer(text))
    for place in (separators[-1:], separators[:1]):
        for separator in place:
            first, last = text[: separator.start()].strip(_EDGE), text[separator.end() :].strip(_EDGE)
            if _is_outlet(last, first):
                return first, last
            if _is_outlet(first, last) and _OUTLET.search(first):
                return last, first
    words = text.split()
    if len(words) > 1 and re.search(r"[\u4e00-\u9fff]", text):
        last, first = words[-1], words[0]
        head, tail = text[: text.rindex(last)].strip(), text[len(first) :].strip()
        if _OUTLET.search(first) and not _OUTLET.search(last) and len(first) <= SHORT_OUTLET:
            return tail, first
        if _is_outlet(last, head):
            return head, last
    return text.strip(_EDGE), ""


def _is_outlet(candidate: str, title: str) -> bool:
    short = len(candidate) <= SHORT_OUTLET if re.search(r"[\u4e00-\u9fff]", candidate) else len(candidate.split()) <= 5
    return (
        bool(candidate)
        and bool(title)
        and short
        and not re.search(r"[，。！？,!?；]", candidate)
        and (len(candidate) < len(title) or bool(_OUTLET.search(candidate)))
    )
