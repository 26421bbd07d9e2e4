"""Which publisher brought which file, and what it says of it. The bytes are kept once, whoever brings them."""

from django.db import models

from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal


class Asset(models.Model):
    """A file in a publisher's library, with the words that go along when it is put into a text."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="assets")
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="assets")
    name = models.CharField(max_length=120, blank=True, default="")  # as the file was called
    alt = models.CharField(max_length=300, blank=True, default="")
    is_decorative = models.BooleanField(default=False)  # there is nothing to say of it to those who do not see it
    caption = models.CharField(max_length=300, blank=True, default="")
    credit = models.CharField(max_length=200, blank=True, default="")
    added_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)
    trashed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "media"], name="asset_is_unique")]
        indexes = [models.Index(fields=["publisher", "-added_at"], name="asset_newest")]

    def __str__(self) -> str:
        return self.name or str(self.media_id)


class Captions(models.Model):
    """What is said in a video, in one language, as WebVTT. They are the publisher's, even where others bring the same video."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "captions"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["asset", "language"], name="captions_language_is_unique")]

    def __str__(self) -> str:
        return f"{self.asset_id} {self.language}"
