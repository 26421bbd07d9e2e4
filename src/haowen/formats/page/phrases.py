"""The phrases of many platforms (``phrases.toml``), ready to be asked."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
import tomllib
from functools import cache
from pathlib import Path

from haowen.text import times

_TRAILER = re.compile(r"\s+(?:更多|全部|查看更多|查看全部|换一换|more|see all|view all)\s*[>›»]*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！]$|(?<![.…])\.$")
_ENDS = re.compile(r"^[\s\[【（(<>›»«·•|｜丨\-—–_*#:：]+|[\s\]】）)<>›»«·•|｜丨\-—–_*:：>]+$")
_COUNT = re.compile(r"[\s(（\[]*\d+(?:\.\d+)?\s*[万千kKwWmM+]?\+?\s*[条篇个次]?[\s)）\]]*$")
_NUMBERS = re.compile(r"[(（\[]?\s*\d[\d,.]*\s*[万亿千kKwWmM]?\+?\s*[)）\]]?")
_COUNTED = re.compile(
    r"(?:(?:阅读量?|浏览量?|评论数?|跟[帖贴]|点赞数?|喜欢|收藏|分享|转发|播放|点击量?|回复|人?参与|赞同|查看|粉丝数?|关注[度数]?|文章数?|获赞|作品|热度|人气|views?|reads?|comments?|likes?|shares?|followers?|claps?|points?|replies|votes?|次|人|条|篇|个)"
    r"\s*[:：]?\s*[(（]?\d[\d,.]*\s*[万亿kKwWmM]?\+?[)）]?|\d[\d,.]*\s*[万亿kKwWmM]?\+?\s*(?:次|人|条|篇|个|位)?\s*(?:已)?(?:阅读|浏览|评论|跟[帖贴]|点赞|赞同了该回答|赞同|赞|回答|喜欢|收藏|分享|转发|播放|点击|回复|参与|粉丝|关注[度数]?|文章数?|获赞|作品|热度|人气|订阅|围观|views?|reads?|comments?|likes?|shares?|followers?|articles?|stories|posts?|claps?|points?|replies|votes?|min(?:ute)?s?(?: read)?))",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"(?:本文|全文)?(?:约|共)?\s*\d+\s*字.{0,14}|(?:预计)?阅读(?:时间|时长|本文)?(?:约|需|大约)?\s*[:：]?\s*\d+\s*分钟.{0,6}|\d+ ?-?min(?:ute)?s? read(?:ing time)?",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"(?:\d[\d,.]*\s*[万亿kKwWmM]?\+?\s*(?:篇|个|位)?\s*(?:原创)?(?:文章数?|作品数?|粉丝数?|关注[度数者]?|关注者|订阅|获赞|articles?|stories|posts?|followers?|subscribers?)|(?:文章数?|作品数?|粉丝数?|关注[度数]?|获赞数?|订阅数?|articles?|stories|posts|followers?|subscribers?)\s*[:：]?\s*\d[\d,.]*\s*[万亿kKwWmM]?\+?)",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"\s*(?:>|›|»|>>|→|＞)\s*")
_HERE = re.compile(
    r"^(?:当前位置|您(?:现在)?(?:的|所在)位置|您?现在的?位置|位置|目前位置|you are here)\s*[:：]?", re.IGNORECASE
)
_HOME = re.compile(r"^(?:首[页頁]|主[页頁]|home)\s*[/／\\-]\s", re.IGNORECASE)
_SLASHES = re.compile(r"\s*[/／]\s*|\s+[\\-]\s+")
_SPLIT = re.compile(r"\s*[|｜丨·•/]\s*|\s{2,}|\t")
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "del",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "du",
        "of",
        "the",
        "and",
    ]
)
_WIRED = re.compile(
    r"^(?:記者|记者)\s*([\u4e00-\u9fff·]{2,5})\s*[/／]\s*(?:[\u4e00-\u9fff]{2,8})?(?:報導|报道|採訪|采访)$"
)
_NAME_END = re.compile(r"[\s,，、;；|/／()（）\[\]【】]+$")


@cache
def table() -> dict[str, dict[str, re.Pattern[str]]]:
    """Return the phrases by part and kind, compiled."""
    raw = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))
    return {part: {kind: _compiled(part, forms) for kind, forms in kinds.items()} for part, kinds in raw.items()}


def _compiled(part: str, forms: list[str]) -> re.Pattern[str]:
    body = "|".join(f"(?:{form})" for form in forms)
    return re.compile(rf"^(?:{body})" if part == "start" else body, re.IGNORECASE)


def bare(line: str) -> str:
    """Return a line without what stands around a label: brackets, colons, arrows, a count at its end."""
    line = _ENDS.sub("", _TRAILER.sub("", line))
    return _ENDS.sub("", _COUNT.sub("", line)) or line


def is_line(kind: str, line: str) -> bool:
    """Whether the whole line is a phrase of this kind."""
    if len(line) > 60:
        return False
    pattern = table()["line"][kind]
    if kind == "related" and _SENTENCE.search(line.strip()):  # "You may enjoy it more in spring." is a text's own
        return False
    return bool(pattern.fullmatch(line.strip()) or pattern.fullmatch(bare(line)))


def begins(kind: str, line: str) -> re.Match[str] | None:
    """Return the phrase of this kind at the beginning of the line."""
    return table()["start"][kind].match(line)


def has(kind: str, line: str) -> bool:
    """Whether a phrase of this kind occurs in the line."""
    return bool(table()["anywhere"][kind].search(line))


def declared(line: str) -> str:
    """Return the kind of declaration that a line makes, or nothing."""
    if len(line) > 120:
        return ""
    return next((kind for kind, pattern in table()["declaration"].items() if pattern.search(line)), "")


def is_counts(line: str) -> bool:
    """Whether a line holds nothing but numbers with what they count."""
    if len(line) > 80 or not re.search(r"\d", line) or times.find(line):
        return False
    rest = _NUMBERS.sub("", _READING_TIME.sub("", _COUNTED.sub("", line)))
    return not re.sub(r"[\s·•|｜,，/、:：\-–—()（）+]+", "", rest)


def without_counts(line: str) -> str:
    """Return a line without what it counts: readers, comments, minutes to read."""
    return _READING_TIME.sub("  ", _COUNTED.sub("  ", line)) if len(line) <= 160 else line


def is_card(line: str) -> bool:
    """Whether a line counts what a publisher has: articles, followers."""
    return (
        len(line) <= 60
        and bool(_CARD.search(line))
        and not re.sub(r"[\s·•|｜,，/、:：]+", "", _NUMBERS.sub("", _COUNTED.sub("", _CARD.sub("", line))))
    )


def crumbs(line: str) -> list[str]:
    """Return the parts of a breadcrumb, where the line is one."""
    here = _HERE.match(line)
    parts = [part for part in _CRUMBS.split(line[here.end() :] if here else line) if part]
    if len(parts) < 2 and _HOME.match(line):
        parts = [part for part in _SLASHES.split(line) if part]
    if len(parts) >= (2 if here else 3) or (len(parts) == 2 and _CRUMBS.search(line) and len(line) <= 30):
        return parts if all(len(part) <= 80 for part in parts) and len(parts[0]) <= 24 else []
    return []


def is_menu(line: str) -> bool:
    """Whether a line is a row of short names side by side, as menus and footers are."""
    if len(line) > 400 or re.search(r"[。！？；，,;!?]|[.](?:\s|$)", line):
        return False
    parts = [part for part in _SPLIT.split(line.strip()) if part]
    if len(parts) >= 4 and all(len(part) <= 14 for part in parts) and "\t" not in line:
        return True
    words = line.split()
    if len(words) >= 6 and all(word[0].isupper() or word in {"&", "and"} for word in words):
        return sum(1 for word in words if has("menu_word", word)) >= 3
    if len(words) < 6 or not all(re.fullmatch(r"[\u4e00-\u9fff]{1,5}", word) for word in words):
        return False
    # Short words side by side may be a verse, or words that somebody gathered: menus name what every site has.
    return sum(1 for word in words if has("menu", word)) >= 2


def is_time(line: str) -> bool:
    """Whether a line holds nothing but a time (with its label, a place, a count)."""
    if len(line) > 70:
        return False
    found = times.find(line, partial=True)
    span = (found.start, found.end) if found else (match.span() if (match := times.loose(line)) else None)
    if span is None:
        return False
    rest = line[: span[0]] + " " + line[span[1] :]
    for kind in ("publish", "update"):
        rest = table()["start"][kind].sub("", rest.strip())
    if second := times.find(rest):
        rest = rest[: second.start] + rest[second.end :]
        rest = table()["start"]["update"].sub("", rest.strip())
    rest = re.sub(
        times.PLACES
        + r"|北京时间|beijing time|(?:星期|周)[一二三四五六日天]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\b[a-z]{2,4}t\b|utc|gmt|\bat\b|\bon\b|\b\d{1,2}\.\d{2}(?:\s*[ap]m)?\b|来源|发布|发表",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    return len(re.sub(r"[\W_]+", "", rest)) == 0


def credited(line: str) -> list[tuple[str, str]]:
    """Who did what, where a line (or a row of labels) says it: ``(role, name)``."""
    line = line.strip()
    inner = re.fullmatch(r"[(（\[【](.*)[)）\]】]", line)
    line = inner.group(1) if inner else line
    if not line or len(line) > 120 or re.search(r"[。！？!?；]", line):
        return []
    found: list[tuple[str, str]] = []
    for part in re.split(
        r"\s*[|｜丨;；]\s*(?![^:：]{0,20}$)|\s{2,}|\t|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{1,6}\s*[:：/])", line
    ):
        one = _credit(part.strip())
        if not one:
            return []
        found.extend(one)
    return found


def _credit(part: str) -> list[tuple[str, str]]:
    if wired := _WIRED.match(part):
        return [("reporter", wired[1])]
    for role, pattern in table()["role"].items():
        labelled = re.match(
            rf"(?P<label>(?:{pattern.pattern})(?:\s*[/、&]\s*\w{{1,4}})?)\s*(?P<mark>[:：/／|｜丨]|(?<=y)\s)\s*(?P<names>.+)$",
            part,
            re.IGNORECASE,
        )
        if labelled is None and role in {"author", "reporter"}:
            labelled = re.match(
                rf"(?P<label>(?:{pattern.pattern}))(?P<mark>\s+)(?P<names>[\u4e00-\u9fff·]{{2,4}}(?:[\s、]+[\u4e00-\u9fff·]{{2,4}}){{0,3}})$",
                part,
                re.IGNORECASE,
            )
        if labelled is None:
            continue
        names = [
            _NAME_END.sub("", name).strip()
            for name in re.split(
                r"\s*[,，、/]\s*|\s+and\s+|\s+&\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", labelled["names"]
            )
        ]
        if names and all(is_name(name) for name in names):
            return [(role, name) for name in names]
    return []


def is_name(text: str) -> bool:
    """Whether a text could be the name of a person or a publisher."""
    if (
        not 1 < len(text) <= 40
        or re.search(r"[。！？!?；;，,：:\n《》“”\"]|https?:", text)
        or is_counts(text)
        or is_time(text)
    ):
        return False
    if re.search(r"[\u3400-\u9fff]", text):
        return len(text) <= 20 and not is_line("chrome", text)
    if not all(word[0].isupper() or not word[0].isalpha() or word in _PARTICLES for word in text.split()):
        return False
    return len(text.split()) <= 6 and not any(is_line(kind, text) for kind in ("chrome", "related", "comments"))


def labelled(kind: str, line: str) -> str:
    """Return what follows a label of this kind ("来源:", "Publisher:"), where the line begins with one."""
    match = begins(kind, line)
    return line[match.end() :].strip(" \t:：|") if match else ""
