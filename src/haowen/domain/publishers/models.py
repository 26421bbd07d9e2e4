"""Publishers (号), their members, and the applications that open them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import User
from haowen.domain.site.models import Language
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id, new_secret

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

    DRAFT = "draft"  # filled in step by step; nobody but the applicant sees it
    SUBMITTED = "submitted"
    ASKED = "asked"  # sent back with questions
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Application(models.Model):
    """The request to open a publisher, or to claim one that the host keeps."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    applicant = models.ForeignKey(User, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    organisation = models.CharField(max_length=100, blank=True, default="")  # for whom the applicant speaks
    name = models.CharField(max_length=60, blank=True, default="")
    handle = models.CharField(max_length=30, blank=True, default="", validators=[HANDLE])
    tagline = models.CharField(max_length=160, blank=True, default="")
    avatar = models.ForeignKey(Media, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=60, blank=True, default="")
    motivation = models.TextField(blank=True, default="")
    channels = models.ManyToManyField(Channel, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    submitted_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    # A claim is proved by a code that stands on a page of the publisher's old site.
    proof_code = models.CharField(max_length=40, blank=True, default="")
    proof_url = models.URLField(max_length=500, blank=True, default="")
    proved_at = models.DateTimeField(null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(state="draft"), name="application_draft_is_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | ~Q(name="") & ~Q(handle="") & ~Q(motivation=""),
                name="application_handed_in_is_filled_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class ApplicationWord(models.Model):
    """One thing that happened to an application, with what was written: both sides, in the order of time."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="words")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_host = models.BooleanField()
    state = models.CharField(max_length=10, choices=ApplicationState.choices)  # what it led to
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_word_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.state} of application {self.application_id}"


class FlagReason(models.TextChoices):
    """Why the name of an application wants a careful look."""

    SAME = "same"  # as another name, once widths, scripts and invisible characters are taken away
    SOUNDS = "sounds"  # the same in pinyin
    SIMILAR = "similar"
    LOOKALIKE = "lookalike"  # letters of several scripts that look alike
    RESERVED = "reserved"


class ApplicationFlag(models.Model):
    """A reason to look carefully at an application, with the name or word that it resembles."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=10, choices=FlagReason.choices)
    resembles = models.CharField(max_length=60, blank=True, default="")
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=FlagReason.values), name="application_flag_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.resembles}"


class ReservedSort(models.TextChoices):
    """Whom a reserved word makes readers think of."""

    STATE = "state"
    MEDIA = "media"
    PLACE = "place"
    OTHER = "other"


class ReservedWord(models.Model):
    """A word in names that wants a careful look; the host edits the list."""

    text = models.CharField(max_length=30, unique=True)
    sort = models.CharField(max_length=6, choices=ReservedSort.choices)

    class Meta:
        ordering = ["sort", "text"]
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=ReservedSort.values), name="reserved_word_sort_is_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Document(models.Model):
    """A private file that proves an application; its row stays as a record when the file is deleted."""

    public_id = models.CharField(max_length=30, unique=True, default=new_secret, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    what = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=20)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=30, unique=True, default=new_secret, editable=False)
    added_at = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.what} of application {self.application_id}"


class DocumentOpening(models.Model):
    """Somebody opened a private document."""

    personal = Personal(exported=False, fate=Fate.KEPT, kept_days=1095)

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"document {self.document_id} opened {self.at:%Y-%m-%d %H:%M}"


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


class Credential(models.Model):
    """What the host has seen of a publisher: kind, number, issuer, until when it holds, verified by whom and when."""

    personal = Personal(exported=False, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="credentials")
    what = models.CharField(max_length=80)
    number = models.CharField(max_length=80, blank=True, default="")
    issuer = models.CharField(max_length=100, blank=True, default="")
    valid_until = models.DateField(null=True, blank=True)  # none: it does not expire
    stops_publishing = models.BooleanField(default=False)  # when it lapses; the badge goes in any case
    verified_at = models.DateTimeField(default=now)
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lapsed_at = models.DateTimeField(null=True, blank=True)
    restriction = models.ForeignKey(
        PublisherRestriction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-verified_at", "-id"]

    def __str__(self) -> str:
        return f"{self.what} of publisher {self.publisher_id}"


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


class Permission(models.TextChoices):
    """Whether a publisher may publish somewhere."""

    AT_ONCE = "at_once"
    AFTER_REVIEW = "after_review"
    NOT_AT_ALL = "not_at_all"


class Holding(models.TextChoices):
    """Whether a publisher holds a credential that is in force."""

    HELD = "held"
    NONE = "none"


class WritingRule(models.Model):
    """What publishers of a kind, with or without a credential in force, may do in a channel. Empty means: any."""

    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True, default="")
    holds = models.CharField(max_length=8, choices=Holding.choices, blank=True, default="")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    permission = models.CharField(max_length=12, choices=Permission.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("kind", "holds", Coalesce("channel", 0), name="writing_rule_is_one"),
            models.CheckConstraint(
                condition=Q(permission__in=Permission.values), name="writing_rule_permission_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Kind.values], holds__in=["", *Holding.values]), name="writing_rule_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'} {self.channel_id or '*'}: {self.permission}"
