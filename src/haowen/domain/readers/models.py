"""What readers do with articles and publishers: follow, like, bookmark; and their private history."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal


class Follow(models.Model):
    """An actor follows a publisher or a channel."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="follows")
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "publisher"], name="follow_of_publisher_is_unique"),
            models.UniqueConstraint(fields=["actor", "channel"], name="follow_of_channel_is_unique"),
            models.CheckConstraint(
                condition=Q(publisher__isnull=False, channel__isnull=True)
                | Q(publisher__isnull=True, channel__isnull=False),
                name="follow_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} follows {self.publisher_id or self.channel_id}"


class DailyFollows(models.Model):
    """How many came to follow a publisher on one day (by the site's clock), and how many left it, whoever they were."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="daily_follows")
    day = models.DateField()
    gained = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "daily follows"
        constraints = [models.UniqueConstraint(fields=["publisher", "day"], name="follows_of_day_are_unique")]

    def __str__(self) -> str:
        return f"{self.publisher_id} {self.day}: +{self.gained} -{self.lost}"


class ArticleFollows(models.Model):
    """Those of a publisher's :class:`DailyFollows` who came or left on the page of one of its articles."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="daily_follows")
    day = models.DateField()
    gained = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "article follows"
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="follows_on_article_are_unique")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: +{self.gained} -{self.lost}"


class Like(models.Model):
    """An actor likes an article."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="likes")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="likes")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "actor"], name="like_is_unique")]

    def __str__(self) -> str:
        return f"{self.actor_id} likes {self.article_id}"


class Bookmark(models.Model):
    """A person keeps an article for later; private."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="bookmarks")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="bookmark_is_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} keeps {self.article_id}"


class Poll(models.Model):
    """A question that an article asked its readers. Its key is of its words, so a changed one is another poll."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="polls")
    key = models.CharField(max_length=12)
    question = models.CharField(max_length=200)
    options = models.JSONField()
    asked_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="poll_is_unique")]

    def __str__(self) -> str:
        return self.question


class PollVote(models.Model):
    """An actor's answer to a poll; one each, which may be changed."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    option = models.PositiveSmallIntegerField()  # counted from 0
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "actor"], name="poll_vote_is_one")]

    def __str__(self) -> str:
        return f"{self.actor_id} answers {self.poll_id}"


class FormerAnswer(models.Model):
    """How often an answer was given on the site that an article comes from; who gave it did not come along."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="former_answers")
    option = models.PositiveSmallIntegerField()  # counted from 0
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "option"], name="former_answer_is_one")]

    def __str__(self) -> str:
        return f"{self.number} answered {self.option} in {self.poll_id}"
