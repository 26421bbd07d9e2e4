"""What moderators do: withhold, and give back."""

import datetime as dt
from typing import TYPE_CHECKING

from haowen.domain.articles import restricting as article_restricting
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.comments import restricting as comment_restricting
from haowen.domain.comments.models import Comment
from haowen.domain.media import restricting as media_restricting
from haowen.domain.media.models import Media
from haowen.domain.publishers import restricting as publisher_restricting
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.statements.issuing import issue
from haowen.domain.statements.models import Statement

if TYPE_CHECKING:
    from tests.pagestore_site.small_site import SmallSite


def _statement(site: "SmallSite", until: dt.datetime | None) -> Statement:
    ground = ("law", "terms")[site.turn % 2]
    return issue(ground=ground, rule="§ 7", facts="x", effect="withheld", by_public_id="h", until=until)


def withhold_article(site: "SmallSite", one: int, other: int) -> None:
    until = site.term(other)
    article_restricting.restrict(site.article(one), ArticleEffect.WITHHELD, under=_statement(site, until), until=until)


def restore_article(site: "SmallSite", one: int, _other: int) -> None:
    article_restricting.lift(site.article(one), ArticleEffect.WITHHELD)


def unlist(site: "SmallSite", one: int, other: int) -> None:
    until, effect = site.term(other), (ArticleEffect.UNLISTED, ArticleEffect.NO_COMMENTS)[one % 2]
    article_restricting.restrict(site.article(one), effect, under=_statement(site, until), until=until)


def withhold_publisher(site: "SmallSite", one: int, other: int) -> None:
    until = site.term(other)
    publisher_restricting.restrict(
        site.publisher(one), PublisherEffect.WITHHELD, under=_statement(site, until), until=until
    )


def restore_publisher(site: "SmallSite", one: int, _other: int) -> None:
    publisher_restricting.lift(site.publisher(one), PublisherEffect.WITHHELD)


def withhold_comment(site: "SmallSite", one: int, other: int) -> None:
    until = site.term(other)
    comment_restricting.restrict(site.nth(Comment, one), under=_statement(site, until), until=until)


def restore_comment(site: "SmallSite", one: int, _other: int) -> None:
    comment_restricting.lift(site.nth(Comment, one))


def withhold_media(site: "SmallSite", one: int, other: int) -> None:
    until = site.term(other)
    media_restricting.restrict([site.nth(Media, one)], under=_statement(site, until), until=until)


MODERATING = {
    act.__name__: act
    for act in (
        withhold_article, restore_article, unlist, withhold_publisher, restore_publisher, withhold_comment,
        restore_comment, withhold_media,
    )
}  # fmt: skip
