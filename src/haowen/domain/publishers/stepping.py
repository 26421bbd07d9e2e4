"""An application that is filled in step by step: every step is kept, so that one can walk away and come back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import User
from haowen.domain.publishers import applying, documents, proving
from haowen.domain.publishers.models import Application, ApplicationState, Kind
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

KIND, NAMES, PURPOSE, DOCUMENTS, LOOK_OVER = STEPS = range(1, 6)
ORGANISATION_MOST = 100


def draft_of(user: User) -> Application | None:
    """Return the application that this person is filling in."""
    return Application.objects.filter(applicant=user, state=ApplicationState.DRAFT).select_related("avatar").first()


def say_kind(user: User, *, kind: str, organisation: str = "") -> Application:
    """Begin, or say anew who opens the publisher."""
    said = applying.checked_kind(kind)
    organisation = "" if said == Kind.PERSON else " ".join(organisation.split())
    if said != Kind.PERSON and not organisation:
        raise Refused(_("Name the organisation for which you speak, as its documents have it."), field="organisation")
    if len(organisation) > ORGANISATION_MOST:
        raise Refused(_("The name of an organisation has at most 100 characters."), field="organisation")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        draft, _made = Application.objects.update_or_create(
            applicant=user,
            state=ApplicationState.DRAFT,
            defaults={"kind": said, "organisation": organisation, "submitted_at": now()},
        )
    return draft


def say_names(
    draft: Application, *, name: str, handle: str, tagline: str = "", avatar: Media | None = None
) -> Application:
    """Keep name, handle and tagline, and the picture where there is a new one."""
    before = draft.handle
    draft.name, draft.handle, draft.tagline = name, handle, tagline
    applying.check_names(draft)
    draft.avatar = avatar or draft.avatar
    if draft.handle != before:
        draft.proof_url, draft.proved_at = "", None  # what was proved was about another publisher
    _keep(draft, "name", "handle", "tagline", "avatar", "proof_url", "proved_at")
    return draft


def say_purpose(
    draft: Application, *, field: str = "", motivation: str, channels: Iterable[Channel] = ()
) -> Application:
    """Keep what is to be written, and where."""
    draft.field, draft.motivation = field, motivation
    applying.check_purpose(draft)
    with transaction.atomic():
        _keep(draft, "field", "motivation")
        draft.channels.set([channel for channel in channels if channel.is_open])
    return draft


def _keep(draft: Application, *fields: str) -> None:
    values = {name: getattr(draft, name) for name in fields}
    rows = Application.objects.filter(pk=draft.pk, state=ApplicationState.DRAFT)
    if not rows.update(**values, submitted_at=now()):
        raise Refused(_("This application has been handed in already."))


def check_documents(draft: Application) -> None:
    """See that there is a document where the kind or a claim asks for one."""
    if draft.documents.filter(deleted_at=None).exists():
        return
    if proving.kept_publisher(draft) is not None:
        if draft.proved_at is None:
            raise Refused(_("Prove that the publisher is yours: by the code on its old site, or by a document."))
    elif draft.kind != Kind.PERSON:
        raise Refused(_("Add at least one document, so that the host can see for whom you speak."))


def first_open(draft: Application | None) -> int:
    """Return the first step that is not done yet."""
    if draft is None:
        return KIND
    if not draft.name:
        return NAMES
    if not draft.motivation:
        return PURPOSE
    try:
        check_documents(draft)
    except Refused:
        return DOCUMENTS
    return LOOK_OVER


def hand_in(draft: Application) -> Application:
    """Hand the draft in, once every step is done."""
    check_documents(draft)
    return applying.hand_in(draft)


def drop(draft: Application) -> None:
    """Forget the draft, with its documents."""
    with transaction.atomic():
        locked = Application.objects.select_for_update().filter(pk=draft.pk, state=ApplicationState.DRAFT)
        if locked.exists():
            documents.forget(draft)
            locked.delete()
