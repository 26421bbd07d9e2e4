"""Media: original bytes by hash, once; everything else is a rendition and can be made again."""

from django.db import models
from django.db.models import Q

from haowen.domain.people.models import Actor
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal


class MediaKind(models.TextChoices):
    """What a file is to readers."""

    PICTURE = "picture"
    VIDEO = "video"


class Media(models.Model):
    """An original file. ``sha256`` is its identity; its bytes lie in ``media/originals/`` and are never served."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=MediaKind.choices, default=MediaKind.PICTURE)
    format = models.CharField(max_length=10)
    size_bytes = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    colour = models.CharField(max_length=7, blank=True, default="")
    duration_ms = models.PositiveIntegerField(default=0)
    has_avif = models.BooleanField(default=False)  # made later, by a task
    credit = models.CharField(max_length=200, blank=True, default="")
    added_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "media"
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="media_hash_is_sha256"),
            models.CheckConstraint(condition=Q(kind__in=MediaKind.values), name="media_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Rendition(models.Model):
    """One made-again file of an original, served at ``/media/<hash>/<name>``."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=40)  # e.g. w640.webp
    format = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "name"], name="rendition_is_unique")]

    def __str__(self) -> str:
        return self.name


class Mark(models.Model):
    """The drawing of a watermark; marked renditions lie beside the plain ones under its key."""

    key = models.CharField(max_length=8, primary_key=True)
    text = models.CharField(max_length=60)
    drawing = models.BinaryField()

    def __str__(self) -> str:
        return self.text


class EncodingState(models.TextChoices):
    """How far a video's smaller versions are."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ABSENT = "absent"  # there is no encoder here


class Encoding(models.Model):
    """The making of a video's smaller versions."""

    media = models.OneToOneField(Media, on_delete=models.CASCADE, primary_key=True, related_name="encoding")
    state = models.CharField(max_length=8, choices=EncodingState.choices)
    progress = models.PositiveSmallIntegerField(default=0)  # of a hundred
    reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EncodingState.values), name="encoding_state_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.media_id}: {self.state}"


class MediaEffect(models.TextChoices):
    """What a restriction of a file does."""

    WITHHELD = "withheld"


class MediaRestriction(models.Model):
    """A file that is not served, under a statement."""

    media = models.ForeignKey(Media, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=MediaEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=MediaEffect.values), name="media_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of media {self.media_id}"
