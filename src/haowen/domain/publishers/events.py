"""What can have happened to a publisher, and to the application for one."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class PublisherOpened(Event):
    """There is a new publisher."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class PublisherChanged(Event):
    """Readers see another name, handle, picture, tagline or badge than before, or it changed hands."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class MembersChanged(Event):
    """Somebody came, went, or has another role: whose comments are a writer's follows from it."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class PublisherRestricted(Event):
    """Something was taken from it under a statement, or given back."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(Event):
    """Somebody asks to open or to claim a publisher, or has answered the host's questions."""

    application_id: int


@dataclass(frozen=True, slots=True)
class ApplicationAsked(Event):
    """The host has questions."""

    application_id: int


@dataclass(frozen=True, slots=True)
class ApplicationApproved(Event):
    """The applicant owns the publisher now."""

    application_id: int


@dataclass(frozen=True, slots=True)
class ApplicationRefused(Event):
    """The host said no, with its reasons."""

    application_id: int


@dataclass(frozen=True, slots=True)
class InvitationMade(Event):
    """Somebody is invited to a publisher's members by e-mail."""

    invitation_id: int


@dataclass(frozen=True, slots=True)
class MemberChanged(Event):
    """A person came, has another role, or is no longer a member (no role); ``at`` tells one time from another."""

    publisher_id: int
    user_id: int
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class CredentialLapsed(Event):
    """What the host had seen of a publisher is no longer in force."""

    credential_id: int


@dataclass(frozen=True, slots=True)
class NameChangeDecided(Event):
    """The host granted a name that was asked for, or refused it."""

    change_id: int
