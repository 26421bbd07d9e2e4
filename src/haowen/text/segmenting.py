"""Words of Chinese and English texts as search needs them: Chinese by characters and pairs, Latin words whole.

Chinese has no blanks between words and every cut by a dictionary is wrong somewhere; pairs of neighbouring characters find
what was looked for without one.
"""

import re
import unicodedata

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_PARTS = re.compile(rf"([{_CJK}]+)|([^\W_{_CJK}]+)")


def _parts(text: str) -> "list[tuple[str, str]]":
    return _PARTS.findall(unicodedata.normalize("NFKC", text).lower())


def terms(text: str) -> list[str]:
    """Return lower-cased Latin words and numbers, and pairs of neighbouring Chinese characters (one alone by itself)."""
    out: list[str] = []
    for chinese, word in _parts(text):
        if word:
            out.append(word)
        elif len(chinese) == 1:
            out.append(chinese)
        else:
            out += [chinese[at : at + 2] for at in range(len(chinese) - 1)]
    return out


def characters(text: str) -> str:
    """Return each Chinese character and each Latin word or number, lower-cased, with blanks between: for FTS5."""
    return " ".join(word or " ".join(chinese) for chinese, word in _parts(text))
