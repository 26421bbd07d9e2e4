"""An article as a page by itself, and the list of all: what any browser opens, without this program."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from haowen.formats.archive.views import View
from haowen.formats.archive.words import words_of
from haowen.text import markup

_POSTER: Final = re.compile(r'<img src="\.\./media/(?P<name>[0-9a-f]{64}\.shown\.webp)"(?P<rest>[^>]*) alt="[^"]*">')
_STYLE: Final = (
    "body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.8 serif;color:#1a1a1a;background:#fff}"
    "img,video{max-width:100%;height:auto}figure{margin:1.5rem 0}figcaption,.by,.note{color:#555;font-size:.9rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .6rem}pre{overflow:auto;background:#f4f4f4;padding:1rem}"
    "blockquote{border-left:3px solid #bbb;margin-left:0;padding-left:1rem}.note{border:1px solid #bbb;padding:.5rem 1rem}"
)


def page(view: View) -> bytes:
    """Return the whole page of an article."""
    words = words_of(view.language)
    title = str(view.revision.get("title") or view.article["title"])
    parts = [
        f"<h1>{escape(title)}</h1>",
        _byline(view, words),
        _standing(view, words),
        _declared(view, words),
        f"<div>{_body(view, view.html, words)}</div>",
        _entries(view, words),
        _references(view, words),
        _corrections(view, words),
    ]
    article = "\n".join(part for part in parts if part)
    return _document(view.language, title, "\n".join(_meta(view, title)), f"<article>\n{article}\n</article>")


def index(language: str, name: str, lines: Iterable[str]) -> Iterable[bytes]:
    """Yield the page that lists all articles."""
    head, foot = _document(language, name, "", f"<h1>{escape(name)}</h1>\n<ul>\0</ul>").split(b"\0")
    yield head
    for line in lines:
        yield line.encode()
    yield foot


def index_line(view: View) -> str:
    """Return an article's line in the list of all."""
    words = words_of(view.language)
    title = str(view.revision.get("title") or view.article["title"]) or view.article["public_id"]
    when = view.published[:10] or words["date_unknown"]
    state = f" · {escape(words[view.state])}" if view.state in words else ""
    where = f"articles/{view.article['public_id']}"
    return (
        f'<li lang="{escape(view.language)}"><a href="{where}.html">{escape(title)}</a> '
        f'<small>{escape(when)}{state} · <a href="{where}.md">Markdown</a> · <a href="{where}.json">JSON</a></small></li>\n'
    )


