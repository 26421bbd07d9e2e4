"""Addresses that articles cite, and copies of what stood there. Neither knows who cites them."""

from django.db import models
from django.db.models import Q


class Trouble(models.TextChoices):
    """Why an address could not be read when it was asked."""

    NO_ANSWER = "no_answer"
    NOT_THERE = "not_there"
    UNREADABLE = "unreadable"
    FORBIDDEN = "forbidden"


class Link(models.Model):
    """An address as it is cited: what its page says of itself, and whether it still leads anywhere.

    ``failures`` counts the askings in a row that brought nothing, since ``failing_since``; ``died_on`` is the day of the
    first of them, once enough have been asked for to say so.
    """

    url = models.URLField(max_length=1000, unique=True)
    host = models.CharField(max_length=255)
    title = models.CharField(max_length=400, blank=True, default="")
    outlet = models.CharField(max_length=200, blank=True, default="")
    authors = models.CharField(max_length=300, blank=True, default="")
    dated_on = models.CharField(max_length=10, blank=True, default="")
    canonical_url = models.URLField(max_length=1000, blank=True, default="")
    wanted_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True, default="")
    due_at = models.DateTimeField(null=True, blank=True)  # when it is asked for next; empty: nothing published cites it
    checked_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(default=0)  # of the last answer; 0: there was none
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(trouble__in=["", *Trouble.values]), name="link_trouble_is_known"),
            models.CheckConstraint(condition=Q(died_on=None) | Q(failures__gt=0), name="link_died_by_failing"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="link_due"),
            models.Index(fields=["died_on"], condition=Q(died_on__isnull=False), name="link_dead"),
        ]

    def __str__(self) -> str:
        return str(self.url)


class Copy(models.Model):
    """What stood at an address: its text in the vocabulary of bodies, without pictures, scripts or requests elsewhere."""

    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="copy")
    title = models.CharField(max_length=400)
    html = models.TextField()
    language = models.CharField(max_length=10, blank=True, default="")
    fetched_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)  # of the bytes as they came

    class Meta:
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"copy of {self.link_id}"
