"""What became of an article over time: which revisions readers have seen, and what its writers are told."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.articles.models.revision import Revision
from haowen.kit.clock import now


class Publication(models.Model):
    """A revision that readers were shown from a moment on, until the next of its article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="publications")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"revision {self.revision_id} from {self.at:%Y-%m-%d %H:%M}"


class Prepared(models.Model):
    """What is to come out with the next text of an article that is out: where it then stands, and what is told."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="prepared")
    filed = models.JSONField(default=dict)  # columns of Article that ``filing`` knows; rows by their keys
    correction = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        verbose_name_plural = "prepared"

    def __str__(self) -> str:
        return f"prepared for article {self.article_id}"


class NoteKind(models.TextChoices):
    """What a note to the writers tells."""

    LATE = "late"  # it came out after its time, because the site was down
    HELD_BACK = "held_back"  # at its time it could not come out
    SENT_BACK = "sent_back"  # a stage of a review gave it back
    DEAD_LINK = "dead_link"  # an address that it cites leads nowhere any more
    URGENT = "urgent"  # it came out before all stages had passed it
    TITLES = "titles"  # the day of its two titles is over, and nobody has decided yet


class WriterNote(models.Model):
    """What those who write an article are told about it, in the studio and by mail."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    text = models.CharField(max_length=500, blank=True, default="")  # reasons, in the words of whoever gave them
    due_at = models.DateTimeField(null=True, blank=True)  # the moment that had been set for it
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="writer_note_is_known")]

    def __str__(self) -> str:
        return f"{self.kind} of article {self.article_id}"


class TrialOutcome(models.TextChoices):
    """How a trial of two titles ended."""

    FIRST = "first"
    SECOND = "second"
    OVERTAKEN = "overtaken"  # other titles came out meanwhile


class TitleTrial(models.Model):
    """Two titles that lists showed by chance for a day; ``outcome`` stays empty until the writer has decided."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="title_trials")
    first = models.CharField(max_length=200)
    second = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=TrialOutcome.choices, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(outcome=""), name="title_trial_is_one"),
            models.CheckConstraint(condition=Q(outcome__in=["", *TrialOutcome.values]), name="trial_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
