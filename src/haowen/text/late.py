"""Pictures that a page loads late: where their address stands meanwhile, and what stands in its place."""

import re
from collections.abc import Mapping
from typing import Final

ATTRIBUTES: Final = (
    "data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazyload", "data-lazy", "data-actualsrc",
    "data-echo", "data-url", "data-hi-res-src", "data-full-src", "data-full-url", "data-large-file", "data-orig-file",
    "data-croporisrc", "data-backsrc", "data-img", "data-img-src", "data-real-src", "data-ll-src", "data-image",
    "data-lazy-original", "data-defer-src", "data-delayed-url", "data-cfsrc", "data-orig-src", "data-flickity-lazyload",
    "lazy-src", "lazysrc", "file", "zoomfile", "original-src", "real_src", "_src",
)  # fmt: skip
"""Attributes that scripts read the address from, the most telling first."""

SETS: Final = ("data-srcset", "data-lazy-srcset", "data-ll-srcset", "data-original-set", "srcset")

_BLANK = re.compile(
    r"^(?:data:|about:|blob:|#|javascript:)"
    r"|(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|grey|gray|loading|lazy(?:load)?|pixel|1x1|clear|empty)"
    r"(?:[_.-]?(?:\d+(?:x\d+)?|big|small|image|img|trans|bg|white|grey|gray))?\.(?:gif|png|svg|jpe?g|webp)(?:$|\?)"
    r"|^[\s/]*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:)?//\S+$|^[/.]{0,3}[^\s\"'<>{}|]+$", re.IGNORECASE)
_WIDTH = re.compile(r"[^\d.]")


def is_blank(address: str) -> bool:
    """Whether an address is none of a picture but of what stands there until a script has loaded it."""
    return bool(_BLANK.search(address.strip()))


def addresses(attributes: Mapping[str, str]) -> list[str]:
    """Return the addresses that an ``img`` names, the picture's own first: those loaded late, then ``src``, then sets."""
    named = [attributes.get(name, "") for name in ATTRIBUTES]
    sets = [of_set(attributes.get(name, "")) for name in SETS]
    found = [*named, attributes.get("src", ""), *(address for each in sets for address in each)]
    kept = (address.strip() for address in found)
    return list(dict.fromkeys(each for each in kept if _ADDRESS.match(each) and not is_blank(each)))


def is_late(attributes: Mapping[str, str]) -> bool:
    """Whether an ``img`` names an address for a script."""
    return any(addresses({name: attributes[name]}) for name in ATTRIBUTES if attributes.get(name))


def of_set(value: str) -> list[str]:
    """Return the addresses of a ``srcset``, the widest first."""
    pairs = [part.split() for part in re.split(r",\s+|,(?=https?:|//)", value) if part.strip()]
    return [pair[0] for pair in sorted(pairs, key=_width)]


def _width(pair: list[str]) -> float:
    try:
        return -float(_WIDTH.sub("", pair[1])) if len(pair) > 1 else 0.0
    except ValueError:
        return 0.0
