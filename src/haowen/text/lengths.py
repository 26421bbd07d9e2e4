"""How long a text is."""

import re
from typing import Final

# A character of Chinese, Japanese or Korean counts as a word; of anything else, what stands between blanks and signs.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’.-][^\W_]+)*"
)


def words(text: str) -> int:
    """Return the number of words, as word processors count a text of both kinds."""
    return sum(1 for _found in _WORD.finditer(text))


# As in ``counting.js`` of the editor: what Chinese, Japanese and Korean are written with, and what is set as wide.
FULL: Final = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001f64f\U0001f900-\U0001f9ff\U00020000-\U0003fffd"
)
_FULL = re.compile(f"[{FULL}]")


def columns(text: str) -> int:
    """Return how long a title is for the host's limits: a Chinese character counts one, a Latin one a half."""
    halves = len(text) + len(_FULL.findall(text))
    return (halves + 1) // 2
