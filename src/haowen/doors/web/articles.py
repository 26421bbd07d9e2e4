"""The page of an article."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.articles.models import Kind
from haowen.domain.site.models import Copies
from haowen.doors.web import discovery, errors, graphs, items, polls, statics
from haowen.doors.web.bodies import body_of, filmed
from haowen.doors.web.declarations import credits_of, declaration, in_order, label, reference
from haowen.doors.web.engine import choices_of, language_of, render
from haowen.doors.web.entries import Asked, report, words
from haowen.doors.web.house import house, trail
from haowen.doors.web.marks import Piece, avatar_of, escaped, foreign, moment
from haowen.doors.web.neighbours import around
from haowen.doors.web.shelf import shelf
from haowen.doors.web.statements import ARTICLE, ARTICLE_FOR, BEST_COMMENTS, BEST_COMMENTS_FOR, PARTS, STANDING
from haowen.doors.web.threads import selects, thread, viewer_of
from haowen.doors.words import ARTICLE_LANGUAGES
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text import markup
from haowen.text.numbers import compact
from haowen.text.titles import breaks_at_punctuation

Row = dict[str, Any]
_TONGUES = dict(ARTICLE_LANGUAGES)


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>``: an article with everything around it."""
    at = now()
    row = _load(request, public_id, at)
    if row is None:
        return obstacle(request, public_id, at)
    return render(request, "articles/show", _context(request, row, at))


def obstacle(request: HttpRequest, public_id: str, at: dt.datetime) -> HttpResponse:
    """Answer for an article that nobody may read: withdrawn, withheld, or unknown."""
    found = access.obstacle(public_id, at)
    if found is None:
        return errors.not_found(request)
    pagestore.depends(f"article:{found.article_id}", f"publisher:{found.publisher_id}")
    pagestore.valid_until(found.until)
    if found.kind == access.ObstacleKind.WITHDRAWN:
        return errors.gone(request, title=found.title, publisher=found.publisher)
    until = moment(found.until, language_of(choices_of(request))).long if found.until else ""
    return errors.withheld(request, ground=found.ground, rule=found.rule, case=found.statement, until=until)


def _load(request: HttpRequest, public_id: str, at: dt.datetime) -> Row | None:
    if (viewer := viewer_of(request)) is not None:
        return ARTICLE_FOR.row(public_id=public_id, at=at, user_id=viewer)
    return ARTICLE.row(public_id=public_id, at=at)


