"""The language that a text is in."""

import re
from typing import Literal

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")


def guess(text: str) -> Literal["zh-Hans", "en"]:
    """Return the language of a text: Chinese when it has at least one character for two Latin words.

    A text without either (numbers only) is taken as Chinese, the language of this software's first readers.
    """
    chinese = len(_HAN.findall(text))
    # No text has more Latin words than every second of its characters.
    return "zh-Hans" if 4 * chinese > len(text) or 2 * chinese >= len(_WORD.findall(text)) else "en"


def alike(language: str) -> tuple[str, ...]:
    """Return the languages whose texts a reader of this one reads as well: both scripts of Chinese, or itself alone."""
    return ("zh-Hans", "zh-Hant") if language in ("zh-Hans", "zh-Hant") else (language,)
