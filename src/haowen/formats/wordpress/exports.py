"""Reading an export: once for what its parts refer to, once for the parts; the file is never in memory as a whole."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from haowen.formats.foreign import Credit, LeftOut, Piece, Said, body_of
from haowen.formats.foreign.xmlreading import BrokenError, Opened, items, named, text_of
from haowen.formats.wordpress.paragraphs import with_paragraphs
from haowen.formats.wordpress.shortcodes import Attachment, resolved
from haowen.text import languages, markup

_PARTS: Final = frozenset({"item", "{*}author", "{*}base_blog_url", "{*}base_site_url"})
_UNSEEN: Final = frozenset({
    "attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block",
    "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face",
})  # fmt: skip
_BLOCK_EDITOR = re.compile(r"<!--\s*wp:")
_MARK = re.compile(r"<!--\s*(?:more(?:\s[^>]*?)?|noteaser|nextpage|/?wp:(?:more|nextpage)\b.*?)\s*-->", re.DOTALL)
_MADE_LATER = re.compile(r"<!--\s*wp:([\w/-]+)\s*(?:\{(?:(?!-->).)*\}\s*)?/-->", re.DOTALL)
_BRACKETS = re.compile(r"\[/?[a-z][\w-]*(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\]", re.IGNORECASE)
_SILENT: Final = frozenset({"spacer", "separator", "more", "nextpage", "post-title", "post-date", "post-author"})
_ZERO = re.compile(r"0000|-0001|1970-01-01 00:00:00")
_NUMBERED_SLUG: Final = "_wp_old_slug"


@dataclass(slots=True)
class _Site:
    """What parts of an export refer to."""

    name: str = ""
    base: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)  # reusable parts of posts
    left: Counter[str] = field(default_factory=Counter)
    count: int = 0
    foreign: int = 0  # items that no WordPress wrote
    broken: str = ""


def read(opened: Opened) -> Iterator[Piece | LeftOut]:
    """Yield what an export holds, in its order, and at the end what was left out of it.

    A file that is not well-formed is read as far as it is whole; where mending it loses nothing, it is mended.
    """
    site, mends = _surveyed(opened)
    if site.broken and not site.count:
        yield LeftOut("", site.broken, is_fault=True)
        return
    if not site.count:
        yield LeftOut("", _("has no articles in it"), is_fault=True)
        return
    if site.foreign == site.count:
        yield LeftOut("", _("is a feed, not an export of WordPress; haowen import feed reads it"), is_fault=True)
        return
    if mends:
        yield LeftOut("", _("was not well-formed and has been mended: no text of it is lost"))
    try:
        for element in items(opened, frozenset({"item"}), mends=mends):
            yield from _item(element, site)
    except BrokenError as reason:
        yield LeftOut(
            "", _("is cut off or broken; what stands before is here. It %(reason)s") % {"reason": reason}, is_fault=True
        )
    for kind, count in sorted(site.left.items()):
        yield LeftOut("", _what_was_left(kind, count))


def _surveyed(opened: Opened) -> tuple[_Site, bool]:
    """Return what the file refers to, and whether it has to be mended to be read to its end."""
    site = _survey(opened, mends=False)
    if not site.broken:
        return site, False
    mended = _survey(opened, mends=True)
    if mended.count > site.count or (mended.count == site.count and not mended.broken):
        return mended, True
    return site, False


def _survey(opened: Opened, *, mends: bool) -> _Site:
    site = _Site()
    try:
        for element in items(opened, _PARTS, mends=mends):
            name = named(element)[1]
            said = _said(element)
            if name == "author" and (login := said.get("author_login", "")):
                site.authors[login] = _display_name(said, login)
            elif name in {"base_blog_url", "base_site_url"}:
                site.base = (element.text or "").strip() if name == "base_blog_url" or not site.base else site.base
                site.name = site.name or _channel_title(element)
            elif name == "item":
                site.count += 1
                site.foreign += not ({"post_id", "post_type", "status"} & said.keys())
                _note(element, said, site)
    except BrokenError as reason:
        site.broken = str(reason)
    return site


def _channel_title(element: etree._Element) -> str:
    parent = element.getparent()
    return " ".join((parent.findtext("title") or "").split()) if parent is not None else ""


def _note(element: etree._Element, said: dict[str, str], site: _Site) -> None:
    number = said.get("post_id", "")
    if said.get("post_type") == "attachment" and number:
        meta = _meta(element)
        site.attachments[number] = Attachment(
            said.get("attachment_url") or said.get("guid", ""), meta.get("_wp_attachment_image_alt", ""), said.get("excerpt", ""),
            said.get("post_parent", ""),
        )  # fmt: skip
    elif said.get("post_type") == "wp_block" and number:
        site.blocks[number] = said.get("encoded", "")


def _said(element: etree._Element) -> dict[str, str]:
    """Return the texts of an element's children by name; the excerpt, which shares its name with the content, apart."""
    found: dict[str, str] = {}
    for child in element:
        space, name = named(child)
        key = "excerpt" if name == "encoded" and "excerpt" in space else name
        found.setdefault(key, text_of(child).strip() if key != "encoded" else text_of(child))
    return found


