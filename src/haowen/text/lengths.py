"""How long a text is."""

import re

# A character of Chinese, Japanese or Korean counts as a word; of anything else, what stands between blanks and signs.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+(?:['’.-][^\W_]+)*"
)


def words(text: str) -> int:
    """Return the number of words, as word processors count a text of both kinds."""
    return sum(1 for _found in _WORD.finditer(text))
