"""What the host says about an article or takes from it, and what was put right."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now


class LabelKind(models.TextChoices):
    """What the host or a file's own metadata states about an article."""

    AI_GENERATED = "ai_generated"
    DISPUTED = "disputed"
    SENSITIVE = "sensitive"
    STATE_MEDIA = "state_media"


class Label(models.Model):
    """A statement of the host about an article, which the writer cannot take off."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=12, choices=LabelKind.choices)
    note = models.CharField(max_length=200, blank=True, default="")
    by_public_id = models.CharField(max_length=20)
    set_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "kind"], name="label_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=LabelKind.values), name="label_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.kind


class Correction(models.Model):
    """A note to readers on what was put right after publishing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    note = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.note


class ArticleEffect(models.TextChoices):
    """What a restriction takes from an article; several can stand side by side."""

    WITHHELD = "withheld"
    UNLISTED = "unlisted"  # readable by its address, in no list
    NO_COMMENTS = "no_comments"


class ArticleRestriction(models.Model):
    """Something taken from an article for a time, under a statement."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=ArticleEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["article", "effect"])]
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=ArticleEffect.values), name="article_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of article {self.article_id}"
