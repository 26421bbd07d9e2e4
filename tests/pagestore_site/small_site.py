"""A small site with everything that pages show; what can happen to it stands in ``acts``."""

import datetime as dt
import io
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from PIL import Image

from haowen.derived.search.indexing import index
from haowen.domain.articles import filing, publishing, saving
from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Series, Tag
from haowen.domain.audience.counting import count
from haowen.domain.channels import opening as channels
from haowen.domain.channels.models import Channel
from haowen.domain.headlines import originals
from haowen.domain.headlines.models import Vertical
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers import membership, opening
from haowen.domain.publishers.models import Publisher
from haowen.domain.site import changing
from haowen.doors.web.sitemaps import SIZE as FILE
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from tests.conftest import make_user
from tests.pagestore_site.acts import ACTS
from tests.pagestore_site.workers import BEGIN, Environ, environ

PREFS = ("", "en...", "zh-hans.care..", "en.care.dark.3")
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
        series = [Series.objects.create(publisher=self.publisher(0), title=f"系列{number}") for number in range(2)]
        for number, title in enumerate(_TITLES):
            article = self.draft(number, title, covers=one_cover(pictures[number % 2]) if number % 3 == 0 else ())
            # Most stand in one channel, whose page then has a headline.
            filed: dict[str, Any] = {"channel": self.channel(0 if number < 11 else number)}
            if number < 4:
                filed["series"], filed["series_position"] = series[number % 2], number
            filing.file(article, by=host_actor(), tags=[tag("长江"), tag("river")][: number % 3], **filed)
            publishing.publish(article, by=host_actor(), at=BEGIN - dt.timedelta(hours=5 * number + 1))
        for number in range(4):
            ACTS["comment"](self, number % 2, number)
        originals.open_vertical("deep", "深水", "Deep", 0)
        ACTS["enter"](self, 1, 0)
        for number in range(6):
            count(self.article(number).pk, opened=9 - number, finished=2, seconds=50, at=now())
        ACTS["warm_up"](self, 0, 0)
        index(Article.objects.values_list("pk", flat=True))

    def _picture(self, number: int) -> Media:
        data = io.BytesIO()
        Image.new("RGB", (330, 220), (40 * number, 90, 120)).save(data, "PNG")
        return keep(data.getvalue(), by=host_actor())

    def draft(self, number: int, title: str, **more: Any) -> Article:
        draft = Draft(
            title=title, html=f"<p data-lead>{title}，河水涨了{number}厘米。</p><p>river {number}</p>", **more
        )
        return saving.create(
            self.publisher(number), draft, by=host_actor(), language="en" if title.isascii() else "zh-Hans"
        )

    @staticmethod
    def nth(model: Any, number: int) -> Any:
        rows = model.objects.order_by("pk")
        return rows[number % max(1, rows.count())]

    def article(self, number: int) -> Article:
        article: Article = self.nth(Article, number)
        return article

    def publisher(self, number: int) -> Publisher:
        publisher: Publisher = self.nth(Publisher, number)
        return publisher

    def channel(self, number: int) -> Channel:
        channel: Channel = self.nth(Channel, number)
        return channel

    def term(self, number: int) -> dt.datetime | None:
        """Return an end a few seconds ahead, or none."""
        return now() + dt.timedelta(seconds=20 + number % 7) if number % 2 else None

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
