"""What other systems export as comers: the same for all of them once their formats have been read."""

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.drafts import DraftCredit, DraftReference
from haowen.domain.articles.models import CreditRole
from haowen.domain.comments.importing import Arriving
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.doors.bringing.comers import Comer
from haowen.formats import markdown as md
from haowen.formats.foreign import LeftOut, Piece
from haowen.kit.bundles import Member, Trouble
from haowen.kit.refusals import Refused
from haowen.text import markup

_NAMED = re.compile(r'<figure data-file="([^"]*)">')
_WHOLE = re.compile(r"(?:https?://|urn:|tag:)\S+")
KEY_COLUMN = 200

Beside = Callable[[str], bytes | None]


def nothing_beside(_name: str) -> bytes | None:
    """Answer for sources that have no files beside their text."""
    return None


def comers(
    name: str, found: Iterable[Piece | LeftOut], *, kind: str, beside: Beside = nothing_beside, is_page: bool = False
) -> Iterator[Comer]:
    """Return what was found in the source of this name. ``kind`` sets apart identities that are not whole addresses."""
    for each in found:
        label = f"{name}: {each.name}" if each.name and each.name != name else name
        if isinstance(each, Piece):
            yield _comer(label, each, kind, beside, is_page=is_page)
        elif each.is_fault:
            yield Comer(label, refused=each.reason)
        else:
            yield Comer(label, remark=each.reason)


def _comer(label: str, piece: Piece, kind: str, beside: Beside, *, is_page: bool) -> Comer:
    is_remote = piece.cover.startswith(("http://", "https://"))
    body, notes = placed(piece.html, piece.files, beside)
    kept, more = _kept([] if is_remote or not piece.cover else [piece.cover], piece.files, beside)
    notes += more
    arrival = Arrival(
        key=key_of(piece.identity, kind, f"{piece.title}\n{markup.to_text(body)}"),
        title=piece.title,
        html=body,
        language=piece.language,
        summary=piece.summary,
        publisher_name=piece.author,
        published=piece.published,
        changed=piece.changed,
        cover=kept.get(piece.cover),
        cover_alt=piece.cover_alt,
        cover_address=piece.cover if is_remote else "",
        source_name=piece.source_name,
        source_url=piece.source_url,
        tags=tuple(dict.fromkeys([*piece.tags, *piece.categories[1:]])),
        category=piece.categories[0] if piece.categories else "",
        references=tuple(DraftReference(title=note.title, key=note.key, url=note.url) for note in piece.notes),
        credits=tuple(DraftCredit(CreditRole(row.role), row.name) for row in piece.credits),
        stays_draft=piece.held_back,
        is_open_to_comments=piece.is_open_to_comments,
        former_addresses=piece.addresses,
        facts={name: said for name, said in (("changed", piece.changed), ("was", piece.held_back)) if said},
    )
    comments = tuple(
        Arriving(row.key, row.name, row.text, dated(row.at, ZoneInfo("UTC")).moment, row.answers)
        for row in piece.comments
    )
    return Comer(
        label, arrival, report=[*piece.remarks, *notes], is_page=is_page, channels=piece.channels, comments=comments
    )  # fmt: skip


def trouble(member: Member) -> str:
    """Return in words why a file of a bundle is not read."""
    return {
        Trouble.OUTSIDE: _("leads out of its folder or archive"),
        Trouble.TOO_LARGE: _("is too large"),
        Trouble.BOMB: _("unpacks to far more than it holds"),
        Trouble.TOO_MANY: _("holds too many files"),
    }.get(member.trouble, _("cannot be read"))


def placed(body: str, files: Mapping[str, bytes], beside: Beside) -> tuple[str, list[str]]:
    """Return a body with the pictures in their places that came with it (``files``) or lie beside it, and what is missing."""
    named = [unquote(html.unescape(name)) for name in _NAMED.findall(body)]
    kept, notes = _kept(
        [*named, *(address for address in markup.remote_addresses(body) if address in files)], files, beside
    )
    return md.place_pictures(body, {address: media.sha256 for address, media in kept.items()}), notes


def key_of(identity: str, kind: str, content: str) -> str:
    """Return what an article is known by at import: its source's own name for it, else a hash of what it says."""
    if not identity:
        return "sha256:" + hashlib.sha256(content.encode()).hexdigest()
    key = identity if _WHOLE.fullmatch(identity) else f"{kind}:{identity}"
    return key if len(key) <= KEY_COLUMN else f"{kind}:sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def _kept(names: Iterable[str], files: Mapping[str, bytes], beside: Beside) -> tuple[dict[str, Media], list[str]]:
    """Keep the pictures that came with an article; what is not there, or no picture, is said and stays a gap."""
    kept: dict[str, Media] = {}
    notes: list[str] = []
    for name in dict.fromkeys(names):
        data = files.get(name) or beside(name)
        if data is None:
            notes.append(_("Picture not found: %(name)s") % {"name": name})
            continue
        try:
            kept[name] = keep(data, by=host_actor())
        except Refused as refusal:
            notes.append(_("Picture not usable: %(name)s: %(reason)s") % {"name": name, "reason": refusal.message})
    return kept, notes
