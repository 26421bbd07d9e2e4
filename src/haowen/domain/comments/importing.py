"""Comments of elsewhere come in with the article they stood under: with the name that stood there, and no account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article
from haowen.domain.comments.events import CommentMade
from haowen.domain.comments.models import Comment
from haowen.domain.people.models import Actor, ActorKind
from haowen.kit.clock import now
from haowen.kit.events import announce

_NAME_COLUMN = 60


@dataclass(frozen=True, slots=True)
class Arriving:
    """A comment as it came. ``answers`` is the ``key`` of another that came with it; no time means that it is unknown."""

    key: str
    name: str
    text: str
    at: datetime | None = None
    answers: str = ""


def bring_in(article: Article, comments: Iterable[Arriving]) -> int:
    """Keep comments under an article, the oldest on the lowest floor. Doing it twice has one effect.

    Nobody can sign in as one of their writers: each is an actor of elsewhere, of this article alone, known by name only.
    Returns how many are new.
    """
    wanted = sorted((each for each in comments if each.text.strip()), key=lambda each: each.at or now())
    if not wanted:
        return 0
    made = 0
    with transaction.atomic():
        # The article's row is the lock under which floors are counted.
        Article.objects.select_for_update().get(pk=article.pk)
        there = {_sign(row): row for row in _of_elsewhere(article)}
        actors = {row.actor.name: row.actor for row in there.values() if row.actor is not None}
        floor = Comment.objects.filter(article=article).aggregate(last=Max("floor"))["last"] or 0
        rows: dict[str, Comment] = {}
        for each in wanted:
            name = " ".join(each.name.split())[:_NAME_COLUMN] or _("A reader")
            text = each.text.replace("\x00", "").strip()
            if found := there.get((name, text, each.at)):
                rows[each.key] = found
                continue
            if name not in actors:
                actors[name] = Actor.objects.create(kind=ActorKind.REMOTE, name=name)
            floor += 1
            rows[each.key] = Comment.objects.create(
                article=article,
                floor=floor,
                actor=actors[name],
                answers=rows.get(each.answers),
                text=text,
                at=each.at or now(),
            )
            announce(CommentMade(article_id=article.pk, comment_id=rows[each.key].pk))
            made += 1
    return made


def _of_elsewhere(article: Article) -> Iterable[Comment]:
    return Comment.objects.filter(article=article, actor__kind=ActorKind.REMOTE, actor__user=None).select_related(
        "actor"
    )


def _sign(row: Comment) -> tuple[str, str, datetime | None]:
    """Return by what an imported comment is known again."""
    return (row.actor.name if row.actor else "", row.text, row.at)
