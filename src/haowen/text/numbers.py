"""Numbers as short as a list needs them. They are never rounded up: 19,999 reads are not 20 thousand."""

from typing import Final

_WAN: Final = 10_000
_YI: Final = 100_000_000
_THOUSAND: Final = 1_000
_MILLION: Final = 1_000_000
_BILLION: Final = 1_000_000_000


def compact(n: int, language: str) -> str:
    """Return a count for readers: whole below ten thousand (1,284), then 1.2 万, 3.4 亿, in English 12K, 1.2M, 1.2B."""
    if n < 0:
        return "-" + compact(-n, language)
    if n < _WAN:
        return f"{n:,}"
    if language.lower().startswith("zh"):
        return f"{_tenths(n, _YI)} 亿" if n >= _YI else f"{_tenths(n, _WAN)} 万"
    if n >= _BILLION:
        return f"{_tenths(n, _BILLION)}B"
    return f"{_tenths(n, _MILLION)}M" if n >= _MILLION else f"{n // _THOUSAND}K"


def _tenths(n: int, unit: int) -> str:
    """Return ``n`` in units with one decimal, rounded down; none where it would be zero or the number has three digits."""
    whole, tenth = divmod(n * 10 // unit, 10)
    return f"{whole:,}.{tenth}" if tenth and whole < 100 else f"{whole:,}"  # noqa: PLR2004


def clock(milliseconds: int) -> str:
    """Return a length as players show it: 3:07, from an hour on 1:02:03."""
    seconds = (milliseconds + 500) // 1000
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= _AN_HOUR else f"{minutes}:{seconds:02}"


_AN_HOUR = 60
