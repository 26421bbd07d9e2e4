"""Feeds, as programs read them."""

import datetime as dt
import io
import json
from collections.abc import Callable
from html import unescape
from typing import Any

import feedparser
import lxml.etree
import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from haowen.domain.articles import reporting, restricting, withdrawing
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import (
    Article,
    ArticleEffect,
    Correction,
    CreditRole,
    DeclarationKind,
    Kind,
    Origin,
)
from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers import renaming
from haowen.domain.site import changing
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.text import markup

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"
FORMS = ("rss", "atom", "json")


def read(client: Any, path: str) -> Any:
    """Return a feed as feedparser reads it; JSON Feed in the same shape."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    if path.partition("?")[0].endswith(".json"):
        said = json.loads(answer.content)
        entries = [
            {"id": one["id"], "link": one["url"], "title": one["title"], "html": one["content_html"]}
            for one in said["items"]
        ]
        return {"title": said["title"], "entries": entries, "said": said}
    parsed = feedparser.parse(io.BytesIO(answer.content), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    entries = [
        {"id": one.id, "link": one.link, "title": one.title, "html": one.content[0].value, "said": one}
        for one in parsed.entries
    ]
    return {"title": parsed.feed.title, "entries": entries, "said": parsed}


def words(html: str) -> str:
    return "".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


def png(width: int = 900) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 500), "#4a6").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def whole(published: Callable[..., Article], channel: Any, olga: Any) -> Article:
    """An article with everything that can hang on one."""
    changing.set_notice(Origin.REPOST, zh="本文为转载。", en="A repost.", by=olga)
    shown, cover = keep(png(), by=host_actor()), keep(png(700), by=host_actor())
    html = (
        '<p>河水在夜里涨了三厘米<sup data-cite="r1"></sup>，<a href="/about">见此</a>。</p><h2>水位 &amp; 潮汐</h2>'
        f'<figure><img data-media="{shown.sha256}" alt="桥下的“水尺”"><figcaption>摄影：无名</figcaption></figure>'
        "<table><tbody><tr><td>一</td><td>3.2</td></tr></tbody></table><pre><code>a &lt; b ]]&gt; c</code></pre>"
    )
    article = published(
        "水位 <b>为什么</b> 会变 & 谁在看 ]]>",
        html,
        channel=channel,
        summary="三厘米",
        cover=cover,
        cover_alt="封面",
        origin=Origin.REPOST,
        source_name="潮汐报",
        source_url="https://tide.example/1?a=1&b=2",
        references=(
            DraftReference("潮汐表", key="r1", outlet="水文局", dated_on="2018-12", url="https://tide.example/t"),
        ),
        declarations=(
            DraftDeclaration(DeclarationKind.REPOST, source_name="潮汐报", source_url="https://tide.example/1?a=1&b=2"),
            DraftDeclaration(DeclarationKind.AI_ASSISTED, note="只用于校对"),
        ),
        credits=(DraftCredit(CreditRole.AUTHOR, "李白"), DraftCredit(CreditRole.EDITOR, "杜甫")),
    )
    article.tags.add(tag("river"))
    Correction.objects.create(article=article, note="“四”改为“三”")
    return article


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_says_what_the_page_says(client: Any, site: Any, whole: Article, form: str) -> None:
    (entry,) = read(client, f"/feed.{form}")["entries"]
    assert entry["id"] == f"{BASE}/a/{whole.public_id}"
    assert entry["link"] == f"{entry['id']}#feed"
    assert unescape(entry["title"]) == whole.title
    assert whole.revision is not None
    text = words(entry["html"])
    # the citation's number stands where readers see it
    assert "".join(markup.to_text(whole.revision.body.html).split()) in text.replace("[1]", "")
    said = ("转载", "来源：潮汐报", "只用于校对", "更正", "“四”改为“三”", "参考资料", "潮汐表", "水文局", "杜甫", "本文为转载。", "Arepost.")  # fmt: skip
    assert [one for one in said if one not in text] == []
    tree = lxml.html.fromstring(f"<div>{entry['html']}</div>")
    assert all(address.startswith(("http://", "https://")) for _e, _a, address, _p in tree.iterlinks())
    assert not tree.xpath("//*[@id or @class or @style]")
    (img,) = tree.xpath("//img")
    assert img.get("alt") == "桥下的“水尺”"
    assert client.get(img.get("src").removeprefix(BASE)).status_code in (200, 404)  # files are answered before Django


def test_pictures_stand_beside_the_text_too(client: Any, site: Any, whole: Article) -> None:
    for form in ("rss", "atom"):
        (entry,) = read(client, f"/feed.{form}")["entries"]
        (enclosure,) = entry["said"].enclosures
        assert enclosure.type == "image/webp"
        assert int(enclosure.length) > 0
        described = [one["content"] for one in entry["said"].media_content if "content" in one]
        assert len(entry["said"].media_content) == 2, described
    (item,) = read(client, "/feed.json")["said"]["items"]
    assert [one["title"] for one in item["attachments"]] == ["封面", "桥下的“水尺”"]
    assert item["image"] == item["attachments"][0]["url"]


def test_programs_are_told_what_people_are(client: Any, site: Any, whole: Article) -> None:
    (item,) = read(client, "/feed.json")["said"]["items"]
    more = item["_haowen"]
    assert item["external_url"] == "https://tide.example/1?a=1&b=2"
    assert [one["name"] for one in item["authors"]] == ["李白", "河流观察"]
    assert more["contributors"] == [{"role": "editor", "name": "杜甫"}]
    assert more["declarations"][0] == {"kind": "repost", "source_name": "潮汐报", "source_url": item["external_url"]}
    assert more["references"][0]["date"] == "2018-12"
    atom = lxml.etree.fromstring(client.get("/feed.atom").content)
    spaces = {"a": "http://www.w3.org/2005/Atom"}
    assert atom.xpath("//a:link[@rel='via']/@href", namespaces=spaces) == ["https://tide.example/1?a=1&b=2"]
    terms = atom.xpath("//a:category/@term", namespaces=spaces)
    assert {"science", "river", "repost", "ai_assisted"} <= set(terms)


def test_a_feed_is_the_same_for_everybody(client: Any, site: Any, whole: Article, carol: Any) -> None:
    first = client.get("/feed.atom", headers={"accept-language": "zh"}).content
    assert client.get("/feed.atom", headers={"accept-language": "en"}).content == first
    client.cookies["prefs"] = "en.care.dark.5"
    assert client.get("/feed.atom").content == first
    client.force_login(carol)
    answer = client.get("/feed.atom")
    assert answer.content == first
    assert not answer.cookies


def test_what_is_taken_back_or_withheld_is_gone_from_every_feed(
    client: Any, site: Any, published: Callable[..., Article], channel: Any, dana: Any
) -> None:
    articles = [published(f"第 {n} 篇文章", f"<p>文字 {n}。</p>", channel=channel) for n in range(4)]
    statement = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id=dana.public_id)
    withdrawing.withdraw(articles[0], by=host_actor())
    restricting.restrict(articles[1], ArticleEffect.WITHHELD, under=statement)
    restricting.restrict(articles[2], ArticleEffect.UNLISTED, under=statement)
    for path in ("", "/c/science", "/@river_watch"):
        for form in FORMS:
            entries = read(client, f"{path}/feed.{form}")["entries"]
            assert [one["id"] for one in entries] == [f"{BASE}/a/{articles[3].public_id}"], path


@pytest.mark.parametrize("form", FORMS)
def test_the_entries_of_a_live_report_stand_in_it_newest_first(
    client: Any, site: Any, published: Callable[..., Article], bob: Any, form: str
) -> None:
    at = now() - dt.timedelta(hours=1)
    report, by = published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE, at=at), actor_of(bob)
    picture = keep(png(), by=by)
    reporting.enter(report, title="涨水", html="<p>第三级台阶。</p>", by=by)
    second = reporting.enter(
        report, title="", html=f'<figure><img data-media="{picture.sha256}" alt="河"></figure>', by=by
    )
    third = reporting.enter(report, title="没了", html="<p>谣言。</p>", by=by)
    reporting.correct(second, title="", html="<p>第四级台阶。</p>", note="数错了", by=by)
    reporting.correct(second, title="", html=second.texts.first().html, note="又看了一次", by=by)
    reporting.remove(third, by=by)
    (entry,) = read(client, f"/feed.{form}")["entries"]
    said = lxml.html.fromstring(f"<div>{entry['html']}</div>")
    links = [f"{BASE}/a/{report.public_id}#e{number}" for number in (3, 2, 1)]
    assert said.xpath("//h3/a/@href") == links
    assert len(said.xpath("//h3/a/time/@datetime")) == 3
    assert [picture.sha256 in src for src in said.xpath("//img/@src")] == [True]
    assert ("谣言" in entry["html"], "没了" in entry["html"], "又看了一次" in entry["html"]) == (False, False, True)
    if form == "json":
        told = json.loads(client.get("/feed.json").content)["items"][0]
        assert [one["url"] for one in told["_haowen"]["updates"]] == links
        assert told["date_modified"] > told["date_published"]


def test_an_unknown_date_is_the_time_of_arrival_and_said_to_be_unknown(
    client: Any, site: Any, published: Callable[..., Article]
) -> None:
    at = dt.datetime(2026, 3, 1, 4, 5, tzinfo=dt.UTC)
    article = published("没有日期的文章", at=at)
    Article.objects.filter(pk=article.pk).update(is_date_known=False)
    for form in ("rss", "atom"):
        (entry,) = read(client, f"/feed.{form}")["entries"]
        assert dt.datetime(*entry["said"].published_parsed[:6], tzinfo=dt.UTC) == at
        assert "时间不详" in entry["html"]
    (item,) = read(client, "/feed.json")["said"]["items"]
    assert item["date_published"] == "2026-03-01T12:05:00+08:00"
    assert item["_haowen"]["original_date"] == "unknown"


def test_a_long_list_is_turned_page_by_page(client: Any, site: Any, published: Callable[..., Article]) -> None:
    made = [published(f"第 {n} 篇文章", "<p>x</p>").public_id for n in range(43)]
    seen, path = [], "/@river_watch/feed.json"
    for _page in range(3):
        said = read(client, path)["said"]
        seen += [one["id"].rpartition("/")[2] for one in said["items"]]
        path = said.get("next_url", "").removeprefix(BASE)
    assert seen == made[::-1]
    assert not path
    second, third = made[::-1][20:40], made[::-1][40:]
    atom = read(client, f"/feed.atom?before={made[::-1][19]}")["said"].feed
    assert {one.rel: one.href for one in atom.links if "feed.atom" in one.href} == {
        "self": f"{BASE}/feed.atom?before={made[::-1][19]}", "first": f"{BASE}/feed.atom",
        "previous": f"{BASE}/feed.atom?after={second[0]}", "next": f"{BASE}/feed.atom?before={second[-1]}",
    }  # fmt: skip
    assert atom.id == read(client, "/feed.atom")["said"].feed.id
    assert client.get(f"/feed.atom?before={third[-1]}").status_code == 404
    assert client.get("/feed.atom?before=nothing").status_code == 404


def test_the_number_of_statements_does_not_grow(client: Any, site: Any, published: Callable[..., Article]) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/feed.atom")
        return len(captured)

    published("第一篇文章在此")
    count()
    one = count()
    for n in range(12):
        published(f"又一篇文章 {n}", references=(DraftReference(f"潮汐 {n}"),))
    assert count() == one


def test_a_publisher_that_is_renamed_keeps_its_feed(
    client: Any, site: Any, publisher: Any, published: Callable[..., Article], olga: Any
) -> None:
    published()
    before = read(client, "/@river_watch/feed.atom")["said"].feed.id
    renaming.rename(publisher, "river_people", by=olga)
    answer = client.get("/@river_watch/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/@river_people/feed.atom")
    assert read(client, "/@river_people/feed.atom")["said"].feed.id == before
    assert client.get("/@nobody_here/feed.rss").status_code == 404
    assert client.get("/c/nothing/feed.rss").status_code == 404


def test_an_empty_site_has_feeds(client: Any, site: Any, channel: Any, publisher: Any) -> None:
    for path in ("", "/c/science", "/@river_watch"):
        for form in FORMS:
            assert read(client, f"{path}/feed.{form}")["entries"] == []


def test_pages_name_their_feeds(client: Any, site: Any, channel: Any, published: Callable[..., Article]) -> None:
    article = published(channel=channel)
    for path, own in (("/", ""), ("/c/science", "/c/science"), ("/@river_watch", "/@river_watch"),
                      (f"/a/{article.public_id}", "/@river_watch")):  # fmt: skip
        tree = lxml.html.fromstring(client.get(path).content)
        found = dict(
            zip(
                tree.xpath("//link[@rel='alternate']/@href"), tree.xpath("//link[@rel='alternate']/@type"), strict=False
            )
        )
        for form, kind in (("rss", "rss+xml"), ("atom", "atom+xml"), ("json", "feed+json")):
            assert found[f"{own}/feed.{form}"] == f"application/{kind}"
            assert client.get(f"{own}/feed.{form}")["Content-Type"] == f"application/{kind}; charset=utf-8"
