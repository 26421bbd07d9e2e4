"""Taking something from an article under a statement, and giving it back."""

import datetime as dt

from django.db import transaction

from haowen.domain.articles import pictures
from haowen.domain.articles.events import ArticleRestricted
from haowen.domain.articles.models import Article, ArticleEffect, ArticleRestriction
from haowen.domain.media import restricting as media
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach


def restrict(
    article: Article, effect: ArticleEffect, *, under: Statement, until: dt.datetime | None = None
) -> ArticleRestriction:
    """Restrict an article from now on, until a moment or until it is lifted."""
    with transaction.atomic():
        row = ArticleRestriction.objects.create(
            article=article, effect=effect, statement=under, starts_at=now(), until=until
        )
        if effect == ArticleEffect.WITHHELD:
            pictures.withhold([article.pk], under=under, until=until)
        announce(ArticleRestricted(article_id=article.pk))
        reach("withhold.before_commit")
    reach("withhold.after_commit")
    return row


def lift(article: Article, effect: ArticleEffect) -> int:
    """End every restriction of this effect now; the rows stay as history. Return how many there were."""
    moment = now()
    with transaction.atomic():
        rows = ArticleRestriction.objects.filter(article=article, effect=effect).exclude(until__lte=moment)
        media.lift(statements=rows.values_list("statement", flat=True))
        count = rows.update(until=moment)
        if count:
            announce(ArticleRestricted(article_id=article.pk))
    return count
