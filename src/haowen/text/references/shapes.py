"""The shapes in which people write references: each takes the words of a line apart, or says that it is none of it.

A shape only parts a text: every word stands in one of its pieces. Dates are found in what is not title.
"""

# ruff: noqa: PLR2004 - lengths that tell a title from a name: weighed on real lists, each used once

import re
from typing import Final, NamedTuple

from haowen.text.references import dates
from haowen.text.references.marks import BREAK, KIND, ONLINE
from haowen.text.references.naming import CJK, EDGE, has_initials, is_capitalised, is_outlet, is_people, may_be_outlet

_QUOTED: Final = re.compile(
    r"《(?P<a>[^》]{1,300})》|〈(?P<b>[^〉]{2,300})〉|“(?P<c>[^”]{3,400})”|「(?P<d>[^」]{3,300})」|『(?P<e>[^』]{2,300})』"
    r"|\"(?P<f>[^\"]{4,400})\"|(?<![\w‘])‘(?P<g>(?:[^’]|’(?=\w)){4,400})’(?!\w)|(?<![\w'])'(?P<h>(?:[^']|'(?=\w)){4,400})'(?!\w)|``(?P<i>[^'`]{4,400})''"
)
_DATED: Final = re.compile(
    r"^(?P<who>[^()（）]{2,400}?(?:[(（](?:eds?|编|著)\.?[)）][^()（）]{0,3})?)\s*[(（](?P<date>(?:c\.\s?)?(?:1[5-9]|20)\d{2}[^()（）]{0,24}|[^()（）]{0,16}(?:1[5-9]|20)\d{2}|n\.?\s?d\.?|in press|无日期)[)）]\s*[.．,，:：;]?\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_YEAR_NEXT: Final = re.compile(
    r"^(?P<who>.{2,400}?)[.．,，]?\s+(?P<date>(?:1[5-9]|20)\d{2})[a-z]?\s*[.．:：,]\s+(?P<rest>.+)$"
)
_SENTENCE: Final = re.compile(
    r"(?<=[^\s.A-Z][.．])[)”’]?\s+(?=[^a-z\s]|(?:[\w-]+\.)+(?:com|org|net|cn|io|edu|gov)\b)|(?<=[A-Z]{2}[.．])\s+(?=[A-Z“\"\u3400-\u9fff])|(?<=[?？!！])\s+(?=[A-Z\u3400-\u9fff])|(?<=[\u3400-\u9fff0-9»”’)）][.．])(?=[\u3400-\u9fff])|。"
)
_SEPARATOR: Final = re.compile(r"\s+[-–—|｜·•/]+\s+|[|｜_\t]|——|\s{2,}|[,，]\s*|(?<=[\u3400-\u9fff])[:：]|" + BREAK)
_EMPTY: Final = re.compile(rf"[\[(（【][,，.。;；:：\-–\s{BREAK}]*[\])）】]")
_GOES_ON: Final = re.compile(r"(?:[A-Z]{1,2}\.?[-\s]*){1,3}[.,，;&](?!\w)|(?:et\s+al|and\s+others|and\s+[A-Z]|&)\b|等")
IN: Final = re.compile(r"^(?:in|载|载于|刊于|见|原载)\s*[:：]?\s*(?=[A-Z《“\"\u3400-\u9fff])", re.IGNORECASE)


class Parts(NamedTuple):
    """The pieces of a line. ``rest`` holds outlet, date and where in it; ``dated`` is the date where the shape has one."""

    title: str
    authors: str = ""
    rest: str = ""
    dated: str = ""


def kinded(text: str) -> Parts | None:
    """Chinese lists (GB/T 7714): names. title[J]. outlet, year."""
    before, mark, after = text.partition(KIND)
    if not mark or not tidy(before):
        return None
    dated = ""
    year = _YEAR_NEXT.match(before)
    if year and (is_people(year["who"]) or year["who"] == "佚名"):
        before, dated = f"{year['who']}. {year['rest']}", year["date"]
    authors, title = _names_before(before)
    rest = after.lstrip(" .．")
    if authors and is_outlet(authors) and not re.search(r"[\u3400-\u9fffA-Za-z]{2}", _dateless(rest)):
        return Parts(title, "", f"{authors}{BREAK}{rest}", dated)
    return Parts(title, authors, rest, dated)


