"""Handles and names: what they look like, and whether they are free."""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from haowen.domain.publishers.models import FormerHandle, Publisher
from haowen.kit.refusals import Refused

HANDLE_LEAST, HANDLE_MOST = 3, 30
NAME_LEAST, NAME_MOST = 2, 30
_TRUNK = HANDLE_MOST - 6  # what of a long handle a number behind it never pushes out
_HANDLE = re.compile(r"[a-z0-9_]{3,30}")
# Controls, marks of direction and of joining, and letters and signs that show nothing.
_INVISIBLE = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)

# Words by which readers would take a publisher for the host itself.
RESERVED = frozenset(
    [
        "about",
        "abuse",
        "account",
        "accounts",
        "admin",
        "administrator",
        "api",
        "app",
        "editor",
        "editors",
        "everyone",
        "feed",
        "guanfang",
        "haowen",
        "help",
        "host",
        "info",
        "login",
        "logout",
        "mail",
        "media",
        "mod",
        "moderator",
        "moderators",
        "news",
        "notice",
        "null",
        "official",
        "operator",
        "owner",
        "postmaster",
        "privacy",
        "report",
        "root",
        "search",
        "security",
        "setup",
        "site",
        "staff",
        "static",
        "studio",
        "support",
        "system",
        "team",
        "terms",
        "undefined",
        "webmaster",
        "www",
        "zhanfang",
    ]
)


def checked_handle(handle: str, *, may_claim: bool = False, but: Publisher | None = None) -> str:
    """Return the handle as it is kept. Raises Refused when it has the wrong form, is reserved or is taken.

    ``may_claim``: one that the host keeps for somebody is free to be asked for. ``but``: whose own handles are free.
    """
    handle = handle.strip().removeprefix("@").lower()
    if not _HANDLE.fullmatch(handle):
        raise Refused(_("A handle has 3 to 30 small letters, digits or underscores."), field="handle")
    if handle in RESERVED:
        raise Refused(_("This handle is kept for the host. Please choose another."), field="handle")
    if is_taken(handle, may_claim=may_claim, but=but):
        raise Refused(_("This handle is taken. Please choose another."), field="handle")
    return handle


def is_taken(handle: str, *, may_claim: bool = False, but: Publisher | None = None) -> bool:
    """Whether somebody has this handle or once had it."""
    holders = Publisher.objects.filter(handle__iexact=handle)
    former = FormerHandle.objects.filter(handle__iexact=handle)
    if may_claim:
        holders = holders.filter(is_kept_by_host=False)
    if but is not None:
        holders, former = holders.exclude(pk=but.pk), former.exclude(publisher=but)
    return holders.exists() or former.exists()


def checked_name(name: str) -> str:
    """Return a publisher's name as it is kept: one line, 2 to 30 characters, nothing invisible in it."""
    name = " ".join(_INVISIBLE.sub("", name).split())
    if not NAME_LEAST <= len(name) <= NAME_MOST:
        raise Refused(_("A name has 2 to 30 characters."), field="name")
    return name


def handle_for(name: str) -> str:
    """Return a free handle for a name: its letters, Chinese ones in pinyin."""
    return handles_for([name])[name]


def handles_for(names: Iterable[str]) -> dict[str, str]:
    """Return a free handle for each name, no two the same."""
    bases = {name: _base(name) for name in names}
    if not bases:
        return {}
    # Whatever begins like one of the bases, with or without a number behind it, may stand in its way.
    begins = reduce(or_, (Q(handle__istartswith=base[:_TRUNK]) for base in set(bases.values())))
    taken = {
        handle.lower()
        for model in (Publisher, FormerHandle)
        for handle in model.objects.filter(begins).values_list("handle", flat=True)
    } | RESERVED
    handles = {}
    for name, base in bases.items():
        handle, number = base, 1
        while handle in taken:
            number += 1
            tail = f"_{number}"
            handle = f"{base[: HANDLE_MOST - len(tail)].rstrip('_')}{tail}"
        taken.add(handle)
        handles[name] = handle
    return handles


def _base(name: str) -> str:
    from pypinyin import lazy_pinyin

    plain = re.sub(r"[^a-z0-9]+", "_", "".join(_syllables(lazy_pinyin(name))).lower()).strip("_")
    base = (plain or "publisher")[:HANDLE_MOST].strip("_")
    return base if len(base) >= HANDLE_LEAST else f"{base}_hao"


def _syllables(parts: list[str]) -> list[str]:
    # What is not Chinese comes back in one piece; accents fall away, so that "Café" becomes "cafe".
    import unicodedata

    return ["".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c)) for part in parts]
