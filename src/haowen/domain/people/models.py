"""People who sign in (User), and whoever comments, likes and follows, here or elsewhere (Actor)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from haowen.domain.site.models import Language
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id


class Role(models.TextChoices):
    """What a person may do for the host. Each includes what readers may; operators may all."""

    READER = "reader"
    MODERATOR = "moderator"
    EDITOR = "editor"
    OPERATOR = "operator"


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user with a hashed password (none: cannot sign in by password)."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=40)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.READER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)
    language = models.CharField(max_length=10, blank=True, default="", choices=Language.choices)
    edition = models.CharField(max_length=10, blank=True, default="")
    theme = models.CharField(max_length=10, blank=True, default="")
    size = models.CharField(max_length=2, blank=True, default="")
    keeps_history = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether this person works for the host (Django's word for it)."""
        return self.role != Role.READER

    def is_operator(self) -> bool:
        """Whether this person runs the installation."""
        return self.role == Role.OPERATOR

    def may_moderate(self) -> bool:
        """Whether this person may open cases and decide."""
        return self.role in (Role.MODERATOR, Role.OPERATOR)

    def may_edit_front(self) -> bool:
        """Whether this person may place headlines."""
        return self.role in (Role.EDITOR, Role.OPERATOR)


class ActorKind(models.TextChoices):
    """Who stands behind an actor."""

    PERSON = "person"
    HOST = "host"  # the doer on the command line and in tasks
    REMOTE = "remote"


class Actor(models.Model):
    """Who comments, likes and follows: a person here, the host itself, or somebody on another server."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=ActorKind.choices, default=ActorKind.PERSON)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="actor")
    name = models.CharField(max_length=60)
    uri = models.URLField(blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActorKind.values), name="actor_kind_is_known"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="host"), name="actor_host_is_one"),
        ]

    def __str__(self) -> str:
        return self.name


class Session(AbstractBaseSession):
    """A session that names its user in a column, so that one statement brings session, person and marks."""

    personal = Personal(exported=False, fate=Fate.ERASED)

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the store that Django's middleware uses."""
        from haowen.domain.people.sessions import SessionStore

        return SessionStore


class AccountEffect(models.TextChoices):
    """What an account restriction takes away."""

    NO_COMMENTS = "no_comments"
    NO_PUBLISHING = "no_publishing"
    CLOSED = "closed"


class AccountRestriction(models.Model):
    """Something taken from an account for a time, under a statement."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=AccountEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "effect"])]
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=AccountEffect.values), name="account_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of user {self.user_id}"


class SentMail(models.Model):
    """A letter that was sent: by its key alone, which tells fact and recipient apart and names nobody."""

    key = models.CharField(max_length=120, unique=True)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