def online(text: str) -> Parts | None:
    """Medicine, for what is on the net: title [Internet]. place: publisher; date; or site [Internet]. date. title of the part."""
    before, mark, after = text.partition(ONLINE)
    after = after.replace(ONLINE, BREAK)
    authors, head = _names_before(before)
    if not mark or not tidy(head):
        return None
    after = after.lstrip(" .．")
    hit = dates.find(after)
    if hit is None or tidy(after[: hit.start]):
        return Parts(head, authors, after)
    part = after[hit.end :].strip(" .;；" + BREAK)
    return Parts(part, authors, f"{head}{BREAK}{after[: hit.end]}") if len(tidy(part)) > 3 else None


def quoted(text: str) -> Parts | None:
    """Return a line whose title stands in quotation marks: names or an outlet before, all else behind."""
    for match in _QUOTED.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if after and not re.match(r"[\s,，.。．;；:：()（\[\-–—|·、\ue000]|\d{4}|[载第]", after):
            continue
        inner = next(group for group in match.groups() if group).strip()
        lead = _lead(before)
        if lead is None:
            continue
        authors, dated, outlet = lead
        second = _QUOTED.match(after.lstrip(" ,，:：." + BREAK))
        if second and is_outlet(inner) and not outlet:
            title = next(group for group in second.groups() if group).strip()
            rest = after.lstrip(" ,，:：." + BREAK)[second.end() :]
            return Parts(title, authors, f"{inner}{BREAK}{rest}", dated)
        title, extra = inner.rstrip(" ,，.。．"), f"{outlet}{BREAK}" if outlet else ""
        return Parts(title, authors, extra + after.lstrip(" ,，.。．:："), dated)
    return None


def _lead(before: str) -> tuple[str, str, str] | None:
    """Return names, date and outlet of what stands before a quoted title; None where it belongs to the title."""
    dated = ""
    if not tidy(before):
        return "", "", ""
    if paren := re.search(r"[(（]([^()（）]*(?:1[5-9]|20)\d{2}[^()（）]*)[)）]\s*[.．,，:：]?\s*$", before):
        dated, before = paren[1], before[: paren.start()]
    elif year := re.search(r"(?<![\d-])((?:1[5-9]|20)\d{2})[a-z]?[.．,，:：]?\s*$", before):
        dated, before = year[0], before[: year.start()]
    who = before.strip(EDGE + BREAK)
    if not who:
        return "", dated, ""
    if is_outlet(who):
        return "", dated, who
    if is_people(who) or (dated and len(who) <= 200):
        return _keep_dot(before), dated, ""
    if re.search(r"[:：,，.．\ue000]\s*$", before) and len(who) <= (24 if CJK.search(who) else 80):
        return (_keep_dot(before), dated, "") if not re.search(r"[，,]", who) or has_initials(who) else None
    return None


def dated_names(text: str) -> Parts | None:
    """APA and its like: names (date). title. outlet."""
    match = _DATED.match(text)
    if match is None or not (_may_lead(match["who"]) or is_people(match["who"])):
        return None
    title, rest = first_sentence(match["rest"])
    if not tidy(title):
        return None
    if not tidy(rest):
        title, _names, outlet = _apart(title.rstrip(" ." + BREAK), is_led=True)
        rest = f"{outlet}{BREAK}{rest}"
    return Parts(title, _keep_dot(match["who"]), rest, match["date"])


def year_next(text: str) -> Parts | None:
    """Take author and year without brackets: names. year. title. outlet."""
    match = _YEAR_NEXT.match(text)
    if match is None or not (is_people(match["who"]) or (_may_lead(match["who"]) and is_capitalised(match["who"]))):
        return None
    title, rest = first_sentence(match["rest"])
    return Parts(title, _keep_dot(match["who"]), rest, match["date"])


