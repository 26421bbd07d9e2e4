"""An article as Markdown with front matter: what Hugo, Jekyll and ``haowen import markdown`` read."""

import json
from collections.abc import Mapping
from typing import Any, Final

from haowen.formats.archive.views import View
from haowen.formats.markdown.writing import written

_REFERENCE: Final = {
    "key": "id", "title": "title", "outlet": "outlet", "authors": "authors", "dated_on": "date", "url": "url",
    "accessed_on": "accessed",
}  # fmt: skip
_DECLARATION: Final = ("kind", "note", "source_name", "source_url", "event_on", "place")


def text(view: View) -> bytes:
    """Return an article's Markdown, its front matter in YAML whose values are JSON."""
    head = "".join(f"{name}: {_told(value)}\n" for name, value in _front(view).items())
    pictures = {key: f"../media/{shown.name}" for key, shown in view.media.items()}
    played = {key: f"../media/{shown.played}" for key, shown in view.media.items() if shown.played}
    parts = [written(view.html, pictures=pictures, played=played)]
    for at, title, html in view.entries:
        heading = f"{at[:16].replace('T', ' ')} {title}".strip()
        parts.append(f"## {heading}\n\n{written(html, pictures=pictures, played=played)}")
    body = "\n".join(parts)
    notes = "\n".join(_note(row) for row in view.rows("references"))
    return f"---\n{head}---\n\n{body}\n{notes}".rstrip().encode() + b"\n"


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _front(view: View) -> Mapping[str, Any]:
    article, revision = view.article, view.revision
    front = {
        "title": revision.get("title") or article["title"],
        "date": view.published,
        "lastmod": article["changed_at"],
        "draft": True if view.state else None,
        "state": view.state,
        "language": article["language"],
        "summary": revision.get("summary"),
        "publisher": view.publisher["name"],
        "channel": view.channel,
        "kind": article["kind"] if article["kind"] != "article" else "",
        "origin": article["origin"],
        "tags": list(article.get("tags", ())),
        "series": view.series,
        "series_position": article["series_position"],
        "cover": f"../media/{view.cover.name}" if view.cover else "",
        "cover_alt": revision.get("cover_alt"),
        "credits": [{"role": row["role"], "name": row["name"]} for row in view.rows("credits")],
        "declarations": [{name: row[name] for name in _DECLARATION if row.get(name)} for row in view.rows("declarations")],
        "references": [
            {said: row[name] for name, said in _REFERENCE.items() if row.get(name)} for row in view.rows("references")
        ],
        "source_name": article["source_name"],
        "source_url": article["source_url"],
        "licence": article["licence"],
        "url": f"/a/{article['public_id']}",
        "aliases": [f"{row['host']}{row['path']}" for row in article.get("former_addresses", ())],
    }  # fmt: skip
    return {name: value for name, value in front.items() if value not in (None, "", [])}


def _note(row: Mapping[str, Any]) -> str:
    """Return a reference as a footnote, for programs that know no references."""
    words = " · ".join(str(row[name]) for name in ("title", "outlet", "authors", "dated_on") if row.get(name))
    words = words.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("[", "\\[").replace("<", "\\<")
    return f"[^{row['key']}]: {words}" + (f" · <{row['url']}>" if row.get("url") else "") + "\n"
