"""Reading an export: its tables are joined, each post becomes a piece."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from haowen.formats.foreign import Credit, LeftOut, Piece, body_of
from haowen.formats.ghost import lexical, mobiledoc
from haowen.text import languages, markup

_OWN: Final = "__GHOST_URL__"
_CONTENT = re.compile(r"^(?:__GHOST_URL__)?/?(content/(?:images|media|files)/[^?#]+)")
_OWN_PICTURE = re.compile(r"__GHOST_URL__/(content/(?:images|media|files)/)")
_SET = re.compile(r"\s(?:srcset|sizes)=\"[^\"]*\"")


class NoExportError(Exception):
    """The file is no export; the message says why, for people."""


Row = dict[str, Any]


def read(data: bytes) -> Iterator[Piece | LeftOut]:
    """Yield the posts and pages of an export's JSON. Raises NoExportError when it is none."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoExportError(_("is no JSON")) from error
    tables = _tables(document)
    if tables is None:
        raise NoExportError(_("is no export of Ghost"))
    for post in tables["posts"]:
        yield _post(post, tables)


def _tables(document: Any) -> dict[str, list[Row]] | None:
    """Return the tables, wherever a version of Ghost has put them; authors and tags beside each post are joined."""
    found = document
    if isinstance(found, dict) and isinstance(found.get("db"), list) and found["db"]:
        found = found["db"][0]
    if isinstance(found, dict) and isinstance(found.get("data"), dict):
        found = found["data"]
    if not isinstance(found, dict) or not isinstance(found.get("posts"), list):
        return None
    tables: dict[str, list[Row]] = defaultdict(list)
    for name, rows in found.items():
        if isinstance(rows, list):
            tables[name] = [_flat(row) for row in rows if isinstance(row, dict)]
    return tables


def _flat(row: Row) -> Row:
    """Return what tools for moving to Ghost write as ``{"url": …, "data": {…}}`` like a row of Ghost's own."""
    inner = row.get("data")
    return {**inner, "url": row.get("url", "")} if isinstance(inner, dict) and "title" in inner else row


def _post(post: Row, tables: dict[str, list[Row]]) -> Piece:
    title = " ".join(_text(post, "title").split())
    meta = next((row for row in tables["posts_meta"] if row.get("post_id") == post.get("id")), {})
    cover = _text(post, "feature_image") or _text(post, "image")
    body = body_of(_own(_source(post)))
    text = markup.to_text(body.html)
    authors = [name for name in (_name(row) for row in _authors(post, tables)) if name]
    tags = [
        row
        for row in _tags(post, tables)
        if not _text(row, "name").startswith("#") and row.get("visibility") != "internal"
    ]
    names = list(dict.fromkeys(_text(row, "name") for row in tags if row.get("name")))
    slug, canonical = _text(post, "slug"), _text(post, "canonical_url") or _text(meta, "canonical_url")
    url = _text(post, "url")
    remarks = list(body.remarks)
    if post.get("type") == "page" or post.get("page") in (1, True):
        remarks.insert(0, _("was a page of the site, not a post"))
    return Piece(
        name=title or slug,
        title=title or text.split("\n", 1)[0][:60],
        html=body.html,
        identity=_text(post, "uuid") or _text(post, "id") or url or slug,
        language=languages.guess(f"{title}\n{text}"),
        summary=" ".join(
            (
                _text(post, "custom_excerpt") or _text(post, "meta_description") or _text(meta, "meta_description")
            ).split()
        ),
        author=authors[0] if authors else "",
        credits=tuple(Credit("author", name) for name in authors) if len(authors) > 1 else (),
        published=_moment(post.get("published_at")),
        changed=_moment(post.get("updated_at")),
        held_back=_held_back(post),
        tags=tuple(names),
        channels=tuple(each for row in tags for each in (_text(row, "slug"), _text(row, "name")) if each),
        cover=_beside(cover),
        cover_alt=_text(post, "feature_image_alt") or _text(meta, "feature_image_alt"),
        source_url=canonical or (url if url.startswith("http") else ""),
        addresses=tuple(each for each in (f"/{slug}/" if slug else "", url) if each),
        remarks=tuple(remarks),
        files=body.files,
    )