def sentences(text: str) -> Parts | None:  # noqa: PLR0911 - one case after the other, each with its answer
    """Names. Title. Outlet, year: as books, medicine and Wikipedia have it."""
    who, tail = _names_before(text)
    parts = [who, *_split(tail)] if who and is_people(who) else _split(text)
    if len(parts) < 2:
        return None
    first, second, others = parts[0], parts[1], BREAK.join(parts[2:])
    if is_people(first) and not (len(parts) == 2 and _dateless(second).strip(EDGE + BREAK) == ""):
        is_sure = has_initials(first) or len(parts) > 2
        is_dated = bool(dates.find(BREAK.join(parts[1:]))) or BREAK in text
        if is_sure and (has_initials(first) or is_dated):
            return Parts(second, _keep_dot(first), others)
    if CJK.search(first) and len(first) > 200:
        return None
    rest = BREAK.join(parts[1:])
    hit = dates.find(text)
    if hit and re.search(r"[,，|｜\t—–-]\s*$", text[: hit.start]):
        return None
    if is_outlet(first) and not is_outlet(_dateless(second)) and tidy(_dateless(second)):
        return Parts(second, "", f"{first}{BREAK}{others}")
    is_short = len(_dateless(rest).strip(EDGE + BREAK)) <= 80
    if is_short and (dates.find(rest) or is_outlet(_dateless(second)) or BREAK in rest):
        return Parts(first, "", rest)
    return None


def plain(text: str) -> Parts:
    """Title, outlet, date in any order, parted by commas, strokes or blanks; what cannot be told apart stays in the title."""
    hit = dates.find(text)
    if hit is not None and len(hit.value) == 4 and not _is_at_edge(text, hit):
        hit = None
    dated = text[hit.start : hit.end] if hit else ""
    if hit:
        text = _EMPTY.sub(BREAK, f"{text[: hit.start]}{BREAK}{text[hit.end :]}")
    pieces = [piece for piece in (each.strip(EDGE) for each in text.split(BREAK)) if tidy(piece)]
    if not pieces:
        return Parts("", "", "", dated)
    if len(pieces) == 1:
        title, authors, outlet = _apart(pieces[0])
        return Parts(title, authors, outlet, dated)
    at = max(range(len(pieces)), key=lambda place: (not is_outlet(pieces[place]), len(pieces[place])))
    longest, others = pieces[at], pieces[:at] + pieces[at + 1 :]
    if len(others) == 1 and (may_be_outlet(others[0], longest) or is_outlet(others[0])):
        return Parts(longest, "", others[0], dated)
    if len(others) == 2 and is_people(others[0]) and may_be_outlet(others[1], longest):
        return Parts(longest, others[0], others[1], dated)
    title, authors, outlet = _apart(longest)
    return Parts(title, authors, BREAK.join([*([outlet] if outlet else []), *others]), dated)


def _apart(text: str, *, is_led: bool = False) -> tuple[str, str, str]:  # noqa: PLR0911 - as above
    """Title, names and outlet of one stretch; where names have led it already, there are none in it."""
    cuts = list(_SEPARATOR.finditer(text))
    if len(cuts) >= 2 and not is_led:
        first, middle, last = text[: cuts[0].start()], text[cuts[0].end() : cuts[-1].start()], text[cuts[-1].end() :]
        if (
            is_people(first)
            and (is_outlet(last) or CJK.search(first))
            and may_be_outlet(last.strip(EDGE), middle.strip(EDGE))
        ):
            return middle.strip(EDGE), first.strip(EDGE), last.strip(EDGE)
    for cut in [*cuts[-1:], *cuts[:1]]:
        first, last = text[: cut.start()].strip(EDGE), text[cut.end() :].strip(EDGE)
        if is_outlet(first) and not is_outlet(last) and may_be_outlet(first, last):
            return last, "", first
        is_sure = is_outlet(last) or cut[0].strip() not in {",", "，"} or is_capitalised(last)
        if may_be_outlet(last, first) and (is_sure or CJK.search(last)):
            return first, "", last
        if is_outlet(first) and may_be_outlet(first, last):
            return last, "", first
    words = text.split()
    if len(words) > 1 and CJK.search(text):
        head, tail = text[: text.rindex(words[-1])].strip(EDGE), text[len(words[0]) :].strip(EDGE)
        if is_outlet(words[0]) and not is_outlet(words[-1]) and len(words[0]) <= 16:
            return tail, "", words[0]
        if may_be_outlet(words[-1], head):
            return head, "", words[-1]
    return text, "", ""


