"""What the desk places by hand: headline slots for a time, and the originals shown as tabs."""

from django.db import models
from django.db.models import F, Q

from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel


class Place(models.TextChoices):
    """Where a slot is."""

    LEAD = "lead"  # the front page's one story
    SECOND = "second"  # beside it
    CHANNEL = "channel"  # a channel's own headline, on its page and in the headline grid


class Slot(models.Model):
    """A place that the desk fills with an article, for a time."""

    place = models.CharField(max_length=8, choices=Place.choices)
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(default=0)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by_public_id = models.CharField(max_length=20)

    class Meta:
        ordering = ["place", "position", "-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=Place.values), name="slot_place_is_known"),
            models.CheckConstraint(
                condition=Q(place="channel", channel__isnull=False) | (~Q(place="channel") & Q(channel__isnull=True)),
                name="slot_channel_goes_with_place",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("starts_at")), name="slot_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.position}: {self.article_id}"


class Vertical(models.Model):
    """A curated original series of the host (原创栏目), shown as a tab, at ``/o/<slug>``."""

    slug = models.CharField(max_length=30, unique=True)
    name_zh = models.CharField(max_length=20)
    name_en = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en


class VerticalArticle(models.Model):
    """An article's place in a vertical."""

    vertical = models.ForeignKey(Vertical, on_delete=models.CASCADE, related_name="entries")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="verticals")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "-id"]
        constraints = [models.UniqueConstraint(fields=["vertical", "article"], name="vertical_entry_is_unique")]

    def __str__(self) -> str:
        return f"{self.vertical_id}: {self.article_id}"
