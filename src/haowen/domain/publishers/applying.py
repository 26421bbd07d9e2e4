"""Handing in an application, taking it back, and what the host answers. Every step leaves a word on record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import AccountEffect, User
from haowen.domain.people.restricting import restrictions_of
from haowen.domain.publishers import access, credentials, membership, resembling
from haowen.domain.publishers.events import (
    ApplicationApproved,
    ApplicationAsked,
    ApplicationRefused,
    ApplicationSubmitted,
    PublisherChanged,
)
from haowen.domain.publishers.models import (
    Application,
    ApplicationState,
    ApplicationWord,
    Kind,
    MemberRole,
    Publisher,
)
from haowen.domain.publishers.naming import checked_handle, checked_name
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.site.changing import current
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text.directions import straight

OPEN = (ApplicationState.SUBMITTED, ApplicationState.ASKED)
MOTIVATION_LEAST, MOTIVATION_MOST = 10, 4000
TAGLINE_MOST, FIELD_MOST = 160, 60


def submit(
    user: User,
    *,
    kind: Kind | str,
    name: str,
    handle: str,
    tagline: str = "",
    field: str = "",
    motivation: str,
    channels: Iterable[Channel] = (),
) -> Application:
    """Hand in an application at once: for a new publisher, or as a claim for one that the host keeps under this handle."""
    filled = Application(
        applicant=user, kind=checked_kind(kind), name=name, handle=handle, tagline=tagline, field=field,
        motivation=motivation, state=ApplicationState.SUBMITTED,
    )  # fmt: skip
    check(filled)
    return _into_the_queue(filled, channels)


def hand_in(draft: Application) -> Application:
    """Hand in what was filled in step by step."""
    check(draft)
    return _into_the_queue(draft, draft.channels.all())


def _into_the_queue(filled: Application, channels: Iterable[Channel]) -> Application:
    is_draft = filled.pk is not None
    filled.state, filled.submitted_at = ApplicationState.SUBMITTED, now()
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=filled.applicant_id)
            if is_draft and not Application.objects.filter(pk=filled.pk, state=ApplicationState.DRAFT).exists():
                raise Refused(_("This application has been handed in already."))
            _within_limit(filled.applicant)
            filled.save()
            filled.channels.set([channel for channel in channels if channel.is_open])
            resembling.flag(filled)
            _say(filled, filled.applicant, is_host=False)
            announce(ApplicationSubmitted(application_id=filled.pk))
    except IntegrityError as error:
        raise Refused(_("There is already an application for this handle."), field="handle") from error
    return filled


def checked_kind(kind: str) -> Kind:
    """Return the kind. Raises Refused when there is no such."""
    if kind not in Kind.values:
        raise Refused(_("Say who opens it."), field="kind")
    return Kind(kind)


def check(filled: Application) -> None:
    """See that an application could be handed in, and bring its words into the form in which they are kept."""
    checked_kind(filled.kind)
    check_names(filled)
    check_purpose(filled)
    if (
        restrictions_of(filled.applicant)
        .filter(effect__in=[AccountEffect.NO_PUBLISHING, AccountEffect.CLOSED])
        .exists()
    ):
        raise Refused(_("Publishing has been taken from your account; see the statement of reasons."))


def check_names(filled: Application) -> None:
    """See to name, handle and tagline."""
    filled.name = checked_name(filled.name)
    filled.handle = checked_handle(filled.handle, may_claim=True)
    filled.tagline = straight(filled.tagline).strip()
    if len(filled.tagline) > TAGLINE_MOST:
        raise Refused(_("A tagline has at most 160 characters."), field="tagline")


def check_purpose(filled: Application) -> None:
    """See to field and motivation."""
    filled.field, filled.motivation = filled.field.strip(), filled.motivation.strip()
    if len(filled.field) > FIELD_MOST:
        raise Refused(_("A field has at most 60 characters."), field="field")
    if len(filled.motivation) < MOTIVATION_LEAST:
        raise Refused(_("Say in a few more words what you want to write: at least 10 characters."), field="motivation")
    if len(filled.motivation) > MOTIVATION_MOST:
        raise Refused(_("Say it in at most 4,000 characters."), field="motivation")


def _within_limit(user: User) -> None:
    most = current().publishers_a_person
    count = access.owned_by(user).count() + Application.objects.filter(applicant=user, state__in=OPEN).count()
    if count >= most:
        raise Refused(
            _("A person can have at most %(most)d publishers here, open applications counted.") % {"most": most}
        )


def _say(application: Application, by: User, text: str = "", *, is_host: bool) -> None:
    ApplicationWord.objects.create(
        application=application, by=by, is_host=is_host, state=application.state, text=text, at=now()
    )


def ask(application: Application, *, by: User, questions: str) -> Application:
    """Send an application back with questions."""
    if not questions.strip():
        raise Refused(_("Write down what you want to know."), field="questions")
    with transaction.atomic():
        _move(application, by, ApplicationState.ASKED, reasons=questions.strip())
        announce(ApplicationAsked(application_id=application.pk))
    return application


def answer(application: Application, *, by: User, text: str) -> Application:
    """Answer the host's questions; the application waits to be read again."""
    if application.applicant_id != by.pk:
        raise Refused(_("Only the applicant can answer."))
    said = text.strip()[:MOTIVATION_MOST]
    if not said:
        raise Refused(_("Write your answer."), field="text")
    with transaction.atomic():
        rows = Application.objects.filter(pk=application.pk, state=ApplicationState.ASKED)
        if not rows.update(state=ApplicationState.SUBMITTED, answer=said):
            raise Refused(_("This application does not wait for an answer."))
        application.refresh_from_db()
        _say(application, by, said, is_host=False)
        announce(ApplicationSubmitted(application_id=application.pk))
    return application


