"""What the host has seen of a publisher, and where it may publish."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.publishers.models.publisher import Kind, Publisher, PublisherRestriction
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal


class Credential(models.Model):
    """What the host has seen of a publisher: kind, number, issuer, until when it holds, verified by whom and when."""

    personal = Personal(exported=False, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="credentials")
    what = models.CharField(max_length=80)
    number = models.CharField(max_length=80, blank=True, default="")
    issuer = models.CharField(max_length=100, blank=True, default="")
    valid_until = models.DateField(null=True, blank=True)  # none: it does not expire
    stops_publishing = models.BooleanField(default=False)  # when it lapses; the badge goes in any case
    verified_at = models.DateTimeField(default=now)
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lapsed_at = models.DateTimeField(null=True, blank=True)
    restriction = models.ForeignKey(
        PublisherRestriction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-verified_at", "-id"]

    def __str__(self) -> str:
        return f"{self.what} of publisher {self.publisher_id}"


class Permission(models.TextChoices):
    """Whether a publisher may publish somewhere."""

    AT_ONCE = "at_once"
    AFTER_REVIEW = "after_review"
    NOT_AT_ALL = "not_at_all"


class Holding(models.TextChoices):
    """Whether a publisher holds a credential that is in force."""

    HELD = "held"
    NONE = "none"


class WritingRule(models.Model):
    """What publishers of a kind, with or without a credential in force, may do in a channel. Empty means: any."""

    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True, default="")
    holds = models.CharField(max_length=8, choices=Holding.choices, blank=True, default="")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    permission = models.CharField(max_length=12, choices=Permission.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("kind", "holds", Coalesce("channel", 0), name="writing_rule_is_one"),
            models.CheckConstraint(
                condition=Q(permission__in=Permission.values), name="writing_rule_permission_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values], holds__in=["", *Holding.values]), name="writing_rule_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'} {self.channel_id or '*'}: {self.permission}"