def _meta(element: etree._Element) -> dict[str, str]:
    rows = (_said(child) for child in element if named(child)[1] == "postmeta")
    return {row["meta_key"]: row.get("meta_value", "") for row in rows if "meta_key" in row}


def _display_name(said: dict[str, str], login: str) -> str:
    """Return the name an author is shown under; never an address of mail."""
    whole = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
    names = (said.get("author_display_name", ""), whole, login)
    return next((name for name in names if name and "@" not in name), "")


def _item(element: etree._Element, site: _Site) -> Iterator[Piece | LeftOut]:
    said = _said(element)
    kind = said.get("post_type", "post")
    title = markup.to_text(said.get("title", "")).replace("\n", " ").strip()
    name = title or said.get("post_name", "") or said.get("post_id", "")
    if kind in _UNSEEN:
        site.left[kind] += 1
    elif said.get("status") in {"trash", "auto-draft"} and (
        said["status"] == "trash" or not said.get("encoded", "").strip()
    ):
        reason = (
            _("was in the trash") if said["status"] == "trash" else _("is an empty draft that WordPress made by itself")
        )
        yield LeftOut(name, reason)
    elif not title and not said.get("encoded", "").strip():
        yield LeftOut(name, _("has no text"))
    else:
        yield _piece(element, said, site, title=title, name=name)


def _piece(element: etree._Element, said: dict[str, str], site: _Site, *, title: str, name: str) -> Piece:
    meta = _meta(element)
    link = said.get("link", "")
    source, remarks = _source(said, site)
    written = _BRACKETS.sub(" ", said.get("encoded", ""))
    body = body_of(source, base=link if link.startswith("http") else site.base, said=written)
    text = markup.to_text(body.html)
    authors = _authors(element, said, site)
    thumbnail = site.attachments.get(meta.get("_thumbnail_id", ""))
    comments, others = _comments(element)
    kind = said.get("post_type", "post")
    if kind != "post":
        remarks.append(
            _("was a page of the site, not a post")
            if kind == "page"
            else _("was of the kind %(kind)s") % {"kind": kind}
        )
    terms = [
        (child.get("domain") or "", child.get("nicename") or "", text_of(child).strip())
        for child in element if child.tag == "category"
    ]  # fmt: skip
    return Piece(
        name=name,
        title=title or text.split("\n", 1)[0][:60],
        html=body.html,
        identity=f"{where}#{said.get('post_id', '')}" if (where := said.get("guid") or site.base or link) else "",
        language=languages.guess(f"{title}\n{text}"),
        summary=" ".join(markup.to_text(said.get("excerpt", "")).split()),
        author=authors[0] if authors else "",
        credits=tuple(Credit("author", each) for each in authors) if len(authors) > 1 else (),
        published=_moment(said, "post_date"),
        changed=_moment(said, "post_modified"),
        held_back=_held_back(said),
        tags=tuple(dict.fromkeys(word for domain, _slug, word in terms if domain in {"post_tag", "tag"} and word)),
        channels=tuple(dict.fromkeys(
            each for domain, slug, word in terms if domain == "category" and slug != "uncategorized" for each in (slug, word) if each
        )),
        categories=tuple(
            dict.fromkeys(word for domain, slug, word in terms if domain == "category" and slug != "uncategorized" and word)
        ),
        cover=thumbnail.url if thumbnail else "",
        cover_alt=thumbnail.alt if thumbnail else "",
        source_name=site.name,
        source_url=link if link.startswith("http") else "",
        addresses=tuple(_addresses(said, meta, site.base)),
        comments=tuple(comments),
        is_open_to_comments=said.get("comment_status", "open") == "open",
        remarks=(*remarks, *body.remarks, *others),
        files=body.files,
    )  # fmt: skip


