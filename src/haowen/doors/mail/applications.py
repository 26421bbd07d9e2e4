"""What an applicant is told: questions, the welcome, or the reasons of a refusal."""

import hashlib

from django.conf import settings
from django.utils.translation import gettext as _

from haowen.domain.publishers.models import Application, ApplicationState
from haowen.domain.site.changing import current
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
    said = {
        "who": application.applicant.name,
        "name": application.name,
        "handle": application.handle,
        "site": current().name,
    }
    here = f"{settings.BASE_URL}/join/{application.public_id}"
    hello = _("Hello %(who)s,") % said
    if application.state == ApplicationState.APPROVED:
        handle = application.publisher.handle if application.publisher else application.handle
        return Letter(
            _("Your publisher “%(name)s” is open") % said,
            (
                hello,
                _("Your application to %(site)s was approved. You own the publisher “%(name)s” now.") % said,
                _("Its page: %(address)s") % {"address": f"{settings.BASE_URL}/@{handle}"},
                _("Write your first article in the studio: %(address)s") % {"address": f"{settings.BASE_URL}/studio"},
            ),
        )
    if application.state == ApplicationState.ASKED:
        return Letter(
            _("Questions about your application “%(name)s”") % said,
            (
                hello,
                _("Before %(site)s decides on your application for “%(name)s” (@%(handle)s), we want to know:") % said,
                application.reasons,
                _("Please answer here: %(address)s") % {"address": here},
            ),
        )
    return Letter(
        _("Your application “%(name)s” was refused") % said,
        (
            hello,
            _("%(site)s has refused your application for “%(name)s” (@%(handle)s), for these reasons:") % said,
            application.reasons,
            _("The application with all that was said: %(address)s") % {"address": here},
            _("The handle is free again. You may apply anew: %(address)s") % {"address": f"{settings.BASE_URL}/join"},
        ),
    )
