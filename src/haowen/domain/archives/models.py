"""Archives that somebody asked for, those that were brought in, and what is known only from them."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.people.models import User
from haowen.domain.publishers.models import MemberRole, Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_secret


class ExportState(models.TextChoices):
    """How far an archive is."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"  # its term is over, or it was deleted


class Export(models.Model):
    """An archive of a publisher that one of its owners asked for. Its file is served by the private link alone."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    done = models.PositiveIntegerField(default=0)  # articles so far, of ``whole``
    whole = models.PositiveIntegerField(default=0)
    secret = models.CharField(max_length=30, unique=True, default=new_secret, editable=False)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, default="")  # why it failed

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(expires_at__isnull=False), name="export_ready_has_a_term"
            ),
            models.UniqueConstraint(
                fields=["publisher"], condition=Q(state__in=["waiting", "running"]), name="export_under_way_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"archive of publisher {self.publisher_id}, {self.state}"


class Restoring(models.Model):
    """An archive that is being brought in, or was: known by the hash of all that is in it."""

    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.digest[:12]


class FormerMember(models.Model):
    """Who belonged to a publisher where it comes from, by name alone: the host weighs a claim by it."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="former_members")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=8, choices=MemberRole.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="former_member_role_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class Counted(models.TextChoices):
    """What readers did, of which an archive tells the number alone."""

    LIKES = "likes"
    BOOKMARKS = "bookmarks"
    FOLLOWS = "follows"


class FormerCount(models.Model):
    """How often readers elsewhere did something with an article, or with a publisher (no article).

    ``day`` is by the clock of that site, and known of likes alone: their writers see those by the day.
    """

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="former_counts")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="former_counts")
    what = models.CharField(max_length=10, choices=Counted.choices)
    day = models.DateField(null=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "what", "day"], name="former_count_of_article_is_one"),
            models.UniqueConstraint(
                fields=["publisher", "what"], condition=Q(article=None), name="former_count_of_publisher_is_one"
            ),
            models.CheckConstraint(condition=Q(what__in=Counted.values), name="former_count_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"
