"""The kinds of pages that the demonstration has, one address for each, and who may look at it."""

import sqlite3
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

KINDS = {"gallery": "gallery", "short": "short post", "video": "video", "live": "live report"}
"""Kinds of articles that have a page of their own sort. The plain one with the most references has a note and a poll, too."""
VISITOR, READER, WRITER, OPERATOR = "", "laozhou", "owner.windowsill", "operator"


class Place(NamedTuple):
    """One kind of page."""

    name: str
    path: str
    who: str = VISITOR
    status: int = 200


def places(folder: Path) -> list[Place]:
    """Return a page of every kind, by looking into the folder of a site."""
    with sqlite3.connect(f"file:{folder / 'haowen.sqlite3'}?mode=ro", uri=True) as rows:

        def one(statement: str, *values: str) -> str:
            found = rows.execute(statement, values).fetchone()
            assert found is not None, statement
            return str(found[0])

        article, in_english = longest(folder, "zh-Hans"), longest(folder, "en")
        kinds = "SELECT public_id FROM articles_article WHERE kind = ? ORDER BY id DESC LIMIT 1"
        commented = one(
            "SELECT a.public_id FROM comments_comment c JOIN articles_article a ON a.id = c.article_id"
            " GROUP BY a.id ORDER BY count(*) DESC LIMIT 1"
        )
        answer = one(
            "SELECT '/a/' || a.public_id || '/comments/' || c.floor FROM comments_comment c"
            " JOIN articles_article a ON a.id = c.article_id WHERE c.answers_id IS NOT NULL ORDER BY c.id LIMIT 1"
        )
        own = one("SELECT a.public_id FROM articles_article a JOIN publishers_publisher p ON p.id = a.publisher_id"
                  " WHERE p.handle = 'windowsill' ORDER BY a.id LIMIT 1")  # fmt: skip
        tag = one("SELECT slug FROM articles_tag ORDER BY id LIMIT 1")
        series = one("SELECT public_id FROM articles_series ORDER BY id LIMIT 1")
        original = one("SELECT slug FROM headlines_vertical ORDER BY position LIMIT 1")
        case = one("SELECT number FROM moderation_case ORDER BY number LIMIT 1")
        letter = one("SELECT number || '-' || secret FROM moderation_case ORDER BY number LIMIT 1")
        application = one("SELECT public_id FROM publishers_application ORDER BY id LIMIT 1")
    return [
        Place("front", "/"),
        Place("article", f"/a/{article}"),
        Place("article in English", f"/a/{in_english}"),
        *(Place(name, f"/a/{one(kinds, kind)}") for kind, name in KINDS.items()),
        Place("comments", f"/a/{commented}/comments"),
        Place("comment", answer),
        Place("channel", "/c/tech"),
        Place("publisher", "/@windowsill"),
        Place("tag", f"/t/{quote(tag)}"),
        Place("series", f"/s/{series}"),
        Place("original", f"/o/{original}"),
        Place("hot", "/hot"),
        Place("search", "/search?q=%E6%B0%B4"),
        Place("search without a find", "/search?q=zzzzqqqq"),
        Place("search without a word", "/search"),
        Place("why", f"/why?about={article}&reason=popular"),
        Place("how we rank", "/how-we-rank"),
        Place("how we decide", "/how-we-decide"),
        Place("about", "/about"),
        Place("terms", "/terms"),
        Place("not there", "/a/nothing", status=404),
        Place("sign in", "/accounts/login/?next=/"),
        Place("sign up", "/accounts/signup/"),
        Place("forgotten password", "/accounts/password/reset/"),
        Place("join", "/join"),
        Place("report", f"/report?about=/a/{article}"),
        Place("case letter", f"/cases/{letter}"),
        Place("article, signed in", f"/a/{article}", READER),
        Place("new comment", f"/a/{commented}/comments/new?answers=1", READER),
        Place("apply", "/join", READER),
        Place("apply: first step", "/join/1", READER),
        Place("bookmarks", "/accounts/bookmarks", READER),
        Place("preferences", "/accounts/preferences", READER),
        Place("e-mail", "/accounts/email/", READER),
        Place("password", "/accounts/password/change/", READER),
        Place("second factor", "/accounts/2fa/", READER),
        Place("passkeys", "/accounts/2fa/webauthn/", READER),
        Place("sign out", "/accounts/logout/", READER),
        Place("studio", "/studio", WRITER),
        Place("statistics", "/studio/statistics?publisher=windowsill&span=all", WRITER),
        Place("statistics of an article", f"/studio/a/{own}/statistics", WRITER),
        Place("studio narrowed", "/studio?state=returned&q=%E6%B0%B4", WRITER),
        Place("comments under own articles", "/studio/@windowsill/comments", WRITER),
        Place("rules for comments", "/studio/@windowsill/comments/rules", WRITER),
        Place("profile", "/studio/@windowsill/profile", WRITER),
        Place("restrictions", "/studio/@windowsill/restrictions", WRITER),
        Place("dead links", "/studio/references", WRITER),
        Place("new article", "/studio/new", WRITER),
        Place("export", "/studio/@windowsill/export", WRITER),
        Place("edit", f"/studio/a/{own}", WRITER),
        Place("bring in", "/studio/import", WRITER),
        Place("reposts of an article", f"/studio/a/{own}/reposts", WRITER),
        Place("reposts", "/studio/@windowsill/reposts", WRITER),
        Place("repost", f"/studio/repost/{commented}", WRITER),
        Place("preview", f"/studio/a/{own}/preview", WRITER),
        Place("publish", f"/studio/a/{own}/publish", WRITER),
        Place("reviews", "/studio/reviews", WRITER),
        Place("revisions", f"/studio/a/{own}/revisions", WRITER),
        Place("revision", f"/studio/a/{own}/revisions/2", WRITER),
        Place("desk", "/desk", OPERATOR),
        Place("applications", "/desk/applications", OPERATOR),
        Place("application", f"/desk/applications/{application}", OPERATOR),
        Place("names that publishers want", "/desk/renames", OPERATOR),
        Place("cases", "/desk/cases", OPERATOR),
        Place("case", f"/desk/cases/{case}", OPERATOR),
        Place("review", "/desk/review", OPERATOR),
        Place("who reviews what", "/desk/reviews", OPERATOR),
        Place("stages", "/desk/reviews/channel/tech", OPERATOR),
        Place("copies", "/desk/copies", OPERATOR),
        Place("headlines", "/desk/front", OPERATOR),
        Place("site", "/desk/site", OPERATOR),
        Place("history of the site", "/desk/site/history", OPERATOR),
        Place("undoing a change", "/desk/site/history/1", OPERATOR),
    ]


def longest(folder: Path, language: str) -> str:
    """Return the article with the most parts: references first, then length."""
    with sqlite3.connect(f"file:{folder / 'haowen.sqlite3'}?mode=ro", uri=True) as rows:
        found = rows.execute(
            "SELECT a.public_id FROM articles_article a JOIN articles_revision r ON r.id = a.revision_id"
            " LEFT JOIN articles_reference f ON f.revision_id = r.id JOIN articles_body b ON b.revision_id = r.id"
            " WHERE a.language = ? GROUP BY a.id ORDER BY count(f.id) DESC, length(b.plain) DESC LIMIT 1",
            (language,),
        ).fetchone()
    assert found is not None
    return str(found[0])
