"""Grants to repost, requests for one, and reposts."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal


class Who(models.TextChoices):
    """Whom a publisher lets repost."""

    NOBODY = "nobody"
    ASK = "ask"
    NAMED = "named"
    ALL = "all"


class Grant(models.Model):
    """Who may repost one article, or whatever of a publisher has no grant of its own."""

    publisher = models.OneToOneField(
        Publisher, null=True, blank=True, on_delete=models.CASCADE, related_name="repost_grant"
    )
    article = models.OneToOneField(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="repost_grant"
    )
    who = models.CharField(max_length=6, choices=Who.choices, default=Who.ASK)
    may_change = models.BooleanField(default=False)
    named = models.ManyToManyField(Publisher, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(publisher__isnull=True, article__isnull=False)
                | Q(publisher__isnull=False, article__isnull=True),
                name="repost_grant_is_of_one",
            ),
            models.CheckConstraint(condition=Q(who__in=Who.values), name="repost_grant_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.who} for {self.article or self.publisher}"


class Answer(models.TextChoices):
    """What was said to a request."""

    OPEN = ""
    GRANTED = "granted"
    REFUSED = "refused"


class Request(models.Model):
    """A publisher asks to repost an article; what another answers, and why."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="repost_requests")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="repost_requests")
    asked_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    words = models.CharField(max_length=500, blank=True, default="")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.OPEN)
    may_change = models.BooleanField(default=False)
    reasons = models.CharField(max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "publisher"], condition=Q(answer=""), name="repost_request_is_open_once"
            ),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="repost_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher_id} asks for {self.article_id}"


class Repost(models.Model):
    """Which article another is a repost of. ``sha256`` is that of the original's body when it was taken over."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="repost_of")
    original = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reposts")
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(article=models.F("original")), name="repost_is_of_another")]

    def __str__(self) -> str:
        return f"{self.article_id} reposts {self.original_id}"
