"""A small site with everything that pages show, and what can happen to it."""

import datetime as dt
import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from PIL import Image

from haowen.derived.recommend import heat
from haowen.derived.search.indexing import index
from haowen.domain.articles import filing, moving, publishing, reporting, saving, withdrawing
from haowen.domain.articles import restricting as article_restricting
from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, ArticleEffect, Kind, Series, Tag
from haowen.domain.audience.counting import count
from haowen.domain.channels import opening as channels
from haowen.domain.channels.models import Channel
from haowen.domain.comments import arranging, blocking, commenting
from haowen.domain.comments import liking as comment_liking
from haowen.domain.comments import restricting as comment_restricting
from haowen.domain.comments.models import Comment
from haowen.domain.headlines import originals, placing
from haowen.domain.headlines.models import Slot, Vertical
from haowen.domain.media import restricting as media_restricting
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers import membership, opening, profiling, renaming
from haowen.domain.publishers import restricting as publisher_restricting
from haowen.domain.publishers.models import Publisher, PublisherEffect
from haowen.domain.readers import bookmarking, following, liking
from haowen.domain.reposts import granting, reposting
from haowen.domain.reposts.models import Who
from haowen.domain.site import changing
from haowen.domain.statements.issuing import issue
from haowen.domain.statements.models import Statement
from haowen.doors.web.sitemaps import SIZE as FILE
from haowen.kit import tasks
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from tests.conftest import make_user
from tests.pagestore_site.workers import BEGIN, Environ, environ
from tests.pagestore_site.writing_acts import WRITING

PREFS = ("", "en...", "zh-hans.care..", "en.care.dark.3")
BOUNDED = ("like", "follow", "bookmark", "like_comment", "reads", "warm_up", "work")
"""Acts after which counters, scores and orders may lag for a minute."""
_TITLES = ("水位为什么会变", "夜里的河", "How rivers rise", "桥下的鱼", "堤坝与人", "雨季笔记", "The night ferry", "渡口一百年",
           "河岸上的树", "一条支流的名字", "冬天的冰", "Where the water goes", "大坝之后", "船工口述")  # fmt: skip


