"""Publishers, who belongs to them, and what the host takes from them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

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


class Watermark(models.TextChoices):
    """What a publisher's pictures bear."""

    OFF = "off"
    NAME = "name"


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
    about = models.TextField(max_length=2000, blank=True, default="")
    contact = models.CharField(max_length=120, blank=True, default="")
    licence = models.CharField(max_length=40, blank=True, default="")  # with which new articles begin
    shows_selected_comments = models.BooleanField(default=False)  # where its articles do not say otherwise
    is_kept_by_host = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    watermark = models.CharField(max_length=4, choices=Watermark.choices, null=True, blank=True)  # null: never asked
    mark_key = models.CharField(max_length=8, null=True, blank=True)  # which mark all of its pictures bear by now

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="publisher_kind_is_known"),
            models.CheckConstraint(condition=Q(handle__regex=r"^[a-z0-9_]{3,30}$"), name="publisher_handle_is_plain"),
        ]

    def __str__(self) -> str:
        return self.name


class PublisherLink(models.Model):
    """A place elsewhere to which a publisher leads from its page."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    url = models.URLField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "position"], name="publisher_link_position_is_unique"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(url=""), name="publisher_link_leads_somewhere"),
        ]

    def __str__(self) -> str:
        return self.label


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


class Invitation(models.Model):
    """An invitation to join a publisher's members: usable once, until it expires. Only the key's hash is kept."""

    personal = Personal(exported=False, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True, default="")  # none: whoever has the link
    role = models.CharField(max_length=8, choices=MemberRole.choices)
    key_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="invitation_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of publisher {self.publisher_id}"


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
