"""What search engines have yet to be told, and how telling them went."""

from django.db import models


class Waiting(models.Model):
    """An article whose address a receiver has yet to be told; once, however often it changes meanwhile."""

    receiver = models.CharField(max_length=20)
    article_id = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receiver", "article_id"], name="waiting_is_once")]
        indexes = [models.Index(fields=["receiver", "since", "id"], name="waiting_in_order")]

    def __str__(self) -> str:
        return f"article {self.article_id} for {self.receiver}"


class Standing(models.Model):
    """How it stands with a receiver: when it was told last, what went wrong since, when it is tried again."""

    receiver = models.CharField(max_length=20, primary_key=True)
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")
    again_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.receiver
