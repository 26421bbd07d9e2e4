"""What was read: sums by the hour and pairs read together. Nobody is named here."""

from django.db import models

from haowen.domain.articles.models import Article


class HourlyReads(models.Model):
    """How often one article was shown, opened and read through in one hour (UTC), by where readers came from."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reads")
    hour_at = models.DateTimeField()
    source = models.CharField(max_length=40, blank=True, default="")
    shown = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "hourly reads"
        constraints = [models.UniqueConstraint(fields=["article", "hour_at", "source"], name="hour_is_unique")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour_at:%Y-%m-%d %H}"


class CoReading(models.Model):
    """How often two articles were read by the same reader on one day (smaller key first)."""

    one = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_is_unique"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="pair_is_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}-{self.other_id}"
