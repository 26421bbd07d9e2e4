"""Publishers (号), their members, and the applications that open them."""

from haowen.domain.publishers.models.joining import (
    Application,
    ApplicationFlag,
    ApplicationState,
    ApplicationWord,
    Document,
    DocumentOpening,
    FlagReason,
    NameChange,
    ReservedSort,
    ReservedWord,
)
from haowen.domain.publishers.models.permits import Credential, Holding, Permission, WritingRule
from haowen.domain.publishers.models.publisher import (
    HANDLE,
    FormerHandle,
    Invitation,
    Kind,
    Member,
    MemberRole,
    Publisher,
    PublisherEffect,
    PublisherLink,
    PublisherRestriction,
)

__all__ = [
    "HANDLE",
    "Application",
    "ApplicationFlag",
    "ApplicationState",
    "ApplicationWord",
    "Credential",
    "Document",
    "DocumentOpening",
    "FlagReason",
    "FormerHandle",
    "Holding",
    "Invitation",
    "Kind",
    "Member",
    "MemberRole",
    "NameChange",
    "Permission",
    "Publisher",
    "PublisherEffect",
    "PublisherLink",
    "PublisherRestriction",
    "ReservedSort",
    "ReservedWord",
    "WritingRule",
]
