"""What stands in a reference besides its words: its number, addresses, the day it was seen, marks of its kind."""

import re
from typing import Final

from haowen.text.references import dates
from haowen.text.references.values import LONGEST

BREAK: Final = "\ue000"  # stands where something was taken out
ONLINE: Final = "\ue002"  # stands where it was said that it is on the net, as medicine has it
KIND: Final = "\ue001"  # stands where the mark of its kind was, behind the title

_NUMBER: Final = re.compile(
    r"^\s*(?:(?:\[\^?\w{1,20}\][:：]?|[\[【(（〔]\s*\d{1,3}\s*[\]】)）〕]|\d{1,3}\s*[.．、)）](?!\d)|[①-⑳⑴-⒇]|[-–—*•·●▪◦]\s+|[•●▪◦]|[\^↑])\s*)+"
)
_BACK: Final = re.compile(r"^(?:[a-z]\s+)+(?=[A-Z\"“《\u3400-\u9fff])|\s*[↩↑]\ufe0e?\s*$")
_LINKED: Final = re.compile(
    r"\[([^\[\]]+)\]\(\s*<?(https?://[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_URL: Final = re.compile(r"<?(?:https?://|www\.(?=[\w-]+\.))[^\s，。；、）】」》<>\"“”\ue000-\ue002]+>?", re.IGNORECASE)
# A host by itself is where it came out, not where it is, if there is another address.
_URL_WHOLE: Final = re.compile(
    rf"(?!<?www\.[\w.-]+[\s.,，。;；)）]*(?:[\s{BREAK}{KIND}]|$)){_URL.pattern}", re.IGNORECASE
)
# Those of the nineties have angle brackets within: 10.1002/(SICI)…<1661::AID-SIM968>3.0.CO;2-2.
_DOI: Final = re.compile(
    r"(?:\bdoi\s*[:：]?\s*(?:https?://(?:dx\.)?doi\.org/)?|https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/(?:[^\s\"<>，。；、）】》\ue000-\ue002]|<\d{1,6}::[\w.-]{1,20}>)+)",
    re.IGNORECASE,
)
_CLOSE: Final = {")": "(", "]": "[", "}": "{"}
_OLD: Final = re.compile(r"web\.archive\.org|archive\.(?:is|ph|today|org/web)|webcitation\.org", re.IGNORECASE)
_D: Final = dates.ANY
_SEEN: Final = re.compile(
    rf"[\[【(（]\s*(?:date\s+)?(?:(?:last\s+)?(?:accessed|cited|retrieved|viewed|visited|访问日期|访问时间|访问|引用日期|引用|查阅|检索日期|检索|浏览)"
    rf"\s*(?:on|于)?\s*[:：]?\s*)({_D})\s*[\]】)）]"
    rf"|[\[【]\s*({_D})\s*[\]】]"
    rf"|[(（]?\b(?:last\s+)?(?:date\s+)?(?:accessed|retrieved|viewed|visited|consulted)\s*(?:on|date)?\s*[:：]?\s*({_D})(?:\s*[,，]?\s*from\b\s*[:：]?|\s*[)）])?"
    rf"|[(（]?(?:最后|最近|上次)?(?:访问|查阅|检索|浏览|引用|查询|下载|读取|造访|參閱|查閱|擷取|訪問)(?:日期|时间|時間|日|于|於)?\s*[:：]?\s*({_D})[)）]?"
    rf"|[(（]?({_D})\s*(?:最后|最近)?(?:访问|查阅|检索|浏览|引用|造访|訪問|查閱)(?![\u3400-\u9fff])[)）]?",
    re.IGNORECASE,
)
_KINDS: Final = re.compile(
    r"\s*[\[【［]\s*((?:[JMNDRSPCGZAK]|EB|DB|CP|DS)(?:\s*/\s*(?:OL|CD|DK|MT))?|OL)\s*[\]】］]", re.IGNORECASE
)
_ARCHIVED: Final = re.compile(
    rf"[(（]?\s*(?:archived(?:\s+\(?pdf\)?)?(?:\s+from(?:\s+the\s+original)?)?(?:\s+\(?pdf\)?)?(?:\s+(?:on|at)\s+(?:{_D}|the wayback machine))?"
    rf"|(?:原始(?:内容|內容|链接|鏈接)|(?:原|原文)?(?:存档|存檔|归档))(?:存档|存檔|归档)?(?:于|於|日期)?\s*[:：]?\s*(?:{_D})?)\s*[)）]?(?=$|[\s.．。,，;；)）\ue000])",
    re.IGNORECASE,
)
_FORMAL: Final = re.compile(
    r"\[(?:online|electronic resource|在线|网络文献|web page)\]|[(（](?:in (?:chinese|english)|(?:简体|繁体)?中文|英[文语]|美国英语)(?:[(（][^()（）]{1,8}[)）])?[)）]"
    r"|\b(?:available|retrieved|accessed)\s+(?:from|at|online)\s*[:：]?(?=\s*(?:$|\ue000))|\bavailable\s*[:：](?=\s*(?:$|\ue000))|\b(?:url|doi|link)\s*[:：]?(?=\s*(?:$|\ue000))"
    r"|(?:链接|网址|地址|出处|原文|来源网址|全文)\s*[:：]?(?=\s*(?:$|\ue000))",
    re.IGNORECASE,
)


_ONLINE: Final = re.compile(r"\s*\[(?:internet|serial online)\]", re.IGNORECASE)


class Line:
    """A reference on its way to be a source: what is taken out of it is kept by what it is."""

    def __init__(self, text: str) -> None:
        """Begin with the whole line."""
        self.text = " ".join(re.sub(f"[{BREAK}{KIND}{ONLINE}]", " ", text).split())
        self.formal: list[str] = []
        self.left: list[str] = []
        self.title = ""  # where the line itself says which words are the title

    def take(self, start: int, end: int, put: str = BREAK) -> str:
        """Take a piece out; what stands around it does not run together."""
        piece = self.text[start:end]
        self.text = self.text[:start] + put + self.text[end:]
        return piece

    def drop(self, pattern: re.Pattern[str], put: str = BREAK) -> bool:
        """Take out what says nothing about the source; return whether there was any."""
        found = False
        while match := pattern.search(self.text):
            if match.end() == match.start():
                break
            self.formal.append(self.take(match.start(), match.end(), put))
            found = True
        return found


def number(line: Line) -> None:
    """Take the number, the bullet or the way back off."""
    if match := _NUMBER.match(line.text):
        linked = _LINKED.match(line.text)
        if not (linked and linked.start() < match.end()):
            line.formal.append(line.take(0, match.end(), ""))
    for match in reversed(list(_BACK.finditer(line.text))):
        line.formal.append(line.take(match.start(), match.end(), ""))


def address(line: Line) -> str:
    """Take the addresses out and return the one that leads to the source: a DOI before a page, a page before its copy."""
    found: list[str] = []
    while match := _LINKED.search(line.text):
        line.title = line.title or match[1].strip()
        found.append(match[2])
        line.take(match.start(), match.end(), f"{BREAK}{match[1]}{BREAK}")
    dois: list[str] = []
    while match := _DOI.search(line.text):
        doi = _closed(match[1])
        raw = line.take(match.start(), match.start(1) + len(doi))
        line.formal.append(raw)
        dois.append(f"https://doi.org/{doi.replace('<', '%3C').replace('>', '%3E')}")
    bare = bool(found or dois or re.search(r"https?://", line.text, re.IGNORECASE))
    while match := (_URL_WHOLE if bare else _URL).search(line.text):
        raw = _closed(match[0])
        line.take(match.start(), match.start() + len(raw))
        found.append(raw.strip("<>"))
    rows = list(dict.fromkeys(dois + sorted(map(_whole, found), key=lambda each: bool(_OLD.search(each)))))
    rows = [row for row in rows if len(row) <= LONGEST["url"]] + [row for row in rows if len(row) > LONGEST["url"]]
    if not rows:
        return ""
    if len(rows[0]) > LONGEST["url"]:
        line.left += rows
        return ""
    line.left += rows[1:]
    line.formal += [raw for at, raw in enumerate(found) if _whole(raw) != raw or raw in found[:at]]
    return rows[0]


def seen(line: Line) -> str:
    """Take out on which day it was seen; a day that is not told whole is left."""
    for match in _SEEN.finditer(line.text):
        written = next(group for group in match.groups() if group)
        day = dates.read(written)
        if len(day) == len("2000-01-01"):
            line.formal.append(line.take(match.start(), match.end()))
            return day
    return ""


def kind(line: Line) -> bool:
    """Mark where the mark of its kind stood, as Chinese lists have it behind the title."""
    if match := _KINDS.search(line.text):
        line.formal.append(line.take(match.start(), match.end(), KIND))
        line.drop(_KINDS)
        return True
    return False


def formalities(line: Line) -> None:
    """Take out what leads to an address, tells the language, or says where a copy is."""
    while match := _ARCHIVED.search(line.text):
        if not match[0].strip():
            break
        line.left.append(line.take(match.start(), match.end()).strip(" ()（）"))
    line.drop(_FORMAL)
    line.drop(_ONLINE, ONLINE)


def _whole(address_: str) -> str:
    return f"https://{address_}" if address_.lower().startswith("www.") else address_


def _closed(address_: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while address_:
        last = address_[-1]
        if (
            last in ".,;:!?'’*"
            or (last in _CLOSE and address_.count(last) > address_.count(_CLOSE[last]))
            or (last == ">" and not address_.startswith("<"))
        ):
            address_ = address_[:-1]
        else:
            break
    return address_
