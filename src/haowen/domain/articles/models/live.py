"""What a live report is made of: entries that are only added to, each with its texts, and who passed these."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.articles.models.chain import ReviewState
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id


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


class LiveTextQuerySet(models.QuerySet["LiveText"]):
    """Named filters over texts of entries. What nobody has to pass has no review."""

    def out(self) -> "LiveTextQuerySet":
        """Texts that readers may see."""
        is_first = Q(review__state=ReviewState.OPEN, review__is_out_first=True)
        return self.filter(is_first | Q(review=None) | Q(review__state=ReviewState.DONE))

    def told(self) -> "LiveTextQuerySet":
        """Texts that readers may see, or could before they were returned."""
        return self.filter(Q(review=None) | Q(review__state=ReviewState.DONE) | Q(review__is_out_first=True))


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

    objects = LiveTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.plain[:40]


class EntryReview(models.Model):
    """An entry's text that somebody else passes: before readers see it, or afterwards (``is_out_first``)."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=3650)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    text = models.OneToOneField(LiveText, on_delete=models.CASCADE, related_name="review")
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.OPEN)
    is_out_first = models.BooleanField(default=False)
    stage_name = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")  # why it was returned
    asked_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=Q(state="open"), name="entry_reviews_open")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="entry_review_state_is_known")
        ]

    def __str__(self) -> str:
        return f"review of {self.text}"


class LiveEnd(models.Model):
    """The end of a live report, as it was declared."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="live_end")
    at = models.DateTimeField()
    made_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.article_id} ended"