def _source(said: dict[str, str], site: _Site) -> tuple[str, list[str]]:
    """Return a post's content as HTML, and what is to be said about it."""
    written = said.get("encoded", "")
    made_later: list[str] = []

    def part(block: re.Match[str]) -> str:
        ref = re.search(r'"ref"\s*:\s*(\d+)', block[0])
        if block[1] == "block" and ref and ref[1] in site.blocks:
            return site.blocks[ref[1]]
        if block[1] not in _SILENT:
            made_later.append(block[1])
        return ""

    is_of_blocks = bool(_BLOCK_EDITOR.search(written))
    source = _MARK.sub("\n\n", _MADE_LATER.sub(part, written))
    source, found = resolved(source, site.attachments, said.get("post_id", ""))
    remarks = []
    if made_later:
        remarks.append(
            _("Parts that WordPress makes when a page is shown are not here: %(names)s")
            % {"names": ", ".join(dict.fromkeys(made_later))}
        )
    if found.unknown:
        remarks.append(
            _("Kept as text, as nothing here knows them: %(names)s")
            % {"names": ", ".join(f"[{each}]" for each in found.unknown)}
        )
    if found.missing:
        remarks.append(_("Pictures that the export does not hold: %(names)s") % {"names": ", ".join(found.missing)})
    return (source if is_of_blocks else with_paragraphs(source)), remarks


def _authors(element: etree._Element, said: dict[str, str], site: _Site) -> list[str]:
    """Return the names it appears under: those of an extension for several authors, else the one of WordPress."""
    several = [
        text_of(child).strip() for child in element if child.tag == "category" and child.get("domain") == "author"
    ]
    names = [site.authors.get(each, each) for each in several]
    login = said.get("creator") or said.get("author", "")
    return list(dict.fromkeys(name for name in names or [site.authors.get(login, login)] if name and "@" not in name))


def _held_back(said: dict[str, str]) -> str:
    if said.get("post_password"):
        return _("was protected by a password")
    return {
        "draft": _("was a draft"),
        "auto-draft": _("was a draft"),
        "pending": _("was waiting for review"),
        "future": _("was to be published later"),
        "private": _("was private"),
    }.get(
        said.get("status", "publish"),
        "" if said.get("status", "publish") in {"publish", "inherit"} else _("was not public"),
    )


def _moment(said: dict[str, str], key: str) -> str:
    """Return a time with its zone: the export's own in UTC, else that of the feed, else the local one without a zone."""
    if (moment := said.get(f"{key}_gmt", "")) and not _ZERO.match(moment):
        return moment.replace(" ", "T") + "Z"
    if key == "post_date" and (moment := said.get("pubDate", "")) and "-0001" not in moment:
        try:
            found = parsedate_to_datetime(moment)
        except ValueError:
            found = None
        if found is not None and found > datetime(1971, 1, 1, tzinfo=found.tzinfo or UTC):
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    moment = said.get(key, "")
    return "" if _ZERO.match(moment) else moment


def _addresses(said: dict[str, str], meta: dict[str, str], base: str) -> Iterator[str]:
    link, guid, number = said.get("link", ""), said.get("guid", ""), said.get("post_id", "")
    if link:
        yield link
    if guid.startswith(("http://", "https://")):
        yield guid
    if number and base:
        yield f"{base.rstrip('/')}/?p={number}"
    if (slug := meta.get(_NUMBERED_SLUG)) and said.get("post_name") and said["post_name"] in link:
        yield link.replace(said["post_name"], slug)


def _comments(element: etree._Element) -> tuple[list[Said], list[str]]:
    """Return the comments that readers saw, and what is to be said about the others."""
    kept: list[Said] = []
    unseen, pings = 0, 0
    for child in element:
        if named(child)[1] != "comment":
            continue
        said = _said(child)
        if said.get("comment_type", "") not in {"", "comment"}:
            pings += 1
        elif said.get("comment_approved") != "1" or not said.get("comment_content"):
            unseen += 1
        else:
            moment = said.get("comment_date_gmt", "")
            parent = said.get("comment_parent", "0")
            kept.append(
                Said(
                    key=said.get("comment_id", ""),
                    name=said.get("comment_author", ""),
                    text=markup.to_text(with_paragraphs(said["comment_content"])),
                    at="" if not moment or _ZERO.match(moment) else moment.replace(" ", "T") + "Z",
                    answers="" if parent == "0" else parent,
                )
            )
    remarks = []
    if unseen:
        remarks.append(
            ngettext(
                "%(count)d comment was not approved there and is not here",
                "%(count)d comments were not approved there and are not here",
                unseen,
            )
            % {"count": unseen}
        )
    if pings:
        remarks.append(
            ngettext(
                "%(count)d notice of a link from elsewhere is not here",
                "%(count)d notices of links from elsewhere are not here",
                pings,
            )
            % {"count": pings}
        )
    return kept, remarks


def _what_was_left(kind: str, count: int) -> str:
    if kind == "attachment":
        return ngettext(
            "%(count)d file of its library; what articles show of them is fetched",
            "%(count)d files of its library; what articles show of them is fetched",
            count,
        ) % {"count": count}
    return ngettext(
        "%(count)d part that is no article (%(kind)s)", "%(count)d parts that are no articles (%(kind)s)", count
    ) % {"count": count, "kind": kind}