class SmallSite:
    """Makes the site, knows its addresses, and lets things happen to it by number."""

    def __init__(self) -> None:
        """Fill an empty database."""
        self.turn = 0
        self.olga, self.carol, self.bob = make_user("olga", "operator"), make_user("carol"), make_user("bob")
        changing.change(self.olga, name="好文", tagline_zh="看河", tagline_en="Rivers", report_email="desk@example.org")
        changing.issue_terms("条款", "Terms", by=self.olga, in_force_at=BEGIN - dt.timedelta(days=9))
        for position, slug in enumerate(("science", "travel", "food")):
            channels.open_channel(slug, f"频道{position}", f"Channel {position}", position)
        for handle, name in (("river_watch", "河流观察"), ("night_boat", "夜航船"), ("old_bridge", "旧桥")):
            opening.open_publisher(handle=handle, name=name, kind="organisation", tagline="看河的人")
        membership.add(Publisher.objects.get(handle="river_watch"), self.olga, "owner")
        pictures = [self._picture(number) for number in range(2)]
        series = [Series.objects.create(publisher=self._publisher(0), title=f"系列{number}") for number in range(2)]
        for number, title in enumerate(_TITLES):
            article = self._draft(number, title, covers=one_cover(pictures[number % 2]) if number % 3 == 0 else ())
            # Most stand in one channel, whose page then has a headline.
            filed: dict[str, Any] = {"channel": self._channel(0 if number < 11 else number)}
            if number < 4:
                filed["series"], filed["series_position"] = series[number % 2], number
            filing.file(article, by=host_actor(), tags=[tag("长江"), tag("river")][: number % 3], **filed)
            publishing.publish(article, by=host_actor(), at=BEGIN - dt.timedelta(hours=5 * number + 1))
        for number in range(4):
            self.comment(number % 2, number)
        originals.open_vertical("deep", "深水", "Deep", 0)
        self.enter(1, 0)
        for number in range(6):
            count(self._article(number).pk, opened=9 - number, finished=2, seconds=50, at=now())
        self.warm_up(0, 0)
        index(Article.objects.values_list("pk", flat=True))

    def _picture(self, number: int) -> Media:
        data = io.BytesIO()
        Image.new("RGB", (330, 220), (40 * number, 90, 120)).save(data, "PNG")
        return keep(data.getvalue(), by=host_actor())

    def _draft(self, number: int, title: str, **more: Any) -> Article:
        draft = Draft(
            title=title, html=f"<p data-lead>{title}，河水涨了{number}厘米。</p><p>river {number}</p>", **more
        )
        return saving.create(
            self._publisher(number), draft, by=host_actor(), language="en" if title.isascii() else "zh-Hans"
        )

    @staticmethod
    def _nth(model: Any, number: int) -> Any:
        rows = model.objects.order_by("pk")
        return rows[number % max(1, rows.count())]

    def _article(self, number: int) -> Article:
        article: Article = self._nth(Article, number)
        return article

    def _publisher(self, number: int) -> Publisher:
        publisher: Publisher = self._nth(Publisher, number)
        return publisher

    def _channel(self, number: int) -> Channel:
        channel: Channel = self._nth(Channel, number)
        return channel

    def _term(self, number: int) -> dt.datetime | None:
        """Return an end a few seconds ahead, or none."""
        return now() + dt.timedelta(seconds=20 + number % 7) if number % 2 else None

    def _statement(self, until: dt.datetime | None) -> Statement:
        return issue(
            ground=("law", "terms")[self.turn % 2],
            rule="§ 7",
            facts="x",
            effect="withheld",
            by_public_id="h",
            until=until,
        )

    def requests(self) -> list[Environ]:
        """Return a visitor's requests for every page that there is, the front page first."""
        found = [("/", ""), ("/hot", ""), ("/hot", "span=week"), ("/about", ""), ("/contact", ""), ("/terms", ""),
                 ("/how-we-rank", ""), ("/how-we-decide", ""), ("/robots.txt", ""), ("/.well-known/security.txt", ""),
                 ("/search", f"q={quote('河')}"), ("/search", "q=river&order=new"), ("/search", "order=new"),
                 ("/search", f"q={quote('河')}&kind=publisher"), ("/search/suggest", f"q={quote('河')}")]  # fmt: skip
        ids = list(Article.objects.order_by("pk").values_list("public_id", flat=True))
        for number, public_id in enumerate(ids):
            found += [(f"/a/{public_id}", ""), (f"/a/{public_id}/comments", "order=floor" if number % 2 else "")]
        found += [
            (f"/a/{ids[0]}/live", ""),
            (f"/a/{ids[0]}", "order=old"),
            (f"/a/{ids[0]}/qr.svg", ""),
            (f"/a/{ids[0]}/comments/1", ""),
        ]
        found += [("/why", f"about={ids[number]}&reason={why}&from={ids[2]}") for number, why in ((0, "popular"), (1, "editors"), (4, "same_channel"))]  # fmt: skip
        for slug in Channel.objects.order_by("pk").values_list("slug", flat=True):
            found += [(f"/c/{slug}", ""), ("/hot", f"channel={slug}")]
        for handle in Publisher.objects.order_by("pk").values_list("handle", flat=True):
            found += [(f"/@{handle}", ""), (f"/@{handle}/2026-03", ""), (f"/@{handle}/2026-02", "")]
        found += [(f"/t/{slug}", "") for slug in Tag.objects.order_by("pk").values_list("slug", flat=True)]
        found += [(f"/s/{key}", "") for key in Series.objects.order_by("pk").values_list("public_id", flat=True)]
        found += [(f"/o/{slug}", "") for slug in Vertical.objects.order_by("pk").values_list("slug", flat=True)]
        pages = [
            environ(path, query, cookie=f"prefs={prefs}", accept_encoding="br")
            for prefs in PREFS for path, query in found
        ]  # fmt: skip
        return pages + [environ(path, query, accept_encoding="br") for path, query in self._for_all(ids)]

    def _for_all(self, ids: list[str]) -> list[tuple[str, str]]:
        """Return what programs read: the same whatever a visitor chose."""
        found = [("/feed.atom", ""), ("/feed.json", ""), ("/feed.rss", f"before={ids[1]}"), ("/sitemap.xml", ""),
                 ("/sitemap-places.xml", ""), ("/news-sitemap.xml", ""), ("/nodeinfo/2.1", "")]  # fmt: skip
        files = {-(-pk // FILE) for pk in Article.objects.values_list("pk", flat=True)}
        found += [(f"/sitemap-articles-{number}.xml", "") for number in sorted(files)]
        files = {-(-pk // FILE) for pk in Publisher.objects.values_list("pk", flat=True)}
        found += [(f"/sitemap-publishers-{number}.xml", "") for number in sorted(files)]
        found += [(f"/c/{slug}/feed.rss", "") for slug in Channel.objects.order_by("pk").values_list("slug", flat=True)]
        for handle in Publisher.objects.order_by("pk").values_list("handle", flat=True):
            account = quote(f"acct:{handle}@localhost:8000", safe="")
            found += [(f"/@{handle}/feed.atom", ""), ("/.well-known/webfinger", f"resource={account}")]
        return found + [("/oembed", f"url={quote(f'{settings.BASE_URL}/a/{key}', safe='')}") for key in ids]

    def happen(self, name: str, one: int, other: int) -> None:
        """Let something happen; what the house refuses does not."""
        self.turn += 1
        with suppress(Refused, publishing.SomebodyElseDidItError, publishing.RefusedError):
            ACTS[name](self, one, other)

    # What writers do.

    def publish_new(self, one: int, other: int) -> None:
        article = self._draft(
            one, f"新的水情 {self.turn}", covers=one_cover(Media.objects.first()) if other % 2 else ()
        )
        filing.file(article, by=host_actor(), channel=self._channel(other), tags=[tag("长江")])
        publishing.publish(article, by=host_actor())

    def publish_dated_ahead(self, one: int, other: int) -> None:
        article = self._draft(one, f"明天的水情 {self.turn}")
        filing.file(article, by=host_actor(), channel=self._channel(other))
        publishing.publish(article, by=host_actor(), at=now() + dt.timedelta(seconds=25))

    def edit(self, one: int, _other: int) -> Article:
        article = self._article(one)
        draft = Draft(
            title=f"{article.title[:20]} {self.turn}", html=f"<p>改了 {self.turn}，河。</p>", summary=f"摘要{self.turn}"
        )
        saving.save(article, draft, base=article.head, by=host_actor())
        return Article.objects.get(pk=article.pk)

    def edit_and_publish(self, one: int, other: int) -> None:
        publishing.publish(self.edit(one, other), by=host_actor())

    def publish_again(self, one: int, _other: int) -> None:
        publishing.publish(self._article(one), by=host_actor())

    def withdraw(self, one: int, _other: int) -> None:
        withdrawing.withdraw(self._article(one), by=host_actor())

    def refile(self, one: int, other: int) -> None:
        filing.file(
            self._article(one),
            by=host_actor(),
            channel=self._channel(other),
            tags=[tag(("河", "river", "船")[other % 3])],
        )

    def into_series(self, one: int, other: int) -> None:
        article = self._article(one)
        series = Series.objects.get_or_create(publisher=article.publisher, title=f"系列{other % 3}")[0]
        filing.file(article, by=host_actor(), series=series, series_position=other)

    def retag(self, one: int, other: int) -> None:
        gone, new = [tag(("长江", "river")[other % 2])], [tag(("船", "长江")[one % 2])]
        filing.retag(self._article(one), by=host_actor(), add=new, drop=gone)

    def move(self, one: int, other: int) -> None:
        article = self._article(one)
        series = Series.objects.filter(publisher=article.publisher).order_by("pk").first() if other % 2 else None
        moving.move(article, by=host_actor(), channel=self._channel(other), series=series)

    def hand_over(self, one: int, other: int) -> None:
        moving.hand_over(self._article(one), self._publisher(other), by=host_actor())

    def translate(self, one: int, other: int) -> None:
        if one != other:
            filing.file(self._article(one), by=host_actor(), translation_of=self._article(other), language="en")

    def repost(self, one: int, other: int) -> None:
        granting.grant(self._article(one), who=Who.ALL)
        made = reposting.make(self._article(one), self._publisher(other), by=host_actor())
        publishing.publish(made, by=host_actor())

    def close_comments(self, one: int, other: int) -> None:
        filing.file(
            self._article(one), by=host_actor(), is_open_to_comments=bool(other % 2), source_name=f"水文站{other}"
        )

    def report_live(self, one: int, other: int) -> None:
        article, by = self._article(one), host_actor()
        if article.kind != Kind.LIVE:
            filing.file(article, by=by, kind=Kind.LIVE)
        if other % 3 == 0:
            (reporting.go_on if hasattr(article, "live_end") else reporting.end)(article, by=by)
        elif other % 3 == 1 and (entry := article.live_entries.last()):
            reporting.correct(entry, title="", html=f"<p>水位第{other}次。</p>", note="改了", by=by)
            reporting.pin(entry, is_pinned=bool(other % 2), by=by)
        elif not hasattr(article, "live_end"):
            reporting.enter(article, title=f"第{other}报", html="<p>水位又涨了。</p>", by=by)

    # What moderators do.

    def withhold_article(self, one: int, other: int) -> None:
        until = self._term(other)
        article_restricting.restrict(
            self._article(one), ArticleEffect.WITHHELD, under=self._statement(until), until=until
        )

    def restore_article(self, one: int, _other: int) -> None:
        article_restricting.lift(self._article(one), ArticleEffect.WITHHELD)

    def unlist(self, one: int, other: int) -> None:
        until, effect = self._term(other), (ArticleEffect.UNLISTED, ArticleEffect.NO_COMMENTS)[one % 2]
        article_restricting.restrict(self._article(one), effect, under=self._statement(until), until=until)

    def withhold_publisher(self, one: int, other: int) -> None:
        until = self._term(other)
        publisher_restricting.restrict(
            self._publisher(one), PublisherEffect.WITHHELD, under=self._statement(until), until=until
        )

    def restore_publisher(self, one: int, _other: int) -> None:
        publisher_restricting.lift(self._publisher(one), PublisherEffect.WITHHELD)

    def withhold_comment(self, one: int, other: int) -> None:
        until = self._term(other)
        comment_restricting.restrict(self._nth(Comment, one), under=self._statement(until), until=until)

    def restore_comment(self, one: int, _other: int) -> None:
        comment_restricting.lift(self._nth(Comment, one))

    def withhold_media(self, one: int, other: int) -> None:
        until = self._term(other)
        media_restricting.restrict([self._nth(Media, one)], under=self._statement(until), until=until)

    # What the desk does.

    def place(self, one: int, other: int) -> None:
        where = ("lead", "second", "channel")[other % 3]
        placing.place(
            self._article(one), where, channel=self._channel(one) if where == "channel" else None, position=other % 2,
            starts_at=now() + dt.timedelta(seconds=15 * (one % 2)), until=self._term(other), by=self.olga,
        )  # fmt: skip

    def end_slot(self, one: int, _other: int) -> None:
        if Slot.objects.exists():
            placing.end(self._nth(Slot, one), by=self.olga)

    def open_vertical(self, one: int, other: int) -> None:
        originals.open_vertical(("deep", "wide")[one % 2], f"深水{other}", f"Deep {other}", other)

    def enter(self, one: int, other: int) -> None:
        originals.enter(self._nth(Vertical, other), self._article(one), one % 3)

    def leave(self, one: int, other: int) -> None:
        originals.leave(self._nth(Vertical, other), self._article(one))

    def change_site(self, one: int, other: int) -> None:
        fields = ({"name": f"好文{self.turn}"}, {"about_zh": f"我们{self.turn}"}, {"time_zone": ("UTC", "Asia/Tokyo")[other % 2]},
                  {"default_language": ("en", "zh-hans")[other % 2]}, {"icp_number": f"ICP {self.turn}"})  # fmt: skip
        changing.change(self.olga, **fields[one % len(fields)])

    def notice(self, one: int, _other: int) -> None:
        origin = ("upload", "repost")[one % 2]
        changing.set_notice(origin, zh=f"声明{self.turn}", en=f"Notice {self.turn}", by=self.olga)

    def footer(self, _one: int, _other: int) -> None:
        changing.set_footer([{"label_zh": f"链接{self.turn}", "label_en": "Link", "url": "/about"}], by=self.olga)

    def terms(self, one: int, _other: int) -> None:
        moment = now() + dt.timedelta(seconds=20) if one % 2 else None
        changing.issue_terms(f"条款{self.turn}", f"Terms {self.turn}", by=self.olga, in_force_at=moment)

    def channel(self, one: int, other: int) -> None:
        channel = self._channel(one)
        if other % 3 == 0:
            channels.close(channel)
        elif channel.is_open:
            channels.change(channel, zh=f"频道{self.turn}", en=f"Channel {self.turn}", position=other)
        else:
            channels.open_channel(channel.slug, "又开", "Open again", other)

    def rename_publisher(self, one: int, other: int) -> None:
        renaming.rename(self._publisher(one), f"river_{other}", by=self.olga)

    def rename_by_name(self, one: int, other: int) -> None:
        renaming.rename(self._publisher(one), name=f"河的号{other}", by=self.olga)

    def say_profile(self, one: int, other: int) -> None:
        publisher = Publisher.objects.filter(members__user=self.olga).order_by("pk")[0]
        links = [(f"旧站{self.turn}", "https://example.org/")] * (other % 3)
        avatar = Media.objects.first() if one % 2 else None
        profile = profiling.Profile(tagline=f"看河{self.turn}", about=f"我们{self.turn}", links=links, avatar=avatar)
        profiling.say(publisher, profile, by=self.olga)

    def open_publisher(self, one: int, other: int) -> None:
        opening.open_publisher(handle=f"new_{one}_{other}", name=f"河的新号{one}{other}", kind="person")

    def member(self, one: int, other: int) -> None:
        publisher = self._publisher(one)
        if other % 2:
            membership.add(publisher, self.carol, "writer")
        else:
            membership.remove(publisher, self.carol)

    # What readers do.

    def comment(self, one: int, other: int) -> None:
        article = self._article(one)
        above = Comment.objects.filter(article=article).first() if other % 2 else None
        commenting.comment(
            article, by=actor_of(self.carol if other % 3 else self.bob), text=f"说一句 {self.turn}", answers=above
        )

    def remove_comment(self, one: int, _other: int) -> None:
        found: Comment = self._nth(Comment, one)
        assert found.actor is not None
        commenting.remove(found, by=found.actor)

    def _own_comment(self, number: int) -> Comment:
        rows = Comment.objects.filter(article__publisher__members__user=self.olga).order_by("pk")
        found: Comment = rows[number % rows.count()]
        return found

    def answer_comment(self, one: int, _other: int) -> None:
        arranging.answer(self._own_comment(one), f"答一句 {self.turn}", by=actor_of(self.olga))

    def pin_comment(self, one: int, other: int) -> None:
        (arranging.pin if other % 3 else arranging.unpin)(self._own_comment(one), by=actor_of(self.olga))

    def select_comment(self, one: int, other: int) -> None:
        (arranging.select if other % 3 else arranging.unselect)(self._own_comment(one), by=actor_of(self.olga))

    def select_only(self, one: int, other: int) -> None:
        article = self._own_comment(one).article
        of = article.publisher if other % 2 else article
        arranging.show_selected(of, only=(True, False, None)[one % 3], by=actor_of(self.olga))

    def comment_that_waits(self, one: int, other: int) -> None:
        article, by = self._own_comment(one).article, actor_of(self.olga)
        rule = blocking.block_person(article.publisher, actor_of(self.bob), "wait", by=by)
        waits = commenting.comment(article, by=actor_of(self.bob), text=f"等一等 {self.turn}")
        if other % 2:
            arranging.let_through(waits, by=by)
        blocking.take_back(rule, by=by, shows_what_waited=bool(other % 3))

    def like_comment(self, one: int, other: int) -> None:
        act = comment_liking.like if other % 2 else comment_liking.unlike
        act(self._nth(Comment, one), by=actor_of(self.olga))

    def like(self, one: int, other: int) -> None:
        act = liking.like if other % 2 else liking.unlike
        act(self._article(one), by=actor_of(self.carol))

    def bookmark(self, one: int, _other: int) -> None:
        bookmarking.bookmark(self._article(one), by=self.carol)

    def follow(self, one: int, _other: int) -> None:
        following.follow(actor_of(self.carol), publisher=self._publisher(one))

    # What follows from it.

    def reads(self, one: int, other: int) -> None:
        count(self._article(one).pk, opened=5 + 40 * (other % 2), finished=3, seconds=90, at=now())
        self.warm_up(one, other)

    def warm_up(self, _one: int, _other: int) -> None:
        heat.refresh(Article.objects.values_list("pk", flat=True), at=now())

    def work(self, _one: int, _other: int) -> None:
        assert tasks.drain()


ACTS: dict[str, Callable[[SmallSite, int, int], object]] = {
    name: getattr(SmallSite, name)
    for name in (
        "publish_new", "publish_dated_ahead", "edit", "edit_and_publish", "publish_again", "withdraw", "refile", "into_series",
        "retag", "move", "hand_over", "translate", "repost", "close_comments", "report_live", "withhold_article", "restore_article", "unlist", "withhold_publisher",
        "restore_publisher", "withhold_comment", "restore_comment", "withhold_media", "place", "end_slot", "open_vertical",
        "enter", "leave", "change_site", "notice", "footer", "terms", "channel", "rename_publisher", "rename_by_name", "say_profile", "open_publisher", "member",
        "comment", "remove_comment", "answer_comment", "pin_comment", "select_comment", "select_only", "comment_that_waits", "like_comment", "like", "bookmark", "follow", "reads", "warm_up", "work",
    )
} | WRITING  # fmt: skip


class Snapshot:
    """A copy of the database, to go back to."""

    def __init__(self) -> None:
        """Take it."""
        import sqlite3

        connection.ensure_connection()
        self._kept = sqlite3.connect(":memory:")
        connection.connection.backup(self._kept)

    def restore(self) -> None:
        """Go back; what is kept of pages is the caller's to forget."""
        connection.ensure_connection()
        self._kept.backup(connection.connection)