def _source(post: Row) -> str:
    """Return the text as HTML: as Ghost rendered it, else from whichever form it was kept in."""
    if isinstance(post.get("html"), str) and post["html"].strip():
        return str(post["html"])
    forms: tuple[tuple[str, Callable[[Row], str]], ...] = (
        ("lexical", lexical.rendered),
        ("mobiledoc", mobiledoc.rendered),
    )
    for key, rendered in forms:
        if isinstance(post.get(key), str) and post[key].strip():
            try:
                document = json.loads(post[key])
            except (ValueError, RecursionError):
                continue
            if isinstance(document, dict) and (made := rendered(document)).strip():
                return made
    return "".join(f"<p>{part}</p>" for part in _text(post, "plaintext").split("\n\n") if part.strip())


def _own(source: str) -> str:
    """Return the source with the site's own files under their names in the export, and its own pages as paths."""
    if _OWN not in source:
        return source
    return _OWN_PICTURE.sub(r"\1", _SET.sub("", source)).replace(f"{_OWN}/", "/").replace(_OWN, "/")


def _beside(address: str) -> str:
    """Return the name in the export of one of the site's own files; another address as it is."""
    found = _CONTENT.match(address)
    return found[1] if found else address


def _authors(post: Row, tables: dict[str, list[Row]]) -> list[Row]:
    inner = post.get("authors") or ([post["author"]] if isinstance(post.get("author"), dict) else [])
    if isinstance(inner, list) and inner:
        return [row.get("data", row) for row in inner if isinstance(row, dict)]
    users = {row.get("id"): row for row in tables["users"]}
    links = [row for row in tables["posts_authors"] if row.get("post_id") == post.get("id")]
    keys = [row.get("author_id") for row in sorted(links, key=_order)] or [post.get("author_id")]
    return [users[key] for key in keys if key in users]


def _tags(post: Row, tables: dict[str, list[Row]]) -> list[Row]:
    if isinstance(post.get("tags"), list):
        return [
            row.get("data", row)
            for row in post["tags"]
            if isinstance(row, dict) and isinstance(row.get("data", row), dict)
        ]
    tags = {row.get("id"): row for row in tables["tags"]}
    links = [row for row in tables["posts_tags"] if row.get("post_id") == post.get("id")]
    return [tags[row["tag_id"]] for row in sorted(links, key=_order) if row.get("tag_id") in tags]


def _order(row: Row) -> int:
    order = row.get("sort_order")
    return order if isinstance(order, int) else 0


def _name(author: Row) -> str:
    """Return the name an author is shown under; never an address of mail."""
    name = " ".join(_text(author, "name").split())
    return "" if "@" in name else name


def _held_back(post: Row) -> str:
    status, visibility = _text(post, "status") or "published", _text(post, "visibility") or "public"
    if status == "scheduled":
        return _("was to be published later")
    if status == "sent":
        return _("was sent by mail only")
    if status != "published":
        return _("was a draft")
    return "" if visibility == "public" else _("was for members only")


def _moment(value: Any) -> str:
    """Return a time with its zone; Ghost keeps all times in UTC, older versions without saying so or in milliseconds."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        from datetime import UTC, datetime

        try:
            return datetime.fromtimestamp(value / 1000, UTC).isoformat()
        except (OverflowError, OSError, ValueError):
            return ""
    if not isinstance(value, str) or not value.strip():
        return ""
    written = value.strip().replace(" ", "T")
    return written if re.search(r"(?:Z|[+-]\d\d:?\d\d)$", written) or "T" not in written else f"{written}Z"


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
