"""What a request says by itself about its reader, coarse enough to be nobody's: the class of device, and the country.

Nothing is asked of the browser for it. The country is only known where a proxy in front of the site says it in a header;
there is no table of addresses here, and a language or a time zone is no place.
"""

import re
from collections.abc import Collection
from typing import Any

Environ = dict[str, Any]

PHONE, TABLET, COMPUTER = "phone", "tablet", "computer"
DEVICES = (PHONE, TABLET, COMPUTER)

_TABLET = re.compile(r"iPad|Tablet|PlayBook|Silk/|Kindle|Android(?!.*\bMobile\b)", re.IGNORECASE)
_PHONE = re.compile(r"\bMobile\b|iPhone|iPod|Windows Phone|Opera Mini", re.IGNORECASE)
_COMPUTER = re.compile(r"Windows NT|Macintosh|X11|CrOS|Linux")
_REGION = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
_NOWHERE = {
    "XX",
    "T1",
    "ZZ",
    "A1",
    "A2",
    "AP",
    "EU",
}  # what proxies say of anonymous networks and of what they do not know


def device(environ: Environ) -> str:
    """Return the class of device, or nothing where it cannot be told.

    ``Sec-CH-UA-Mobile`` and the browser's name say it. A tablet that calls itself a Macintosh counts as a computer.
    """
    agent = environ.get("HTTP_USER_AGENT", "")
    if _TABLET.search(agent):
        return TABLET
    if environ.get("HTTP_SEC_CH_UA_MOBILE") == "?1" or _PHONE.search(agent):
        return PHONE
    return COMPUTER if _COMPUTER.search(agent) else ""


def region(environ: Environ, *, header: str, trusted: Collection[str]) -> str:
    """Return the country (ISO 3166-1), within China with the province (ISO 3166-2), or nothing.

    Believed only of the proxies that the deployment trusts: anybody can send a header.
    """
    if not header or (environ.get("REMOTE_ADDR") or "") not in trusted:
        return ""
    said = environ.get(f"HTTP_{header.upper().replace('-', '_')}", "").strip().upper()
    found = _REGION.fullmatch(said)
    if found is None or found[1] in _NOWHERE:
        return ""
    return said if found[1] == "CN" else found[1]
