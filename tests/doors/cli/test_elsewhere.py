"""Exports of other systems, brought in from the command line."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from haowen.domain.articles.models import Article, State
from haowen.domain.comments.models import Comment
from haowen.doors.bringing import exports
from haowen.doors.bringing.elsewhere import key_of
from haowen.doors.cli.bringing.progress import Progress
from haowen.doors.cli.bringing.receiving import Bringer
from haowen.doors.cli.bringing.reports import Report
from haowen.doors.cli.elsewhere import Options
from haowen.kit import outbound
from tests.formats.word.writing import docx, p, picture
from tests.formats.wordpress.exporting import export, item
from tests.serving import haowen

COMMENT = (
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>阿青</wp:comment_author><wp:comment_date_gmt>2012-03-05 01:02:03</wp:comment_date_gmt>"
    "<wp:comment_content>好文。</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
)
WXR = export(
    item(
        1,
        "水位",
        "夜里涨了。",
        COMMENT + '<category domain="category" nicename="science"><![CDATA[Science]]></category>',
    ),
    item(2, "草稿", "没写完。", status="draft", post_name="draft"),
    item(3, "扔掉的", "x", status="trash"),
)


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(buffer, "PNG")
    return buffer.getvalue()


def bring(comers, **more):
    """Bring comers in; return for each article True, for each that was refused or waits False."""
    report = Report("test")
    options = Options(**{"publisher": "", "channel": "", "publish": True, **more})
    Bringer(options, report, Progress(None)).bring_all(comers)
    wrong = len(report.refused) + len(report.waits)
    return [True] * (report.fates.total() - len(report.waits)) + [False] * wrong


def test_a_site_of_wordpress_comes_in_once_and_leads_its_readers_on(new_site: Path, tmp_path: Path):
    (tmp_path / "export.xml").write_bytes(WXR)
    done = [
        haowen(new_site, "import", "wordpress", str(tmp_path / "export.xml"), "--publish", "--json") for _ in range(2)
    ]
    assert [each.returncode for each in done] == [0, 0], done[0].stderr
    first, second = json.loads(done[0].stdout.splitlines()[0]), json.loads(done[0].stdout.splitlines()[1])
    assert (first["title"], first["state"], first["comments"]) == ("水位", "published", 1)
    assert (second["state"], second["held_back"]) == ("draft", "was a draft")
    assert "was in the trash" in done[0].stderr
    *lines, report = (json.loads(line) for line in done[1].stdout.splitlines())
    assert [line["fate"] for line in lines] == ["same", "same"]
    assert (report["import"], report["same"], report["refused"]) == ("wordpress", 2, 0)
    with sqlite3.connect(new_site / "haowen.sqlite3") as rows:
        assert rows.execute("SELECT count(*) FROM comments_comment").fetchone() == (1,)
        assert rows.execute("SELECT name, is_kept_by_host FROM publishers_publisher").fetchall() == [("林小河", 1)]


@pytest.mark.django_db
def test_categories_are_channels_where_the_site_has_them(site, channel, tmp_path):
    (tmp_path / "export.xml").write_bytes(WXR)
    bring(exports.wordpress_exports([tmp_path / "export.xml"]))
    assert Article.objects.get(title="水位").channel == channel
    assert Article.objects.get(title="草稿").channel is None
    assert Comment.objects.get().article.title == "水位"


@pytest.mark.django_db
def test_broken_and_foreign_files_are_named_and_the_others_come_in(site, tmp_path, capsys):
    for name, data in (("a.xml", b"no xml"), ("b.xml", WXR), ("c.xml.gz", b"no gzip")):
        (tmp_path / name).write_bytes(data)
    fates = bring(exports.wordpress_exports([tmp_path / name for name in ("a.xml", "b.xml", "c.xml.gz", "d.xml")]))
    assert fates.count(False) == 3
    assert Article.objects.count() == 2
    said = capsys.readouterr().err
    assert all(f"{name}: " in said for name in ("a.xml", "c.xml.gz", "d.xml"))


@pytest.mark.django_db
def test_a_ghost_zip_brings_its_pictures(site, tmp_path):
    posts = [{"id": "1", "uuid": "u", "title": "水位", "slug": "water", "status": "published", "feature_image": "__GHOST_URL__/content/images/c.png",
              "html": '<p>夜。</p><img src="__GHOST_URL__/content/images/a.png" alt="甲"><img src="__GHOST_URL__/content/images/../../../etc/passwd" alt="乙">'}]  # fmt: skip
    path = tmp_path / "ghost.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/ghost.json", json.dumps({"db": [{"data": {"posts": posts}}]}))
        archive.writestr("export/content/images/a.png", png())
        archive.writestr("export/content/images/c.png", png())
    assert bring(exports.ghost_exports([path])) == [True]
    article = Article.objects.get()
    assert (article.state, article.cover.sha256) == (State.PUBLISHED, article.head.pictures.get().media.sha256)
    assert article.head.body.html.count("data-gap") == 1


@pytest.mark.django_db
def test_a_medium_zip_brings_its_stories_and_nothing_else_of_its_owner(site, tmp_path):
    from tests.formats.medium.test_stories import STORY

    path = tmp_path / "medium.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("medium-export/posts/2018_The-river-abc123def456.html", STORY)
        archive.writestr("medium-export/profile/profile.html", "<p>who</p>")
        archive.writestr("medium-export/sessions/s.html", "<p>where from</p>")
    assert bring(exports.medium_exports([path])) == [True]
    assert [article.title for article in Article.objects.all()] == ["The river"]
    assert bring(exports.medium_exports([tmp_path / "nowhere"])) == [False]


@pytest.mark.django_db
def test_word_files_bring_the_pictures_inside_under_the_publisher_that_was_named(site, tmp_path):
    (tmp_path / "a.docx").write_bytes(
        docx(p("水位", "Title") + p("夜里涨了。") + picture(), image=png(), creator="Administrator")
    )
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    assert bring(exports.word_files([tmp_path]), publisher="river_watch") == [True]
    article = Article.objects.get()
    assert (article.publisher.handle, article.head.pictures.count()) == ("river_watch", 1)
    assert not article.is_date_known


@pytest.mark.django_db
def test_a_feed_comes_from_an_address_through_the_one_door(site, monkeypatch, tmp_path):
    from tests.formats.syndicated.test_reading import ITEM, RSS

    answers = {
        "https://a.example/feed": outbound.Answer(
            "https://a.example/feed", 200, "application/rss+xml", RSS.format(ITEM).encode()
        )
    }
    monkeypatch.setattr(outbound, "get", lambda url, **_more: answers.get(url) or outbound.Answer(url, 404, "", b""))
    (tmp_path / "feed.xml").write_bytes(RSS.format(ITEM).encode())
    sources = [
        "https://a.example/feed",
        str(tmp_path / "feed.xml"),
        "https://a.example/none",
        str(tmp_path / "none.xml"),
    ]
    assert bring(exports.feeds(sources)) == [True, True, False, False]
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_private_address_is_no_feed(site):
    (comer,) = exports.feeds(["http://127.0.0.1:9/feed"])
    assert "private" in comer.refused


def test_what_an_article_is_known_by_is_whole_or_set_apart_by_its_source():
    assert key_of("https://a.example/7", "feed:x", "") == "https://a.example/7"
    assert key_of("7", "feed:x", "") == "feed:x:7"
    assert key_of("", "feed:x", "text").startswith("sha256:")
    assert len(key_of("https://a.example/" + "x" * 300, "feed:x", "")) <= 200