def _document(language: str, title: str, meta: str, body: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{escape(title)}</title>\n'
        f'<meta name="generator" content="Haowen">\n{meta}\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    ).encode()


def _meta(view: View, title: str) -> Iterable[str]:
    article, revision = view.article, view.revision
    yield f'<link rel="canonical" href="{escape(view.address)}">'
    named: dict[str, Any] = {
        "description": revision.get("summary"),
        "author": ", ".join(row["name"] for row in view.rows("credits")) or view.publisher["name"],
        "keywords": ", ".join(article.get("tags", ())),
        "license": article["licence"],
        "haowen:id": article["public_id"],
        "haowen:state": view.state or "published",
    }
    shared: dict[str, Any] = {
        "og:type": "article",
        "og:title": title,
        "og:url": view.address,
        "og:description": revision.get("summary"),
        "og:image": f"../media/{view.cover.name}" if view.cover else "",
        "og:image:alt": revision.get("cover_alt"),
        "article:section": view.channel,
        "article:published_time": view.published,
        "article:modified_time": article["changed_at"],
    }
    yield from (f'<meta name="{name}" content="{escape(str(value))}">' for name, value in named.items() if value)
    yield from (f'<meta property="{name}" content="{escape(str(value))}">' for name, value in shared.items() if value)
    for row in view.rows("declarations"):
        yield f'<meta name="haowen:declaration" content="{escape(_said(row))}">'


def _said(row: Mapping[str, Any]) -> str:
    told = [row["kind"], *(row.get(name) for name in ("note", "source_name", "source_url", "event_on", "place"))]
    return "; ".join(str(each) for each in told if each)


def _byline(view: View, words: Mapping[str, str]) -> str:
    names = [row["name"] for row in view.rows("credits")]
    who = " · ".join(escape(each) for each in (view.publisher["name"], *names))
    when = view.published
    told = f'<time datetime="{escape(when)}">{escape(when[:10])}</time>' if when else escape(words["date_unknown"])
    if changed := view.article["changed_at"]:
        told += f' · {escape(words["changed"])} <time datetime="{escape(changed)}">{escape(changed[:10])}</time>'
    return f'<p class="by">{who} · {told} · <a href="{escape(view.address)}">{escape(words["address"])}</a></p>'


def _standing(view: View, words: Mapping[str, str]) -> str:
    if not view.state:
        return ""
    why = ""
    if view.statement is not None:
        why = f": {escape(str(view.statement['rule']))}<br>{escape(str(view.statement['facts']))}"
    return f'<p class="note">{escape(words.get(view.state, view.state))}{why}</p>'


def _declared(view: View, words: Mapping[str, str]) -> str:
    lines = []
    for row in view.rows("declarations"):
        more = [row.get("note"), row.get("source_name"), row.get("event_on"), row.get("place")]
        if row.get("answered_by"):
            more.append(f"{words['answered_by']} {row['answered_by']}")
        told = " · ".join(escape(str(each)) for each in (words.get(row["kind"], row["kind"]), *more) if each)
        if address := row.get("source_url"):
            told += f' · <a href="{escape(address)}">{escape(address)}</a>'
        lines.append(f"<li>{told}</li>")
    return f'<ul class="note" aria-label="{escape(words["declarations"])}">{"".join(lines)}</ul>' if lines else ""


def _entries(view: View, words: Mapping[str, str]) -> str:
    """Return the entries of a live report."""
    return "\n".join(
        f'<section>\n<h3><time datetime="{escape(at)}">{escape(at[:16].replace("T", " "))}</time> {escape(title)}</h3>\n'
        f"{_body(view, html, words)}\n</section>"
        for at, title, html in view.entries
    )


def _body(view: View, html: str, words: Mapping[str, str]) -> str:
    body = markup.carried(html, base=view.base, page="", pictures=view.pictures(), cited=view.cited(), words=words)
    films = {shown.name: shown.played for shown in view.media.values() if shown.played}
    return _POSTER.sub(lambda found: _film(found, films), str(body)) if films else str(body)


def _film(found: re.Match[str], films: Mapping[str, str]) -> str:
    """Put the film where its poster stands."""
    if found["name"] not in films:
        return found[0]
    source = f"../media/{films[found['name']]}"
    return f'<video controls preload="none" src="{source}" poster="../media/{found["name"]}"{found["rest"]}></video>'


def _references(view: View, words: Mapping[str, str]) -> str:
    lines = []
    for at, row in enumerate(view.rows("references"), 1):
        told = " · ".join(
            escape(str(row[name])) for name in ("title", "outlet", "authors", "dated_on") if row.get(name)
        )
        if row.get("url"):
            told += f' · <a href="{escape(row["url"])}">{escape(row["url"])}</a>'
        lines.append(f'<li id="r{at}">{told}</li>')
    return f"<h2>{escape(words['references'])}</h2>\n<ol>{''.join(lines)}</ol>" if lines else ""


def _corrections(view: View, words: Mapping[str, str]) -> str:
    lines = [
        f'<li><time datetime="{escape(row["at"])}">{escape(row["at"][:10])}</time> {escape(row["note"])}</li>'
        for row in view.article.get("corrections", ())
    ]
    return f"<h2>{escape(words['corrections'])}</h2>\n<ul>{''.join(lines)}</ul>" if lines else ""
