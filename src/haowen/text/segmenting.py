"""Words of Chinese and English texts as search needs them, the same for writing an index and for asking it.

Chinese has no blanks between words and every cut by a dictionary is wrong somewhere. So each text is seen three ways: as
``units`` in their order (single characters and whole Latin words: any passage can be found again as a phrase of them), as
``terms`` (pairs of neighbouring characters, stems of Latin words: what a text is about), and, when it is written into an
index, as ``words`` (what a dictionary knows to be words among the pairs, and those of three characters and more). Besides,
what must be found just as it stands is seen as ``shingles`` of neighbouring characters, of whatever kind.
Texts are folded before: compatibility forms, capitals, and Traditional characters to Simplified ones. That is done character
by character, not by phrases, so that a passage folds the same by itself as within its text.
"""

import functools
import operator
import re
import unicodedata
from collections.abc import Sequence

import opencc
import Stemmer

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_PARTS = re.compile(rf"([{_CJK}]+)|([^\W_{_CJK}]+)")
_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2A6E0))
_BLANK = "\u2423"  # stands for a blank within a shingle
_SHINGLES = re.compile(rf"(?=([{_CJK}].|.[{_CJK}]|...))")
_SHINGLE = 3  # characters of the longest
_LONGEST = 64  # characters of a Latin word that count; what is longer is no word

_stemmer = Stemmer.Stemmer("english", 20_000)


@functools.cache
def _simplified() -> dict[int, str]:
    """Return what each Traditional character is in Simplified writing, one by one."""
    characters = "".join(chr(code) for block in _HAN for code in block)
    there = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, there, strict=True) if old != new and len(new) == 1}


def fold(text: str) -> str:
    """Return a text as it is compared: compatibility forms, capitals and the two Chinese scripts made one."""
    folded = unicodedata.normalize("NFKC", text).lower()
    table = _simplified()
    # Few of a text's characters are Traditional ones, mostly none: they are looked for once, not at each place.
    if traditional := set(map(ord, set(folded))) & table.keys():
        return folded.translate({code: table[code] for code in traditional})
    return folded


def parts(folded: str) -> list[tuple[str, str]]:
    """Return the runs of a folded text in their order, each as Chinese characters or as a Latin word or number."""
    return [(chinese, word[:_LONGEST]) for chinese, word in _PARTS.findall(folded)]


def stem(word: str) -> str:
    """Return the stem of a folded Latin word: what its forms have in common."""
    return _stemmer.stemWord(word) if word.isascii() else word


def units(text: str) -> list[str]:
    """Return each Chinese character and each Latin word or number of a text, in their order."""
    return _units(parts(fold(text)))


def _units(parted: Sequence[tuple[str, str]]) -> list[str]:
    out: list[str] = []
    for chinese, word in parted:
        if word:
            out.append(word)
        else:
            out += chinese
    return out


def terms(text: str) -> list[str]:
    """Return the stems of Latin words, numbers, and pairs of neighbouring Chinese characters (one alone by itself)."""
    return _terms(parts(fold(text)))


def _terms(parted: Sequence[tuple[str, str]]) -> list[str]:
    out: list[str] = []
    for chinese, word in parted:
        if word:
            out.append(stem(word))
        elif len(chinese) == 1:
            out.append(chinese)
        else:
            out += map(operator.add, chinese, chinese[1:])
    return out


def shingles(text: str) -> list[str]:
    """Return what stands at each place of a text: three characters, or two where one of these is Chinese.

    Blanks, punctuation and beginnings of words are characters like others, so that any passage of a text, wherever it
    was cut, has shingles that follow each other in the text's. The last ones reach into two blanks behind the text.
    """
    return _SHINGLES.findall(_flat(text) + _BLANK * (_SHINGLE - 1))


def inner_shingles(passage: str) -> tuple[list[str], str]:
    """Return the shingles that a passage has in any text around it, and the characters at its end that are in none of them.

    These, if there are any, are the beginning of one more.
    """
    flat = _flat(passage)
    found = _SHINGLES.findall(flat)
    reached = len(found) - 1 + len(found[-1]) if found else 0
    return found, flat[len(found) :] if reached < len(flat) else ""


def _flat(text: str) -> str:
    return _BLANK.join(fold(text).split())


def words(text: str) -> list[str]:
    """Return the Chinese words of two characters and more, as a dictionary cuts them. For indexing: it takes 35 MB."""
    return _words(parts(fold(text)))


def indexed(text: str) -> tuple[list[str], list[str]]:
    """Return the units of a text, and its terms and words together: all that an index holds, folded and parted once."""
    parted = parts(fold(text))
    return _units(parted), _terms(parted) + _words(parted)


def _words(parted: Sequence[tuple[str, str]]) -> list[str]:
    import rjieba

    runs = "\n".join([chinese for chinese, _word in parted if len(chinese) > 1])  # in one call; words end at line ends
    return [word for word in rjieba.cut_for_search(runs) if len(word) > 1]
