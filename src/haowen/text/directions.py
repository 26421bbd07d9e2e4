"""Signs that turn the direction of writing.

In a line of its own they show a name otherwise than it is written, and what stands behind them on a page is turned along;
so titles and names are kept without them. The marks that only say which way a neighbouring sign belongs (U+200E, U+200F,
U+061C) stay: they end where they stand.
"""

import re

# Embeddings and overrides, isolates, and what ends them; with and without their partner.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def straight(line: str) -> str:
    """Return a title or a name without the signs that turn what follows them."""
    return _TURNING.sub("", line)
