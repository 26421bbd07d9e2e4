"""Cases: all reports on one thing, with what was decided."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.comments.models import Comment
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_secret


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open"
    DECIDED = "decided"


class Case(models.Model):
    """All reports on one thing. ``number`` and ``secret`` together are the address that reporters get."""

    number = models.PositiveIntegerField(unique=True)
    secret = models.CharField(max_length=30, default=new_secret, editable=False)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    page = models.CharField(max_length=300, blank=True, default="")  # the reported address, where it is none of these
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    opened_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-opened_at", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="case_state_is_known"),
            models.UniqueConstraint(fields=["article"], condition=Q(state="open"), name="case_of_article_is_one"),
            models.UniqueConstraint(fields=["comment"], condition=Q(state="open"), name="case_of_comment_is_one"),
            models.UniqueConstraint(fields=["publisher"], condition=Q(state="open"), name="case_of_publisher_is_one"),
        ]

    def __str__(self) -> str:
        return f"case {self.number}"


class Reason(models.TextChoices):
    """Why somebody reports."""

    FALSE = "false"
    INSULT = "insult"
    HATE = "hate"
    SEXUAL = "sexual"
    VIOLENCE = "violence"
    SPAM = "spam"
    RIGHTS = "rights"
    PRIVACY = "privacy"
    MINORS = "minors"
    OTHER = "other"


class Report(models.Model):
    """Somebody says that something is wrong. Who it was is seen by moderators alone."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    text = models.TextField(blank=True, default="")
    contact = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(reason__in=Reason.values), name="report_reason_is_known")]

    def __str__(self) -> str:
        return f"{self.reason} in case {self.case_id}"


class Outcome(models.TextChoices):
    """What was decided."""

    NO_ACTION = "no_action"
    WITHHELD = "withheld"
    RESTORED = "restored"


class Decision(models.Model):
    """What a moderator did; anything but no action carries the statement it stands on."""

    personal = Personal(exported=False, fate=Fate.KEPT, kept_days=1095)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_is_known"),
            models.CheckConstraint(
                condition=~Q(outcome="withheld") | Q(statement__isnull=False), name="decision_withholding_has_statement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in case {self.case_id}"
