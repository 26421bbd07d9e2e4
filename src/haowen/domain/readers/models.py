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
    """How many came to follow a publisher on one day (UTC), and how many left it: sums, whoever they were.

    The row without an article counts all of the day; a row with one those who did it on that article's page.
    """

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="daily_follows")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="daily_follows")
    day = models.DateField()
    gained = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "daily follows"
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "day"], condition=Q(article__isnull=True), name="follows_of_day_are_unique"
            ),
            models.UniqueConstraint(
                fields=["article", "day"], condition=Q(article__isnull=False), name="follows_by_article_are_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher_id} {self.day}: +{self.gained} -{self.lost}"


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
