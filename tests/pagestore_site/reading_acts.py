"""What readers do, and what follows from it."""

from typing import TYPE_CHECKING

from haowen.derived.recommend import heat
from haowen.domain.articles.models import Article
from haowen.domain.audience.counting import count
from haowen.domain.comments import arranging, blocking, commenting
from haowen.domain.comments import liking as comment_liking
from haowen.domain.comments.models import Comment
from haowen.domain.people.acting import actor_of
from haowen.domain.readers import bookmarking, following, liking
from haowen.kit import tasks
from haowen.kit.clock import now

if TYPE_CHECKING:
    from tests.pagestore_site.small_site import SmallSite


def comment(site: "SmallSite", one: int, other: int) -> None:
    article = site.article(one)
    above = Comment.objects.filter(article=article).first() if other % 2 else None
    commenting.comment(
        article, by=actor_of(site.carol if other % 3 else site.bob), text=f"说一句 {site.turn}", answers=above
    )


def remove_comment(site: "SmallSite", one: int, _other: int) -> None:
    found: Comment = site.nth(Comment, one)
    assert found.actor is not None
    commenting.remove(found, by=found.actor)


def _own_comment(site: "SmallSite", number: int) -> Comment:
    rows = Comment.objects.filter(article__publisher__members__user=site.olga).order_by("pk")
    found: Comment = rows[number % rows.count()]
    return found


def answer_comment(site: "SmallSite", one: int, _other: int) -> None:
    arranging.answer(_own_comment(site, one), f"答一句 {site.turn}", by=actor_of(site.olga))


def pin_comment(site: "SmallSite", one: int, other: int) -> None:
    (arranging.pin if other % 3 else arranging.unpin)(_own_comment(site, one), by=actor_of(site.olga))


def select_comment(site: "SmallSite", one: int, other: int) -> None:
    (arranging.select if other % 3 else arranging.unselect)(_own_comment(site, one), by=actor_of(site.olga))


def select_only(site: "SmallSite", one: int, other: int) -> None:
    article = _own_comment(site, one).article
    of = article.publisher if other % 2 else article
    arranging.show_selected(of, only=(True, False, None)[one % 3], by=actor_of(site.olga))


def comment_that_waits(site: "SmallSite", one: int, other: int) -> None:
    article, by = _own_comment(site, one).article, actor_of(site.olga)
    rule = blocking.block_person(article.publisher, actor_of(site.bob), "wait", by=by)
    waits = commenting.comment(article, by=actor_of(site.bob), text=f"等一等 {site.turn}")
    if other % 2:
        arranging.let_through(waits, by=by)
    blocking.take_back(rule, by=by, shows_what_waited=bool(other % 3))


def like_comment(site: "SmallSite", one: int, other: int) -> None:
    act = comment_liking.like if other % 2 else comment_liking.unlike
    act(site.nth(Comment, one), by=actor_of(site.olga))


def like(site: "SmallSite", one: int, other: int) -> None:
    act = liking.like if other % 2 else liking.unlike
    act(site.article(one), by=actor_of(site.carol))


def bookmark(site: "SmallSite", one: int, _other: int) -> None:
    bookmarking.bookmark(site.article(one), by=site.carol)


def follow(site: "SmallSite", one: int, _other: int) -> None:
    following.follow(actor_of(site.carol), publisher=site.publisher(one))


def reads(site: "SmallSite", one: int, other: int) -> None:
    count(site.article(one).pk, opened=5 + 40 * (other % 2), finished=3, seconds=90, at=now())
    warm_up(site, one, other)


def warm_up(site: "SmallSite", _one: int, _other: int) -> None:
    heat.refresh(Article.objects.values_list("pk", flat=True), at=now())


def work(site: "SmallSite", _one: int, _other: int) -> None:
    assert tasks.drain()


READING = {
    act.__name__: act
    for act in (
        comment, remove_comment, answer_comment, pin_comment, select_comment, select_only, comment_that_waits,
        like_comment, like, bookmark, follow, reads, warm_up, work,
    )
}  # fmt: skip
