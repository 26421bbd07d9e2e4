"""What a visitor may choose about the page: language, edition, theme, size, aids. Closed values, kept in one cookie.

The cookie ``prefs`` holds places separated by full stops, ``en.care.dark.4.off``; a place that the visitor has not
chosen is empty, and places at the end may be missing. Anything that is not one of the closed values counts as not chosen, so that an invented cookie can
make no page of its own.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

COOKIE = "prefs"
LANGUAGES = ("zh-hans", "en")
EDITIONS = ("standard", "care")
THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("1", "2", "3", "4", "5")
AIDS = ("off", "0", "1", "2", "3", "4", "5", "6", "7")
"""The bar of accessible reading: closed, or open with a sum of 1 (wide spacing), 2 (large pointer), 4 (guide line)."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "edition": EDITIONS,
    "theme": THEMES,
    "size": SIZES,
    "aids": AIDS,
}
"""Query key → the values that it may have."""

_PLACES = tuple(ANSWERS.items())


class Choices(NamedTuple):
    """How a page is set. ``language`` is empty where nothing was chosen: the host's default."""

    language: str = ""
    edition: str = "standard"
    theme: str = "auto"
    size: str = "2"
    aids: str = "off"


def chosen(prefs_cookie: str) -> dict[str, str]:
    """Return what the cookie itself says, by query key (``lang`` …); places without a known value are left out."""
    parts = prefs_cookie.split(".")
    if len(parts) > len(_PLACES):
        return {}
    return {key: part for (key, values), part in zip(_PLACES, parts, strict=False) if part in values}


@lru_cache(maxsize=4096)
def read(prefs_cookie: str, accept_language: str = "") -> Choices:
    """Return the choices of a visitor: the cookie first, then the browser's languages, then the defaults."""
    said = chosen(prefs_cookie)
    return Choices(
        language=said.get("lang") or preferred_language(accept_language),
        edition=said.get("edition", Choices().edition),
        theme=said.get("theme", Choices().theme),
        size=said.get("size", Choices().size),
        aids=said.get("aids", Choices().aids),
    )


def write(choices: Choices) -> str:
    """Return the cookie's value that is read back as these choices."""
    return ".".join(choices)


def change(prefs_cookie: str, answers: Mapping[str, str]) -> str:
    """Return the cookie's value after the visitor answered; unknown keys and values change nothing.

    What was not chosen stays unchosen: who picks the dark theme has not picked a language.
    """
    said = chosen(prefs_cookie)
    said |= {key: answers[key] for key, values in _PLACES if answers.get(key) in values}
    return ".".join(said.get(key, "") for key, _values in _PLACES).removesuffix(".")


def preferred_language(accept_language: str) -> str:
    """Return which of our languages an Accept-Language header likes best; empty when none.

    Every Chinese (``zh``, ``zh-TW`` …) is answered in simplified Chinese, the one there is.
    """
    best, liking = "", 0.0
    for item in accept_language.lower().split(","):
        tag, *parameters = (part.strip() for part in item.split(";"))
        language = {"zh": "zh-hans", "en": "en"}.get(tag.split("-", 1)[0], "")
        if language and (weight := _weight(parameters)) > liking:
            best, liking = language, weight
    return best


def _weight(parameters: list[str]) -> float:
    """Return the weight (``q``) among a header's parameters: 1 where none is given, 0 where it is nonsense."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0.0 <= weight <= 1.0 else 0.0
    return 1.0
