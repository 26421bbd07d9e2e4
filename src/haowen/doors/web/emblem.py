"""What bears the site's own marks: its colours as a style sheet, its logo and icon, the manifest for phones."""

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haowen.domain.media.showing import LOGO, OLD_ICON, logo_size, path_of
from haowen.domain.site.colouring import LIGHT, OWN, Palette, palette
from haowen.doors.web import statics
from haowen.doors.web.house import House, house
from haowen.doors.web.marks import Piece
from haowen.kit import pagestore

STATIC = Path(__file__).resolve().parent / "static" / "web"
TOKENS = "web/tokens.css"
FOR_GOOD = "public, max-age=31536000, immutable"
MASTHEAD = 36  # pixels: the height of a logo there


LOGO_STYLE = (
    "@layer parts{.logo img{block-size:2.25rem;inline-size:auto;max-inline-size:100%;object-fit:contain}"
    ".front .logo img{block-size:3rem}"
    f".plate img{{background:light-dark(#0000,{LIGHT[0]});box-shadow:0 0 0 .25rem light-dark(#0000,{LIGHT[0]})}}}}"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8)
def sheet_of(accent: str, *, has_logo: bool) -> tuple[str, str]:
    """Return address and text of the site's own sheet: it stands for the tokens, so that a page asks for no more."""
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    text = _SPACE.sub(" ", _COMMENT.sub("", tokens)).strip() + _declared(palette(accent)) + LOGO_STYLE * has_logo
    return f"/site-{hashlib.sha256(text.encode()).hexdigest()[:8]}.css", text


def _declared(made: Palette) -> str:
    accent, fill = (f"light-dark({one},{other})" for one, other in (
        (made.light.text, made.dark.text), (made.light.fill, made.dark.fill)
    ))  # fmt: skip
    return f"@layer tokens{{:root{{--accent:{accent};--fill:{fill}}}}}"


def _own_sheet(site: House) -> tuple[str, str]:
    return sheet_of(site["accent"] or OWN, has_logo=bool(site["logo"]))


def tokens_address(site: House) -> Piece:
    """Return where a page finds its tokens: the site's own sheet, or that of the house where nothing was chosen."""
    return Piece(_own_sheet(site)[0] if site["accent"] or site["logo"] else statics.address(TOKENS))


def sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the site's own sheet: ``/site-<hash>.css``. A page from before a change asks by the old hash and gets the new."""
    del request
    pagestore.depends("site")
    address, text = _own_sheet(house())
    is_named = address == f"/site-{digest}.css"
    if not is_named:
        pagestore.unkept()  # such addresses can be invented without end
    return HttpResponse(
        text,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": FOR_GOOD if is_named else "no-cache"},
    )


def logo(site: House, theme: str) -> dict[str, Any] | None:
    """Return what a masthead shows instead of the name, in a theme: addresses and size; None where there is no logo.

    ``dark`` is the logo for dark paper where the device decides; ``plate`` says that the one logo there is stands on
    light paper even in the dark, as nobody has said that it can be seen there.
    """
    if not site["logo"]:
        return None
    both = bool(site["logo_dark"])
    name = "logo_dark" if both and theme == "dark" else "logo"
    width, height = logo_size(site[f"{name}_width"], site[f"{name}_height"])
    return {
        "src": Piece(f"/media/{site[name]}/{LOGO}"),
        "dark": Piece(f"/media/{site['logo_dark']}/{LOGO}" if both and theme in ("auto", "contrast") else ""),
        "width": round(width * MASTHEAD / height),
        "height": MASTHEAD,
        "plate": not both,
    }


def logo_address(site: House) -> str:
    """Return where the site's mark lies for search engines: the logo, or the icon; empty where there is neither."""
    if site["logo"]:
        return f"/media/{site['logo']}/{LOGO}"
    return icon_address(site, 512)


def icon_address(site: House, side: int) -> str:
    """Return where the icon of a size lies; empty where the host has given none."""
    return f"/media/{site['icon']}/icon{side}.png" if site["icon"] else ""


def absolute(address: str) -> str:
    """Return an address with the site's own before it, for programs elsewhere; empty stays empty."""
    return f"{settings.BASE_URL}{address}" if address else ""


def favicon(request: HttpRequest) -> HttpResponse:
    """Give the site's icon for browsers that ask by the old name: ``/favicon.ico``."""
    del request
    pagestore.depends("site")
    own = path_of(house()["icon"], OLD_ICON) or STATIC / "favicon.ico"
    return HttpResponse(own.read_bytes(), content_type="image/x-icon")


def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the site stands among a phone's own programs: ``/manifest.webmanifest``."""
    del request
    pagestore.depends("site")
    site = house()
    icons = [
        {"src": icon_address(site, side), "sizes": f"{side}x{side}", "type": "image/png"}
        for side in (192, 512)
        if site["icon"]
    ]
    own = [{"src": statics.address("web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    said = {
        "name": site["name"],
        "short_name": site["name"],
        "lang": {"en": "en"}.get(site["default_language"], "zh-Hans"),
        "id": "/",
        "start_url": "/",
        "display": "browser",
        "background_color": LIGHT[0],
        "theme_color": LIGHT[0],
        "icons": icons or own,
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/manifest+json")
