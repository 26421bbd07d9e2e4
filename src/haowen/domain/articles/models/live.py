"""What a live report is made of: entries that are only added to, each with its texts."""

from django.db import models

from haowen.domain.articles.models.article import Article
from haowen.domain.people.models import Actor
from haowen.kit.personal import Fate, Personal


class LiveEntry(models.Model):
    """A moment of a live report. What it says is its last text; what it said before stays."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="live_entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    made_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    pinned_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "live entries"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="live_entry_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.article_id} entry {self.number}"


class LiveText(models.Model):
    """What an entry says, or says since it was corrected; ``note`` tells readers what was put right."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    entry = models.ForeignKey(LiveEntry, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=120, blank=True, default="")
    html = models.TextField()
    plain = models.TextField()
    note = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.plain[:40]


class LiveEnd(models.Model):
    """The end of a live report, as it was declared."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="live_end")
    at = models.DateTimeField()
    made_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.article_id} ended"
