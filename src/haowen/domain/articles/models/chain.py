"""Review chains: the stages that a host sets for a channel or a publisher, and who passed what of an article."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.articles.models.revision import Revision
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal

STAGES_MOST = 5


class Chain(models.Model):
    """The stages that articles of one channel, or of one publisher, pass before they come out."""

    channel = models.OneToOneField(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="chain")
    publisher = models.OneToOneField(Publisher, null=True, blank=True, on_delete=models.CASCADE, related_name="chain")
    returns_to = models.PositiveSmallIntegerField(default=1)  # the stage that an edited article goes back to
    may_be_urgent = models.BooleanField(default=False)
    # Entries of live reports are passed one by one, by one stage alone (None: by the last).
    entries_stage = models.PositiveSmallIntegerField(null=True, blank=True)
    entries_go_first = models.BooleanField(default=False)  # and are before readers until then
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__isnull=False, publisher__isnull=True)
                | Q(channel__isnull=True, publisher__isnull=False),
                name="chain_is_of_a_channel_or_a_publisher",
            ),
        ]

    def __str__(self) -> str:
        return f"chain of {self.channel or self.publisher}"


class Passer(models.TextChoices):
    """Who may pass a stage where nobody is named."""

    WRITERS = "writers"  # whoever writes for the publisher, the author too
    EDITORS = "editors"  # owners and editors of the publisher
    HOST = "host"  # people of the host


class Stage(models.Model):
    """One stage of a chain; ``hours`` is how long an article may wait at it (None: without a term)."""

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    passers = models.CharField(max_length=8, choices=Passer.choices, default=Passer.HOST)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="stage_position_is_unique"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=STAGES_MOST), name="stages_are_five"),
            models.CheckConstraint(condition=Q(passers__in=Passer.values), name="stage_passers_are_known"),
        ]

    def __str__(self) -> str:
        return self.name


class StagePerson(models.Model):
    """Somebody named for a stage: then only those named pass it, and deputies once its term has run out."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    is_deputy = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "stage people"
        constraints = [models.UniqueConstraint(fields=["stage", "user"], name="stage_person_is_unique")]

    def __str__(self) -> str:
        return f"{self.user} at {self.stage}"


class ReviewState(models.TextChoices):
    """Where a review stands."""

    OPEN = "open"
    RETURNED = "returned"
    DONE = "done"


class Review(models.Model):
    """An article on its way through a chain. ``wanted_at`` is when it is to come out (None: once it has passed)."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reviews")
    chain = models.ForeignKey(Chain, null=True, on_delete=models.SET_NULL, related_name="reviews")
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.OPEN)
    asked_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(default=now)
    reached_at = models.DateTimeField(default=now)  # when it came to the stage at which it waits
    wanted_at = models.DateTimeField(null=True, blank=True)
    urgent_at = models.DateTimeField(null=True, blank=True)
    urgent_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    urgent_reason = models.CharField(max_length=300, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=~Q(state="done"), name="review_is_one"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_is_known"),
            models.CheckConstraint(
                condition=Q(urgent_at__isnull=True) | ~Q(urgent_reason=""), name="review_urgency_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"review of article {self.article_id}"


class Pass(models.Model):
    """Somebody has passed a revision at a stage. Names are kept as they were, for the printed sheet."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=3650)

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="passes")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    stage_name = models.CharField(max_length=40)
    by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    is_deputy = models.BooleanField(default=False)
    is_later = models.BooleanField(default=False)  # signed after an urgent release
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "passes"
        ordering = ["at", "id"]
        constraints = [
            # nobody passes two stages of one article
            models.UniqueConstraint(fields=["review", "revision", "by"], name="pass_is_one_a_person"),
            models.UniqueConstraint(fields=["review", "revision", "position"], name="pass_is_one_a_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.stage_name}: {self.by_name}"


class Remark(models.Model):
    """What a reviewer says about a passage, or about the whole (no passage)."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=60)
    passage = models.CharField(max_length=300, blank=True, default="")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
