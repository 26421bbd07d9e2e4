"""What rests on a publisher and on a person now: every restriction in force, with the statement that it stands on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from haowen.domain.articles.models import Article, ArticleRestriction
from haowen.domain.moderation.models import Decision
from haowen.domain.people.models import User
from haowen.domain.people.restricting import restrictions_of
from haowen.domain.publishers.models import Publisher, PublisherRestriction
from haowen.domain.statements.models import Statement
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now

MOST = 200


@dataclass(frozen=True, slots=True)
class Resting:
    """One restriction: on what (``publisher``, ``article``, ``account``), with which effect, and under which statement.

    ``case`` is the number of the case in which it was decided (None: in no case), ``address`` where the thing stands.
    """

    kind: str
    effect: str
    statement: Statement
    starts_at: dt.datetime
    until: dt.datetime | None
    name: str = ""
    language: str = ""
    address: str = ""
    case: int | None = None


def over(publisher: Publisher, user: User) -> list[Resting]:
    """Return what rests on a publisher, its articles and a person, in this order, the newest first in each."""
    standing = in_force(now())
    on_publisher = PublisherRestriction.objects.filter(standing, publisher=publisher)
    on_articles = ArticleRestriction.objects.filter(standing, article__publisher=publisher).select_related("article")
    named = {"name": publisher.name, "language": publisher.language, "address": f"/@{publisher.handle}"}
    found = [
        *((row, {"kind": "publisher", **named}) for row in _newest(on_publisher)),
        *((row, _of_article(row.article)) for row in _newest(on_articles)),
        *((row, {"kind": "account"}) for row in _newest(restrictions_of(user))),
    ]
    cases = _cases([row.statement_id for row, _said in found])
    return [
        Resting(
            effect=row.effect, statement=row.statement, starts_at=row.starts_at, until=row.until,
            case=cases.get(row.statement_id), **said,
        )
        for row, said in found
    ]  # fmt: skip


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("statement").order_by("-starts_at", "-pk")[:MOST]


def _of_article(article: Article) -> dict[str, str]:
    at = f"/studio/a/{article.public_id}"
    return {"kind": "article", "name": article.title, "language": article.language, "address": at}


def _cases(statements: list[int]) -> dict[int, int]:
    if not statements:
        return {}
    rows = Decision.objects.filter(statement__in=statements).values_list("statement", "case__number")
    return {statement: number for statement, number in rows if statement is not None}