def _context(request: HttpRequest, row: Row, at: dt.datetime) -> Row:
    choices = choices_of(request)
    language, care = language_of(choices), choices.edition == "care"
    key, public_id = row["pk"], row["public_id"]
    pagestore.depends(
        "site", f"article:{key}", f"publisher:{row['publisher_id']}", f"comments:{key}",
        f"list:publisher:{row['publisher_id']}", "list:all",
    )  # fmt: skip
    pagestore.bounded()
    parts = _parts(row, at)
    pagestore.depends(*(f"publisher:{part['c']}" for part in (*parts["original"], *parts["repost"])))
    cited = {part["a"]: number for number, part in enumerate(parts["reference"], start=1)}
    times = markup.cited(row["revision__body__html"])
    played = filmed(row["publisher_id"], parts["picture"], at)
    body = body_of(row, parts["picture"], cited, language, played)
    viewer = viewer_of(request)
    best = [] if viewer is not None or not row["comment_count"] else BEST_COMMENTS.rows(article_id=key, at=at)
    if viewer is not None:
        best = BEST_COMMENTS_FOR.rows(article_id=key, at=at, user_id=viewer)
    threads = [thread(found, language, viewer) for found in best]
    live = report(row, Asked.of(request), language, at) if row["kind"] == Kind.LIVE else None
    beside = around(row, language, care=care)
    # What the care edition does not show is not sent; the shelf still says until when the page holds.
    below = shelf(language)
    hot = [] if care else below.hot({public_id} | beside.shown)
    articles, followers = _standing(row["publisher_id"], at, below.until)
    channel = row["channel__name_en" if language == "en" else "channel__name_zh"]
    is_open = any(one["slug"] == row["channel__slug"] for one in house()["channels"])
    steps = [(channel, f"/c/{row['channel__slug']}")] if channel and is_open else []  # a closed one has no page
    description = row["summary"] or body.begins
    address = f"{settings.BASE_URL}/a/{public_id}"
    return {
        "title": escaped(row["title"]),
        "kp": breaks_at_punctuation(row["title"]),
        "description": escaped(description),
        # What is brought out again is to be found where it was first.
        "canonical": Piece(f"/a/{parts['original'][0]['a'] if parts['original'] else public_id}"),
        "feeds": [
            *discovery.feeds(f"/@{row['publisher__handle']}", row["publisher__name"]),
            *discovery.feeds("", house()["name"]),
            *discovery.embeddings(address, row["title"]),
        ],
        "channel": row["channel__slug"],
        "tongues": _TONGUES,
        "alternates": _alternates(row, parts["translation"]),
        "graph": graphs.previews(row, parts, description, address, channel or ""),
        "jsonld": graphs.article(
            row,
            parts,
            description=description,
            address=address,
            steps=steps,
            words=body.words,
            films=played,
            live=live,
        ),
        "id": public_id,
        "address": escaped(address),
        "article_lang": row["language"],
        "trail": trail(*steps, (_("Full text"), "")),
        "publisher": items.publisher(row, language, "publisher__")
        | {
            "avatar": avatar_of(row, "publisher__avatar", row["publisher__name"]),
            "tagline": escaped(row["publisher__tagline"]),
            "tagline_lang": foreign(row["publisher__tagline"], language),
            "articles": compact(articles, language),
            "followers": compact(followers, language),
            "kept_by_host": row["publisher__is_kept_by_host"],
        },
        "credits": credits_of(parts["credit"], language),
        "time": items.time(row, language),
        "changed": moment(row["changed_at"], language) if row["changed_at"] else None,
        "source": _source(row),
        "declarations": [declaration(part, language) for part in parts["declaration"]],
        "labels": [label(part) for part in parts["label"]],
        "corrections": [
            {"note": escaped(part["a"]), "at": _stored(part["b"], language)} for part in parts["correction"]
        ],
        "licence": escaped(row["licence"]),
        "first_out": [
            {"id": part["a"], "publisher": escaped(part["b"]), "title": escaped(part["d"]), "lang": part["e"]}
            for part in parts["original"]
        ],
        "reposts": [{"id": part["a"], "publisher": escaped(part["b"])} for part in parts["repost"]],
        "has_history": row["history_shown_at"] is not None,
        "body": polls.filled(body.html, row, language, viewer, get_token(request) if viewer is not None else ""),
        "kind": row["kind"],
        "is_untitled": row["kind"] == Kind.SHORT and body.begins.startswith(row["title"].rstrip("…")),
        "more_css": [Piece(statics.address("web/kinds.css"))] if body.has_parts or live else [],
        "more_js": [Piece(statics.address("web/live.js"))] if live and not live.ended else [],
        "live": live.html if live else "",
        "live_ended": live.ended if live else "",
        "live_words": words() if live else {},
        "references": [
            reference(part, number, times.get(part["a"], 0), language)
            for number, part in enumerate(parts["reference"], start=1)
        ],
        "shows_copies": house()["copies"] == Copies.PUBLIC,
        "tags": [{"slug": quote(part["a"]), "name": escaped(part["b"])} for part in parts["tag"]],
        "series": {"id": row["series__public_id"], "title": escaped(row["series__title"])}
        if row["series__title"]
        else None,
        "notice": house()["notices"].get(row["origin"]),
        "comment_count": compact(row["comment_count"], language),
        "has_one_comment": row["comment_count"] == 1,
        "likes": compact(row["like_count"], language),
        "bookmarks": compact(row["bookmark_count"], language),
        "may_comment": row["may_comment"],
        "selects": selects(row),
        "marks": {name: row.get(name, False) for name in ("liked", "bookmarked", "followed")},
        "threads": threads,
        "order": "best",
        "related": beside.related,
        "past": beside.past,
        "hot": hot,
        "as_of": below.as_of,
        "related_as_of": beside.as_of,
        "headlines": "" if care else below.headlines,
        "originals": "" if care else below.originals,
    }


def _source(row: Row) -> Piece:
    """Return where the text comes from: the named source, else the publisher."""
    name = escaped(row["source_name"] or row["publisher__name"])
    if not (row["source_name"] and row["source_url"]):
        return name
    return Piece(f'<a href="{escaped(row["source_url"])}" rel="external nofollow">{name}</a>')


def _parts(row: Row, at: dt.datetime) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = {
        name: []
        for name in (
            "reference",
            "declaration",
            "credit",
            "picture",
            "label",
            "correction",
            "tag",
            "translation",
            "repost",
            "original",
        )
    }
    found = PARTS.rows(
        revision_id=row["revision_id"], article_id=row["pk"], of_id=row["translation_of_id"] or row["pk"], at=at
    )
    for part in found:
        kinds[part["part"]].append(part)
    kinds["reference"] = in_order(kinds["reference"], row["revision__body__html"])
    return kinds


def _standing(publisher_id: int, at: dt.datetime, until: dt.datetime | None) -> tuple[int, int]:
    """Return how many articles and followers a publisher has, kept for all its articles till the clock changes lists."""

    def count() -> str:
        pagestore.depends(f"publisher:{publisher_id}", f"list:publisher:{publisher_id}")
        pagestore.valid_until(until)
        pagestore.bounded()
        counted = STANDING.rows(publisher_id=publisher_id, at=at)[0]
        return f"{counted['article_count']} {counted['follower_count']}"

    articles, followers = pagestore.fragment("standing", str(publisher_id), count).split()
    return int(articles), int(followers)


def _alternates(row: Row, translations: list[Row]) -> list[tuple[str, Piece]]:
    if not translations:
        return []
    return [(row["language"], Piece(f"/a/{row['public_id']}"))] + [
        (part["b"], Piece(f"/a/{part['a']}")) for part in translations
    ]


def _stored(text: str, language: str) -> Any:
    """Return a time that came through a text column."""
    at = dt.datetime.fromisoformat(text)
    return moment(at if at.tzinfo else at.replace(tzinfo=dt.UTC), language)
