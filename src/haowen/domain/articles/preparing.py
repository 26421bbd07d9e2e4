"""What is to come out with the next text of an article that is out: kept until it does, seen by its writers alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from haowen.domain.articles.models import Article, Prepared


@dataclass(frozen=True, slots=True)
class Along:
    """What comes out in the same transaction as the text, so that readers never see one without the other.

    ``filed`` are columns that ``filing`` knows; ``correction`` tells readers what was put right in an article that is out.
    """

    filed: Mapping[str, Any] = field(default_factory=dict)
    correction: str = ""


def prepare(article: Article, along: Along) -> None:
    """Keep what is to come out along with the article's next text; what was kept before is forgotten."""
    said = {name: _plain(value) for name, value in along.filed.items()}
    Prepared.objects.update_or_create(
        article=article, defaults={"filed": said, "correction": along.correction.strip()[:500]}
    )


def prepared(article: Article) -> Along:
    """Return what was kept; of what has gone since, nothing."""
    kept = Prepared.objects.filter(article=article).first()
    if kept is None:
        return Along()
    said = {name: _meant(name, value) for name, value in kept.filed.items()}
    gone = {name for name, value in said.items() if value is None and kept.filed[name] is not None}
    return Along({name: value for name, value in said.items() if name not in gone}, kept.correction)


def forget(article: Article) -> None:
    """Forget what was kept: it has come out, or is wanted no more."""
    Prepared.objects.filter(article=article).delete()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _meant(name: str, value: Any) -> Any:
    column = Article._meta.get_field(name)  # noqa: SLF001 - Django's documented way to ask
    if value is None or not isinstance(column, models.Field):
        return value
    if isinstance(column, models.ForeignKey):
        return column.remote_field.model._base_manager.filter(pk=value).first()  # noqa: SLF001
    return dt.datetime.fromisoformat(value) if isinstance(column, models.DateTimeField) else value
