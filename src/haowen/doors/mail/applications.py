"""What an applicant is told: questions, the welcome, or the reasons of a refusal."""

import hashlib

from haowen.domain.publishers.models import Application, ApplicationState
from haowen.doors import letters
from haowen.doors.mail.sending import Letter, Recipient, send_once
from haowen.kit.tasks import task

TOLD = (ApplicationState.ASKED, ApplicationState.APPROVED, ApplicationState.REFUSED)


@task()
def tell_applicant(*, application_id: int) -> None:
    """Tell the applicant where the application stands now; one that waits to be read again has nothing to tell."""
    rows = Application.objects.select_related("applicant", "publisher")
    application = rows.filter(pk=application_id, state__in=TOLD, applicant__is_active=True).first()
    if application is None:
        return
    # asked again with the same words after another answer is another question
    version = hashlib.sha256(f"{application.reasons}\0{application.answer}".encode()).hexdigest()[:16]
    about = f"application:{application.pk}:{application.state}:{version}"
    send_once(about, Recipient.of(application.applicant), lambda: letter(application))


def letter(application: Application) -> Letter:
    """Write the letter for the state that the application is in, in the language that is active."""
    return Letter(*letters.application(application))