def first_sentence(text: str) -> tuple[str, str]:
    """Return what stands up to the first end of a sentence outside of brackets, and the rest."""
    for cut in _SENTENCE.finditer(text):
        head = text[: cut.start()]
        if head.count("(") == head.count(")") and head.count("（") == head.count("）") and len(head) > 2:
            return head, text[cut.end() :]
    if BREAK in text:
        head, _mark, rest = text.partition(BREAK)
        return (head, rest) if tidy(head) else (text, "")
    return text, ""


def tidy(text: str) -> str:
    """Return words without the brackets and commas that were left where something was taken out."""
    text = re.sub(rf"\s*[{BREAK}{KIND}{ONLINE}]\s*", BREAK, text)
    before = ""
    while before != text:
        before = text
        text = _EMPTY.sub(BREAK, text)
    text = re.sub(rf"([,，.。．;；:：、])?(?:\s*{BREAK})+\s*(?=[,，.。．;；:：、])", "", text)
    text = re.sub(rf"(?:{BREAK})+", " ", text)
    text = re.sub(r"([,，;；、])(?:\s*[,，;；、.])+", r"\1", text)
    text = re.sub(r"(?<=[\u3400-\u9fff]), (?=[(（]\d)", "", " ".join(text.split()))
    bare = text.strip(EDGE)
    return bare if re.search(r"\w", bare) else ""


def outlet_and_date(rest: str) -> tuple[str, str, str]:
    """Part what is no title into the outlet with where in it, the date, and how that was written."""
    hit = dates.find(rest)
    if hit is None:
        return tidy(rest), "", ""
    before, after = rest[: hit.start], rest[hit.end :]
    return tidy(f"{before}{BREAK}{after}"), hit.value, rest[hit.start : hit.end]


def _names_before(text: str) -> tuple[str, str]:
    """Part names from the title that follows them."""
    for cut in re.finditer(r"[.．]\s+|．|[.](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[:：]\s*", text):
        head, tail = text[: cut.start()].strip(), text[cut.end() :]
        if not tidy(tail) or _GOES_ON.match(tail):
            continue
        if (
            is_people(head)
            or is_outlet(head)
            or (len(head) <= 60 and CJK.search(head) and _may_lead(head) and "，" not in head)
        ):
            return head, tail
    return "", text


def _may_lead(text: str) -> bool:
    """Whether a text can be whoever wrote it: short, and no sentence."""
    bare = text.strip(EDGE)
    return (
        bool(bare)
        and len(bare) <= 120
        and not re.search(r"[?？!！“”\"《》]", bare)
        and (is_people(bare) or len(bare.split()) <= 12)
    )


def _split(text: str) -> list[str]:
    parts, start = [], 0
    for cut in _SENTENCE.finditer(text):
        head = text[start : cut.start()]
        if head.count("(") != head.count(")") or head.count("[") != head.count("]"):
            continue
        parts.append(head)
        start = cut.end()
    parts.append(text[start:])
    return [part for part in parts if tidy(part)]


def _dateless(text: str) -> str:
    hit = dates.find(text)
    return tidy(f"{text[: hit.start]}{BREAK}{text[hit.end :]}") if hit else tidy(text)


def _keep_dot(names: str) -> str:
    """Return names with the dot that belongs to an initial or an abbreviation."""
    bare = names.strip().strip(BREAK).rstrip(" ,，:：;；")
    return bare if re.search(r"(?:\b[A-Z]|et al|eds?|[JS]r)\.$", bare) else bare.rstrip(" .．,，")


def _is_at_edge(text: str, hit: dates.Hit) -> bool:
    return (
        len(text[hit.end :].strip(EDGE + BREAK + ")）")) == 0 or len(text[: hit.start].strip(EDGE + "(（" + BREAK)) == 0
    )
