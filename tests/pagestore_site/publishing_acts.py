"""What writers do: write, file, publish, move and take back."""

import datetime as dt
from typing import TYPE_CHECKING

from haowen.domain.articles import filing, moving, publishing, reporting, saving, withdrawing
from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Kind, Series
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.domain.reposts import granting, reposting
from haowen.domain.reposts.models import Who
from haowen.kit.clock import now

if TYPE_CHECKING:
    from tests.pagestore_site.small_site import SmallSite


def publish_new(site: "SmallSite", one: int, other: int) -> None:
    article = site.draft(one, f"新的水情 {site.turn}", covers=one_cover(Media.objects.first()) if other % 2 else ())
    filing.file(article, by=host_actor(), channel=site.channel(other), tags=[tag("长江")])
    publishing.publish(article, by=host_actor())


def publish_dated_ahead(site: "SmallSite", one: int, other: int) -> None:
    article = site.draft(one, f"明天的水情 {site.turn}")
    filing.file(article, by=host_actor(), channel=site.channel(other))
    publishing.publish(article, by=host_actor(), at=now() + dt.timedelta(seconds=25))


def edit(site: "SmallSite", one: int, _other: int) -> Article:
    article = site.article(one)
    draft = Draft(
        title=f"{article.title[:20]} {site.turn}", html=f"<p>改了 {site.turn}，河。</p>", summary=f"摘要{site.turn}"
    )
    saving.save(article, draft, base=article.head, by=host_actor())
    return Article.objects.get(pk=article.pk)


def edit_and_publish(site: "SmallSite", one: int, other: int) -> None:
    publishing.publish(edit(site, one, other), by=host_actor())


def publish_again(site: "SmallSite", one: int, _other: int) -> None:
    publishing.publish(site.article(one), by=host_actor())


def withdraw(site: "SmallSite", one: int, _other: int) -> None:
    withdrawing.withdraw(site.article(one), by=host_actor())


def refile(site: "SmallSite", one: int, other: int) -> None:
    filing.file(
        site.article(one),
        by=host_actor(),
        channel=site.channel(other),
        tags=[tag(("河", "river", "船")[other % 3])],
    )


def into_series(site: "SmallSite", one: int, other: int) -> None:
    article = site.article(one)
    series = Series.objects.get_or_create(publisher=article.publisher, title=f"系列{other % 3}")[0]
    filing.file(article, by=host_actor(), series=series, series_position=other)


def retag(site: "SmallSite", one: int, other: int) -> None:
    gone, new = [tag(("长江", "river")[other % 2])], [tag(("船", "长江")[one % 2])]
    filing.retag(site.article(one), by=host_actor(), add=new, drop=gone)


def move(site: "SmallSite", one: int, other: int) -> None:
    article = site.article(one)
    series = Series.objects.filter(publisher=article.publisher).order_by("pk").first() if other % 2 else None
    moving.move(article, by=host_actor(), channel=site.channel(other), series=series)


def hand_over(site: "SmallSite", one: int, other: int) -> None:
    moving.hand_over(site.article(one), site.publisher(other), by=host_actor())


def translate(site: "SmallSite", one: int, other: int) -> None:
    if one != other:
        filing.file(site.article(one), by=host_actor(), translation_of=site.article(other), language="en")


def repost(site: "SmallSite", one: int, other: int) -> None:
    granting.grant(site.article(one), who=Who.ALL)
    made = reposting.make(site.article(one), site.publisher(other), by=host_actor())
    publishing.publish(made, by=host_actor())


def close_comments(site: "SmallSite", one: int, other: int) -> None:
    filing.file(site.article(one), by=host_actor(), is_open_to_comments=bool(other % 2), source_name=f"水文站{other}")


def report_live(site: "SmallSite", one: int, other: int) -> None:
    article, by = site.article(one), host_actor()
    if article.kind != Kind.LIVE:
        filing.file(article, by=by, kind=Kind.LIVE)
    if other % 3 == 0:
        (reporting.go_on if hasattr(article, "live_end") else reporting.end)(article, by=by)
    elif other % 3 == 1 and (entry := article.live_entries.last()):
        reporting.correct(entry, title="", html=f"<p>水位第{other}次。</p>", note="改了", by=by)
        reporting.pin(entry, is_pinned=bool(other % 2), by=by)
    elif not hasattr(article, "live_end"):
        reporting.enter(article, title=f"第{other}报", html="<p>水位又涨了。</p>", by=by)


PUBLISHING = {
    act.__name__: act
    for act in (
        publish_new, publish_dated_ahead, edit, edit_and_publish, publish_again, withdraw, refile, into_series, retag,
        move, hand_over, translate, repost, close_comments, report_live,
    )
}  # fmt: skip
