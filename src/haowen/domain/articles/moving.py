"""Moving articles to another channel or series, and handing them over to another publisher. Their addresses stay."""

import copy
import dataclasses
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles import gates
from haowen.domain.articles.chaining import stages
from haowen.domain.articles.events import ArticleChanged, ArticlePinned, ArticleSaved
from haowen.domain.articles.filing import file, left_by
from haowen.domain.articles.models import Article, Series, State
from haowen.domain.articles.permits import permits
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor
from haowen.domain.publishers.access import ARRANGING_ROLES, restricted
from haowen.domain.publishers.models import Member, Publisher, PublisherEffect
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.gates import Weight
from haowen.kit.refusals import Refused

# What is asked of where an article stands; what is asked of its text was answered when it came out.
_OF_THE_PLACE = (gates.membership, gates.restrictions, gates.channel, gates.declarations, permits, stages)


def move(article: Article, *, by: Actor, channel: Channel | None, series: Series | None) -> Article:
    """Let an article stand in a channel and in a series, at its end. Raises Refused where it could not come out so."""
    if series is not None and series.publisher_id != article.publisher_id:
        raise Refused(_("The series belongs to another publisher."), field="series")
    if channel != article.channel:
        see_that_it_may_stand(article, by, channel=channel)
    elsewhere: dict[str, Any] = {}
    if series is None:
        elsewhere = {"series": None, "series_position": None}
    elif series.pk != article.series_id:
        positions = series.articles.order_by("-series_position").values_list("series_position", flat=True)
        elsewhere = {"series": series, "series_position": (positions.first() or 0) + 1}
    return file(article, by=by, channel=channel, **elsewhere)


def hand_over(article: Article, to: Publisher, *, by: Actor) -> Article:
    """Let an article belong to another publisher: whoever owns or edits both may. It leaves its series, and the top."""
    if to.pk == article.publisher_id:
        raise Refused(_("It belongs to this publisher already."))
    if not gates.is_host(by) and not _arranges(by, article.publisher, to):
        raise Refused(_("Only who owns or edits both publishers hands an article over."))
    if Publisher.objects.filter(_is_restricted(), pk__in=[article.publisher_id, to.pk]).exists():
        raise Refused(_("While a restriction of the host rests on a publisher, its articles stay where they are."))
    see_that_it_may_stand(article, by, publisher=to)
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if (locked.publisher_id, locked.state) != (article.publisher_id, article.state):
            raise Refused(_("Somebody else has changed it meanwhile."))
        left = left_by(locked)
        if locked.pinned_at is not None:
            announce(ArticlePinned(publisher_id=locked.publisher_id))
        Article.objects.filter(pk=locked.pk).update(publisher=to, series=None, series_position=None, pinned_at=None)
        if locked.state in (State.PUBLISHED, State.WITHDRAWN):  # a tombstone names its publisher, too
            announce(
                dataclasses.replace(left, publisher_id=locked.publisher_id),
                ArticleChanged(article_id=locked.pk),
            )
        else:
            announce(ArticleSaved(article_id=locked.pk))
    article.refresh_from_db()
    return article


def _is_restricted() -> Any:
    return restricted(now(), PublisherEffect.WITHHELD, PublisherEffect.NO_PUBLISHING)


def _arranges(by: Actor, *publishers: Publisher) -> bool:
    rows = Member.objects.filter(user=by.user_id, role__in=ARRANGING_ROLES, publisher__in=publishers)
    return by.user_id is not None and rows.count() == len(publishers)


def see_that_it_may_stand(article: Article, by: Actor, **place: Channel | Publisher | None) -> None:
    """Ask, for what is out or planned, whether it could come out where it is wanted."""
    if article.state == State.IN_REVIEW:
        raise Refused(_("It waits in review. Take it back first."), field="channel")
    revision = article.revision if article.state == State.PUBLISHED else article.planned
    if revision is None or article.state not in (State.PUBLISHED, State.SCHEDULED):
        return
    there = copy.copy(article)
    for name, value in place.items():
        setattr(there, name, value)
    found = [finding for gate in _OF_THE_PLACE for finding in gate(article=there, revision=revision, by=by)]
    if said := [finding.message for finding in found if finding.weight != Weight.ADVICE]:
        raise Refused(" ".join(dict.fromkeys(said)), field="channel")
