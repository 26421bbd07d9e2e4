"""Publishers (号), their members, and the applications that open them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import User
from haowen.domain.site.models import Language
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id

HANDLE = RegexValidator(r"^[a-z0-9_]{3,30}\Z")


class Kind(models.TextChoices):
    """Who stands behind a publisher; its badge is drawn after it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    MEDIA = "media"
    GOVERNMENT = "government"


class Publisher(models.Model):
    """The public account under which articles appear."""

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    handle = models.CharField(max_length=30, unique=True, validators=[HANDLE])
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    tagline = models.CharField(max_length=160, blank=True, default="")
    field = models.CharField(max_length=60, blank=True, default="")
    avatar = models.ForeignKey(Media, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=Language.choices, default=Language.ZH_HANS)
    is_kept_by_host = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="publisher_kind_is_known"),
            models.CheckConstraint(condition=Q(handle__regex=r"^[a-z0-9_]{3,30}$"), name="publisher_handle_is_plain"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerHandle(models.Model):
    """A handle that a publisher once had; its addresses lead to the new one for good."""

    handle = models.CharField(max_length=30, unique=True)
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="former_handles")

    def __str__(self) -> str:
        return self.handle


class MemberRole(models.TextChoices):
    """A member's place in a publisher, the widest first."""

    OWNER = "owner"
    EDITOR = "editor"
    WRITER = "writer"
    ANALYST = "analyst"


class Member(models.Model):
    """A user's place in a publisher."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=MemberRole.choices)
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publisher", "user"], name="member_is_unique"),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="member_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id} of {self.publisher_id}"


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted"
    ASKED = "asked"  # sent back with questions
    APPROVED = "approved"
    REFUSED = "refused"


class Application(models.Model):
    """The request to open a publisher, or to claim one that the host keeps."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    applicant = models.ForeignKey(User, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    name = models.CharField(max_length=60)
    handle = models.CharField(max_length=30, validators=[HANDLE])
    tagline = models.CharField(max_length=160, blank=True, default="")
    field = models.CharField(max_length=60, blank=True, default="")
    motivation = models.TextField()
    channels = models.ManyToManyField(Channel, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    submitted_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    publisher = models.ForeignKey(
        Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )

    class Meta:
        ordering = ["submitted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "asked"]) | ~Q(reasons=""), name="application_refusal_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(publisher__isnull=False), name="application_approval_has_publisher"
            ),
            models.UniqueConstraint(
                Lower("handle"), condition=Q(state__in=["submitted", "asked"]), name="application_handle_is_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class PublisherEffect(models.TextChoices):
    """What a restriction takes from a publisher."""

    WITHHELD = "withheld"
    NO_PUBLISHING = "no_publishing"


class PublisherRestriction(models.Model):
    """Something taken from a publisher for a time, under a statement."""

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=PublisherEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=PublisherEffect.values), name="publisher_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of publisher {self.publisher_id}"
