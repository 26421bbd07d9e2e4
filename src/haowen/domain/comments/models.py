"""Comments (跟帖), in threads with floors (楼)."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id


class Comment(models.Model):
    """A reader's reply; ``floor`` is its number under the article and never changes or is used again."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    floor = models.PositiveIntegerField()
    actor = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="comments")
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by")
    text = models.TextField()
    at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True, blank=True)  # by its writer; the floor stays
    publisher = models.ForeignKey(
        Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # in whose name it was said; none: in the writer's own
    pinned_at = models.DateTimeField(null=True, blank=True)  # by the article's publisher: stands first
    selected_at = models.DateTimeField(null=True, blank=True)  # by it, where it shows selected comments only
    waits_since = models.DateTimeField(null=True, blank=True)  # for it, under one of its rules
    waits_word = models.CharField(max_length=40, blank=True, default="")  # of that rule; none: it is about the person
    score = models.IntegerField(default=0)  # likes, kept here so that "best" is an index

    class Meta:
        ordering = ["floor"]
        indexes = [
            models.Index(fields=["article", "-pinned_at", "-score", "floor"], name="comment_pinned_and_best"),
            models.Index(fields=["article"], condition=Q(waits_since__isnull=False), name="comment_waits"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "floor"], name="comment_floor_is_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=Q(floor__gte=1), name="comment_floor_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.floor}: {self.text[:20]}"


class CommentLike(models.Model):
    """An actor likes a comment."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="comment_likes")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="likes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "actor"], name="comment_like_is_unique")]

    def __str__(self) -> str:
        return f"{self.actor_id} likes comment {self.comment_id}"


class Does(models.TextChoices):
    """What a publisher's rule does to a comment that falls under it."""

    WAIT = "wait"  # until the publisher lets it through
    REFUSE = "refuse"


class BlockedWord(models.Model):
    """A word that a publisher does not want to have under its articles unseen. ``folded`` is how it is looked for."""

    personal = Personal(exported=False, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="blocked_words")
    word = models.CharField(max_length=40)
    folded = models.CharField(max_length=80)
    does = models.CharField(max_length=6, choices=Does.choices)
    by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "folded"], name="blocked_word_is_unique"),
            models.CheckConstraint(condition=Q(does__in=Does.values), name="blocked_word_does_is_known"),
            models.CheckConstraint(condition=~Q(folded=""), name="blocked_word_is_a_word"),
        ]

    def __str__(self) -> str:
        return self.word


class BlockedPerson(models.Model):
    """Somebody whose comments a publisher does not want to have under its articles unseen."""

    personal = Personal(exported=False, fate=Fate.ERASED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="blocked_people")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    does = models.CharField(max_length=6, choices=Does.choices)
    by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "blocked people"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "actor"], name="blocked_person_is_unique"),
            models.CheckConstraint(condition=Q(does__in=Does.values), name="blocked_person_does_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} of publisher {self.publisher_id}"


class CommentEffect(models.TextChoices):
    """What a restriction does to a comment."""

    WITHHELD = "withheld"


class CommentRestriction(models.Model):
    """A comment that readers do not see for a time, under a statement."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=CommentEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=CommentEffect.values), name="comment_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of comment {self.comment_id}"
