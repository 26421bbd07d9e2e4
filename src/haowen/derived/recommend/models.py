"""What was worked out about which articles go with which. Rows here can be thrown away and made again."""

from django.db import models

from haowen.domain.articles.models import Article
from haowen.kit.clock import now


class Relation(models.Model):
    """``other`` is worth reading after ``article``: the score that orders the list, and what it is made of.

    ``parts`` names each contribution to the score; their sum is the score. ``why`` is the reason that is shown.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_from")
    score = models.FloatField()
    why = models.CharField(max_length=20)
    parts = models.JSONField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["article", "-score"], name="relation_best")]
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="relation_is_unique")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id} ({self.why})"


class Warmth(models.Model):
    """What an article's heat is made of, as of ``at``: the terms whose sum it is.

    ``week`` is a second heat with the longer half-life of the week; ``good`` how good the piece has proved over all time.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="warmth")
    at = models.DateTimeField()
    parts = models.JSONField()
    week_parts = models.JSONField()
    week = models.FloatField(default=0.0)
    good = models.FloatField(default=0.0)

    class Meta:
        verbose_name_plural = "warmth"
        indexes = [
            models.Index(fields=["-week"], name="warmth_week"),
            models.Index(fields=["-good"], name="warmth_good"),
        ]

    def __str__(self) -> str:
        return f"warmth of article {self.article_id}"
