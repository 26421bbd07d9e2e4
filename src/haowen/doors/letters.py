"""What is written to people, for mail and for whoever wants to read a letter before it is sent."""

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from haowen.domain.publishers.models import Application, ApplicationState
from haowen.domain.site.changing import current


def application(row: Application, language: str = "") -> tuple[str, tuple[str, ...]]:
    """Return subject and paragraphs for the state that an application is in; without a language in the active one."""
    with override(language or get_language()):
        return _application(row)


def _application(application: Application) -> tuple[str, tuple[str, ...]]:
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
        return (
            _("Your publisher “%(name)s” is open") % said,
            (
                hello,
                _("Your application to %(site)s was approved. You own the publisher “%(name)s” now.") % said,
                _("Its page: %(address)s") % {"address": f"{settings.BASE_URL}/@{handle}"},
                _("Write your first article in the studio: %(address)s") % {"address": f"{settings.BASE_URL}/studio"},
            ),
        )
    if application.state == ApplicationState.ASKED:
        return (
            _("Questions about your application “%(name)s”") % said,
            (
                hello,
                _("Before %(site)s decides on your application for “%(name)s” (@%(handle)s), we want to know:") % said,
                application.reasons,
                _("Please answer here: %(address)s") % {"address": here},
            ),
        )
    return (
        _("Your application “%(name)s” was refused") % said,
        (
            hello,
            _("%(site)s has refused your application for “%(name)s” (@%(handle)s), for these reasons:") % said,
            application.reasons,
            _("The application with all that was said: %(address)s") % {"address": here},
            _("The handle is free again. You may apply anew: %(address)s") % {"address": f"{settings.BASE_URL}/join"},
        ),
    )
