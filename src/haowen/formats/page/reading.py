"""One door for all pages: bytes in, an article out, or the reason why there is none."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re

from django.utils.translation import gettext as _

from haowen.formats.page import decoding, dump, mhtml
from haowen.formats.page.assembling import assemble, plain
from haowen.formats.page.lines import units
from haowen.formats.page.piece import Block, Findings, Page

_CJK = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_TRADITIONAL = frozenset(
    "這個們來時為說國學麼發當沒開會後過對於著裡從與經還樣長問現電點無業動義務體關機進實產數據資類網買賣讀寫聽錢車門見觀親願應該變讓"
)
_SIMPLIFIED = frozenset(
    "这个们来时为说国学么发当没开会后过对于着里从与经还样长问现电点无业动义务体关机进实产数据资类网买卖读写听钱车门见观亲愿应该变让"
)
WELL_KNOWN_UNITS = 300


def read(data: bytes, *, name: str = "") -> Page:
    """Return the article of a saved page or a text dump; ``name`` is the file's. Raises ``NoArticle`` with the reason."""
    wrapped = mhtml.unwrapped(data) if mhtml.is_wrapped(data) else mhtml.Wrapped(data, "")
    text = decoding.decode(wrapped.page)
    if decoding.is_html(text):
        from haowen.formats.page import document

        blocks, findings = document.read(text, address=wrapped.address)
        is_dump = False
    else:
        blocks, findings = dump.read(text, name=name)
        is_dump = True
    words = plain(blocks)
    findings.title = findings.title or _title_from(blocks)
    language = language_of(words, findings.language)
    missing = sum(1 for block in blocks if block.kind == "gap")
    unplaced = sum(1 for block in blocks if block.kind == "unplaced")
    return Page(
        title=findings.title,
        html=assemble(blocks),
        publisher_name=findings.publisher_name,
        publisher_tagline=findings.publisher_tagline,
        author_credits=tuple(findings.credits),
        references=tuple(findings.references),
        published=findings.published,
        canonical_url=findings.canonical_url,
        source_name=findings.source_name,
        language=language,
        declarations=tuple(findings.declarations),
        recognised=tuple(_recognised(findings, blocks)),
        dropped=tuple(findings.dropped),
        unplaced=unplaced,
        missing_pictures=missing,
        confidence=_confidence(findings, blocks, is_dump=is_dump),
        account=findings.account,
        files=wrapped.files,
    )


def _title_from(blocks: list[Block]) -> str:
    """Return a page that names no title gets the beginning of its text."""
    text = next((block.text for block in blocks if block.text), "")
    first = re.split(r"(?<=[。！？!?])|(?<=\.)\s", text, maxsplit=1)[0].strip()
    return first if len(first) <= 80 else first[:79].rstrip() + "…"


def language_of(text: str, said: str = "") -> str:
    """Return the language of the text: Chinese in its two scripts, English, or what the page itself says."""
    sample = text[:20_000]
    wide, letters = len(_CJK.findall(sample)), len(re.findall(r"[A-Za-z]+", sample))
    if len(_KANA.findall(sample)) > 0.1 * max(wide, 1) and _KANA.search(sample):
        return "ja"
    if len(_HANGUL.findall(sample)) > 0.3 * max(letters + wide, 1):
        return "ko"
    if wide > 0.3 * max(letters, 1):
        traditional = sum(1 for letter in sample if letter in _TRADITIONAL)
        return "zh-Hant" if traditional > sum(1 for letter in sample if letter in _SIMPLIFIED) else "zh-Hans"
    said = said.strip().split("-")[0].split("_")[0].lower()
    return said if re.fullmatch(r"[a-z]{2,3}", said) and said != "zh" else "en"


def _recognised(findings: Findings, blocks: list[Block]) -> list[str]:
    """Return what was found, for the report."""
    kinds = [block.kind for block in blocks]
    rows = [
        (findings.title, _("Title")),
        (findings.publisher_name, _("Publisher")),
        (findings.publisher_tagline, _("Tagline")),
        (", ".join(credit.name for credit in findings.credits), _("Credits")),
        (findings.source_name, _("Source")),
        (findings.published or _("unknown"), _("Time of publication")),
        (kinds.count("p"), _("Paragraphs")),
        (kinds.count("h2") + kinds.count("h3"), _("Headings")),
        (kinds.count("list"), _("Lists")),
        (kinds.count("table"), _("Tables")),
        (len(findings.references), _("References")),
        (kinds.count("remote"), _("Pictures elsewhere")),
        (kinds.count("gap"), _("Pictures missing")),
        (kinds.count("unplaced"), _("Pieces without a place")),
    ]
    return [f"{label}: {value}" for value, label in rows if value]


def _confidence(findings: Findings, blocks: list[Block], *, is_dump: bool) -> float:
    """How sure the reading is: a title, text enough, a byline; less for every piece without a place."""
    size = sum(units(block.text) for block in blocks if block.kind in {"p", "list", "quote"})
    sure = 0.3 + 0.3 * min(1.0, size / WELL_KNOWN_UNITS)
    sure += 0.2 if findings.title else 0.0
    sure += 0.1 if findings.publisher_name or findings.credits or findings.source_name else 0.0
    sure += 0.05 if findings.published or findings.references else 0.0
    sure += 0.05 if not is_dump else 0.0
    sure -= 0.04 * sum(1 for block in blocks if block.kind == "unplaced")
    return round(max(0.05, min(1.0, sure)), 2)