def withdraw(application: Application, *, by: User) -> Application:
    """Take an application back before it is decided; its handle becomes free."""
    if application.applicant_id != by.pk:
        raise Refused(_("Only the applicant can take it back."))
    with transaction.atomic():
        rows = Application.objects.filter(pk=application.pk, state__in=OPEN)
        if not rows.update(state=ApplicationState.WITHDRAWN, decided_at=now()):
            raise Refused(_("This application has been decided already."))
        application.refresh_from_db()
        _say(application, by, is_host=False)
    return application


def give(keys: Sequence[str], *, to: User | None, by: User) -> int:
    """Say who of the host looks at open applications (public ids); return at how many. Nobody: they are free again."""
    if not by.is_operator() or (to is not None and not to.is_operator()):
        raise Refused(_("Only an operator decides on applications."), field="to")
    return Application.objects.filter(public_id__in=keys, state__in=OPEN).update(taken_by=to)


def approve(application: Application, *, by: User, seen: Mapping[str, Any] | None = None) -> Publisher:
    """Open the publisher, or hand over the one that the host kept; the applicant owns it.

    ``seen`` is the credential that the host saw, as ``credentials.put`` takes it.
    """
    with transaction.atomic():
        if not Application.objects.select_for_update().filter(pk=application.pk, state__in=OPEN).exists():
            raise Refused(_("This application has been decided already."))
        kept = Publisher.objects.select_for_update().filter(handle=application.handle, is_kept_by_host=True).first()
        publisher = _hand_over(kept, application) if kept else _open(application)
        _move(application, by, ApplicationState.APPROVED, publisher=publisher)
        membership.add(publisher, application.applicant, MemberRole.OWNER)
        if seen is not None:
            credentials.put(publisher, by=by, **seen)
        announce(ApplicationApproved(application_id=application.pk))
    return publisher


def _open(application: Application) -> Publisher:
    return open_publisher(
        handle=application.handle,
        name=application.name,
        kind=application.kind,
        tagline=application.tagline,
        field=application.field,
        avatar=application.avatar,
        language=application.applicant.language or current().default_language,
    )


def _hand_over(publisher: Publisher, application: Application) -> Publisher:
    publisher.name, publisher.kind = application.name, application.kind
    publisher.tagline = application.tagline or publisher.tagline
    publisher.field = application.field or publisher.field
    publisher.avatar = application.avatar or publisher.avatar
    publisher.is_kept_by_host = False
    publisher.verified_at = now()
    publisher.save()
    announce(PublisherChanged(publisher_id=publisher.pk))
    return publisher


def refuse(application: Application, *, by: User, reasons: str) -> Application:
    """Refuse an application, with reasons that the applicant reads."""
    if not reasons.strip():
        raise Refused(_("Give the reasons; the applicant will read them."), field="reasons")
    with transaction.atomic():
        _move(application, by, ApplicationState.REFUSED, reasons=reasons.strip())
        announce(ApplicationRefused(application_id=application.pk))
    return application


def _move(
    application: Application,
    by: User,
    state: ApplicationState,
    *,
    reasons: str = "",
    publisher: Publisher | None = None,
) -> None:
    """Decide an application that is still open: two people who decide at once do not both."""
    if not by.is_operator():
        raise Refused(_("Only an operator decides on applications."))
    is_decided = state != ApplicationState.ASKED
    done = Application.objects.filter(pk=application.pk, state__in=OPEN).update(
        state=state, reasons=reasons, publisher=publisher, decided_by=by, decided_at=now() if is_decided else None
    )
    if not done:
        raise Refused(_("This application has been decided already."))
    application.refresh_from_db()
    _say(application, by, reasons, is_host=True)
