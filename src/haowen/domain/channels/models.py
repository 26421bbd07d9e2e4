"""Channels: the sections of a site."""

from django.core.validators import RegexValidator
from django.db import models


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Named filters over channels."""

    def open(self) -> "ChannelQuerySet":
        """Channels that readers see, in the host's order."""
        return self.filter(is_open=True).order_by("position", "id")


class Channel(models.Model):
    """A section of the site, with its name in both languages."""

    slug = models.CharField(max_length=30, unique=True, validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z")])
    name_zh = models.CharField(max_length=20)
    name_en = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en


class Demand(models.Model):
    """A declaration that this channel demands before publishing (a kind, ``ai`` for any word on AI, ``history`` for a public history)."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="demands")
    declaration = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "declaration"], name="demand_is_unique")]

    def __str__(self) -> str:
        return self.declaration
