"""What looks like names of people, and what like the name of an outlet."""

# ruff: noqa: PLR2004 - lengths that tell names from sentences: weighed on real lists, each used once

import re
from typing import Final

OUTLET: Final = re.compile(
    r"(?:网|網|报|報|社|台|臺|日报|晚报|时报|新闻|新聞|新闻网|通讯社|通訊社|杂志|雜誌|周刊|週刊|月刊|期刊|学报|學報|客户端|公众号|在线|频道|视频|头条|论坛|百科|书局|書店"
    r"|书店|出版社|大学|大學|研究院|研究所|委员会|部|局|厅|署|协会|中心|集团|公司|times|news|post|journal|reuters|bbc|cnn|guardian|magazine"
    r"|review|press|daily|weekly|today|wire|agency|report|ap|afp|university|wikipedia|gazette|tribune|herald|economist|telegraph|blog|nature"
    r"|science|publishing|publishers|books|\.(?:com|org|net|cn|gov|edu|io))$",
    re.IGNORECASE,
)
EDGE: Final = " \t\u3000,，.。．;；:：|｜-–—_·•/、*"
CJK: Final = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_ENDS: Final = re.compile(
    r"[,，]?\s*(?:et\s+al\.?|and others|等(?:人|著|编)?|(?:主?编|編|著|译|譯|整理)|[(（]?\b(?:eds?|editors?|trans)\b\.?[)）]?)\s*[.．]?$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\s*(?:[,，、;；/&]|\band\b|\bwith\b|\b[yue]t?\b(?=\s[A-Z])|(?<=[\u3400-\u9fff])和(?=[\u3400-\u9fff]))\s*"
)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[-‐ ]?){1,4}$|(?:Jr|Sr|I{1,3}|IV)\.?$")
_CHINESE: Final = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})*$|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+$"
)
_PARTICLE: Final = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "d",
    ]
)
_WORD: Final = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ]['’]?[\w'’\-‐]*\.?|(?:Mc|Mac|O['’])[A-Z]\w+|(?:[A-Z]\w*\.)+\w*|[ld]['’][A-Z]\w+)$"
)
_NOT_NAMES: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "for",
        "to",
        "with",
        "from",
        "how",
        "why",
        "what",
        "when",
        "is",
        "are",
        "new",
        "deep",
        "learning",
        "introduction",
        "history",
    ]
)


def is_people(text: str) -> bool:
    """Whether a text reads as a list of people: initials, family names with given ones, Chinese names."""
    text = text.strip(EDGE.replace(".", ""))
    text = _ENDS.sub("", text).strip(EDGE)
    if not text or len(text) > 300 or re.search(r"\d", text):
        return False
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return bool(parts) and all(_is_person(part) for part in parts)


def _is_person(part: str) -> bool:
    part = _ENDS.sub("", part).strip()
    if CJK.search(part):
        return bool(_CHINESE.fullmatch(part)) and not OUTLET.search(part)
    if not part or _INITIALS.fullmatch(part):
        return True
    words = part.split()
    if len(words) > 5 or words[0] == "A" or any(word.lower() in _NOT_NAMES and len(word) > 1 for word in words):
        return False
    return all(word.lower() in _PARTICLE or _WORD.fullmatch(word) or _INITIALS.fullmatch(word) for word in words)


def has_initials(text: str) -> bool:
    """Whether a list of people is certainly one: it has initials, or ends as such lists do."""
    return bool(
        re.search(r"\b[A-Z]\.|[,，]\s*[A-Z]{1,3}\b|\b[A-Z][a-z]+ [A-Z]{1,3}(?=[,;.]|$)|\bet\s+al|等$", text.strip())
    )


def is_outlet(text: str) -> bool:
    """Whether a text is certainly the name of an outlet, by how it ends."""
    text = text.strip(EDGE + "《》「」")
    return bool(text) and len(text) <= 60 and bool(OUTLET.search(text)) and not re.search(r"[，。！？?!；]", text)


def is_capitalised(text: str) -> bool:
    """Whether every word begins like a name: what stands behind a comma may be an outlet then."""
    words = text.split()
    return bool(words) and all(
        _WORD.fullmatch(word) or word.lower() in {"of", "the", "and", "for", "in", "&"} for word in words
    )


def may_be_outlet(candidate: str, title: str) -> bool:
    """Whether the shorter one of two parts can be the outlet of the other."""
    short = len(candidate) <= 16 if CJK.search(candidate) else len(candidate.split()) <= 5
    return (
        bool(candidate) and bool(title) and short and not re.search(r"[，。！？,!?；]", candidate)
        and (len(candidate) < len(title) or is_outlet(candidate))
    )  # fmt: skip
